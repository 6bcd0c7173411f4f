"""What staff hand in, as lines: .txt, .docx, .html, .pdf, .ofd. Any other file is refused in one sentence.

The kind is told by the content, not by the name. Nothing of a file is ever run or shown as it is. Pure.
"""

import re
from dataclasses import replace

from policies.intake.archive import DAMAGED, ZIP, Archive
from policies.intake.lines import ParsingError, Progress, Received, silent
from policies.intake.notices import Notices
from policies.intake.ofd import ROOT, read_ofd
from policies.intake.pdf import read_pdf
from policies.intake.text import MAX_BYTES, decode, read_text
from policies.intake.web.html import is_web_page, read_html
from policies.intake.word.document import read_docx

_OLE, _PDF, _RTF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SYMBOL_BULLET = re.compile("^[\uf020-\uf0ff]+")  # of the fonts Symbol and Wingdings
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")
OLD_FORMAT = (
    "这是旧版 .doc 或 .wps 文件，或有密码保护的文件，不能直接读取。请在 Word 或 WPS 中打开，去掉密码，"
    "用“另存为”存成 .docx 后再上传。"
)


def is_old_format(data: bytes) -> bool:
    """Whether a file is an old .doc or .wps; one with a password looks the same but says that it is encrypted."""
    return data.startswith(_OLE) and _ENCRYPTED not in data


def read_file(data: bytes, progress: Progress = silent) -> Received:
    """The text of an uploaded file; raises ParsingError with what is wrong and what to do.

    `progress` is called after each page of a PDF or OFD file.
    """
    return _without_private(_received(data, progress))


def _without_private(received: Received) -> Received:
    """The text with □ for characters that only the file's own font knows, and a notice of them."""
    notices = Notices()
    lines = []
    for line in received.lines:
        if _PRIVATE.search(line.text):
            text, *cells = (_PRIVATE.sub("□", _SYMBOL_BULLET.sub("•", part)) for part in (line.text, *line.cells))
            if "□" in text:
                notices.add("private", text)
            line = line._replace(text=text, cells=tuple(cells))
        lines.append(line)
    return replace(received, lines=tuple(lines), notices=(*received.notices, *notices.sentences()))


def _received(data: bytes, progress: Progress) -> Received:
    if len(data) > MAX_BYTES:
        raise ParsingError(f"文件超过 {MAX_BYTES // 1024**2} MB，请只保留正文，另存后再上传。")
    if data.startswith(ZIP):
        return _read_archive(data, progress)
    if data.startswith(_OLE):
        raise ParsingError(OLD_FORMAT)
    if _PDF in data[:1024]:
        return read_pdf(data, progress)
    for start, name in ((_RTF, "RTF"), *((start, "图片") for start in _PICTURES)):
        if data.startswith(start):
            raise ParsingError(f"这是{name}文件，不能读取文字，请另存为 .docx 或 .txt 后再上传。")
    text = decode(data)
    return read_html(text) if is_web_page(text) else read_text(data)


def _read_archive(data: bytes, progress: Progress) -> Received:
    try:
        archive = Archive(data)
    except DAMAGED as error:
        if isinstance(error, ParsingError):
            raise
        raise ParsingError("这个 .docx 文件已损坏或不是 Word 文档，请在 Word 中打开后另存再上传。") from error
    with archive:
        return read_ofd(archive, progress) if archive.has(ROOT) else read_docx(archive)
