"""A file that was handed in, read and parsed with the joins and splits that were made of it."""

from dataclasses import replace

from django.conf import settings

from policies.importing.old_word import converted
from policies.intake.lines import Progress, silent
from policies.intake.read import is_old_format, read_file
from policies.models import Document
from policies.parsing.boundaries import parse_with_steps, read_steps
from policies.parsing.document import ParsedDocument

_CONVERTED = "旧版文件已由 LibreOffice 转换成 .docx 后读取，请对照原件逐句核对。"


def read_source(
    data: bytes, title: str = "", boundaries: str = "", progress: Progress = silent
) -> tuple[ParsedDocument, str]:
    """The text of a file with the joins and splits of a record made; and those that fit it, as a record.

    `title` is that of a text whose first line is none. Raises ParsingError for what cannot be read.
    """
    said = ()
    if settings.SOFFICE and is_old_format(data):
        data, said = converted(data), (_CONVERTED,)
    steps = read_steps(boundaries)
    parsed, fitted = parse_with_steps(read_file(data, progress), title, steps)
    lost = len(steps) - len(fitted)
    if lost:
        said = (*said, f"有 {lost} 处断句调整与现在读出的文字不符，没有沿用，请核对。")
    return replace(parsed, notices=(*said, *parsed.notices)), "\n".join(map(str, fitted))


def boundaries_of(document: Document | None) -> str:
    """The record of the document's latest edition, for another file of the same text."""
    if document is None:
        return ""
    stored = document.source_files.stored().order_by("-edition", "-pk")
    return stored.values_list("boundaries", flat=True).first() or ""
