"""What is done to documents, each in one transaction."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from policies.enums import DocumentStatus, Genre
from policies.models import Agency, Clause, Document
from policies.parsing import ParsedClause, ParsedDocument, ParsingError, decode, parse_document

# How government sites name the 体裁 of the texts they print; anything else is for staff to decide.
GENRES = {
    "建议": Genre.REPLY,
    "提案": Genre.REPLY,
    "答复": Genre.REPLY,
    "实施细则": Genre.RULES,
    "办法": Genre.MEASURES,
    "意见": Genre.OPINION,
    "方案": Genre.PLAN,
    "通知": Genre.NOTICE,
}


@dataclass(frozen=True)
class ImportReport:
    """What an import did; counts are clauses."""

    document: Document
    created: bool
    matching: int
    filled: int
    unknown_issuer: str


@transaction.atomic
def import_document(*, data: bytes) -> ImportReport:
    """Store an official text: fill the document with its index number, or make a draft one.

    Raises ParsingError with the place of the fault: an unreadable file, or one that contradicts what is stored.
    Importing the same file again changes nothing.
    """
    parsed = parse_document(decode(data))
    document = Document.objects.select_for_update().filter(index_number=parsed.header.index_number).first()
    created = document is None
    document = document or _draft(parsed)
    _check_header(document, parsed)
    stored = {clause.path: clause for clause in document.clauses.latest_edition()}
    if stored:
        _check_places(stored, parsed)
    known = sum(bool(clause.fingerprint) for clause in stored.values())
    filled = sum(_fill(document, stored.get(clause.path), clause) for clause in parsed.clauses)
    agency = Agency.objects.filter(name=parsed.header.issuer).first()
    if created and agency:
        document.issuers.add(agency)
    return ImportReport(document, created, known, filled, "" if agency else parsed.header.issuer)


def _draft(parsed: ParsedDocument) -> Document:
    header = parsed.header
    genre = next((genre for word, genre in GENRES.items() if word in f"{header.genre} {header.title}"), Genre.OTHER)
    document = Document(
        slug=f"document-{slugify(header.index_number.replace('/', '-'))}",
        title=header.title,
        subtitle=header.subtitle,
        index_number=header.index_number,
        genre=genre,
        written_on=header.written_on,
        published_on=header.published_on,
        status=DocumentStatus.DRAFT,
    )
    document.clean_fields()
    document.save()
    return document


def _check_header(document: Document, parsed: ParsedDocument) -> None:
    """Raise ParsingError where the file's header says other than what is stored; blank fields do not contradict."""
    header = parsed.header
    pairs = (
        ("标题", document.title, header.title),
        ("成文日期", document.written_on, header.written_on),
        ("发布日期", document.published_on, header.published_on),
    )
    for name, ours, theirs in pairs:
        if ours and theirs and ours != theirs:
            raise ParsingError(
                f"{name}与已收录的文件不一致：文件中是“{theirs}”，本站是“{ours}”"
                f"（索引号 {header.index_number}）。请核对是否选错了文件。"
            )


def _check_places(stored: dict[str, Clause], parsed: ParsedDocument) -> None:
    """Raise ParsingError naming every place that is missing, surplus, or whose sentence is another."""
    theirs = {clause.path: clause for clause in parsed.clauses}
    faults = {
        "文件中缺少": [stored[path].locator for path in stored.keys() - theirs.keys()],
        "文件中多出": [theirs[path].path for path in theirs.keys() - stored.keys()],
        "与已收录的指纹不符": [
            stored[path].locator
            for path in stored.keys() & theirs.keys()
            if stored[path].fingerprint and stored[path].fingerprint != theirs[path].fingerprint
        ],
    }
    said = [f"{fault}：{'、'.join(sorted(places))}" for fault, places in faults.items() if places]
    if said:
        raise ParsingError(f"文件与已收录的条款不一致。{'；'.join(said)}。未作任何改动，请核对原文版本。")


def _fill(document: Document, clause: Clause | None, parsed: ParsedClause) -> bool:
    """Write one sentence where it is not yet stored; whether anything was written."""
    if clause is None:
        clause = Clause(document=document, path=parsed.path, position=parsed.position)
    elif clause.text == parsed.text:
        return False
    clause.text, clause.fingerprint = parsed.text, parsed.fingerprint
    clause.save()
    return True
