"""The plan of an import: what storing a text would change. It can be shown before it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, count

from django.utils.text import slugify

from policies.enums import DocumentStatus, Genre
from policies.importing.compare import Fate, SentenceChange, compare
from policies.intake.lines import ParsingError, numbered_lines
from policies.models import Agency, Clause, Document
from policies.parsing.document import ParsedClause, ParsedDocument, parse_body, parse_document
from policies.parsing.header import ParsedHeader

# Words in titles and headers, with the genre they mean. Staff choose any other.
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


class Outcome(StrEnum):
    """The kind of change that storing a text would make."""

    NEW = "new"
    FILLED = "filled"
    SAME = "same"
    EDITION = "edition"

    @property
    def label(self) -> str:
        names = {"new": "新建草稿文件", "filled": "填入原文", "same": "与已收录的相同", "edition": "建立新的版次"}
        return names[self.value]


@dataclass(frozen=True)
class Plan:
    """A text, its document (None: a new one is made), and what storing it would change."""

    outcome: Outcome
    edition: int  # whose clauses would be written
    document: Document | None
    title: str
    header: ParsedHeader | None
    clauses: Sequence[ParsedClause]
    stored: Sequence[Clause]
    changes: Sequence[SentenceChange]

    @property
    def differences(self) -> list[SentenceChange]:
        return [change for change in self.changes if change.fate is not Fate.SAME]


def plan_import(text: str, *, document: Document | None = None, title: str = "") -> Plan:
    """Plan the import of `text`. Raises ParsingError if it is no official text or contradicts its document.

    The index number in the header finds the document. A text without a header needs `document` or `title`.
    """
    parsed = _parsed(text, document, title)
    header = parsed.header
    if header is not None:
        owner = Document.objects.filter(index_number=header.index_number).first()
        if document and owner and owner != document:
            raise ParsingError(f"索引号 {header.index_number} 属于《{owner}》，与所选的文件不同，请核对。")
        document = document or owner
        if document:
            _check_header(document, header)
    stored = list(document.clauses.filter(edition=document.edition)) if document else []
    changes = compare(stored, parsed.clauses) if stored else []
    outcome = _outcome(document, stored, parsed.clauses)
    current = document.edition if document else 1
    edition = current + 1 if outcome is Outcome.EDITION else current
    return Plan(outcome, edition, document, header.title if header else title, header, parsed.clauses, stored, changes)


def make_document(plan: Plan) -> Document:
    """Store a draft document for a plan without one."""
    header = plan.header
    words = f"{header.genre} {header.title}" if header else plan.title
    document = Document(
        title=plan.title,
        slug=_free_slug(header),
        genre=next((genre for word, genre in GENRES.items() if word in words), Genre.OTHER),
        status=DocumentStatus.DRAFT,
    )
    if header:
        document.subtitle, document.index_number = header.subtitle, header.index_number
        document.written_on, document.published_on = header.written_on, header.published_on
    document.clean_fields()
    document.save()
    if header and (agency := Agency.objects.filter(name=header.issuer).first()):
        document.issuers.add(agency)
    return document


def fill(document: Document, plan: Plan) -> int:
    """Write the sentences that the document's latest edition lacks. Returns how many were written."""
    stored = {clause.path: clause for clause in plan.stored}
    changed, new = [], []
    for parsed in plan.clauses:
        clause = stored.get(parsed.path)
        if clause is None:
            clause = Clause(document=document, edition=document.edition, path=parsed.path, position=parsed.position)
            new.append(clause)
        elif clause.text != parsed.text:
            changed.append(clause)
        clause.text, clause.fingerprint, clause.place = parsed.text, parsed.fingerprint, parsed.place
    Clause.objects.bulk_create(new, batch_size=500)
    Clause.objects.bulk_update(changed, ["text", "fingerprint", "place"], batch_size=200)
    return len(new) + len(changed)


def _parsed(text: str, document: Document | None, title: str) -> ParsedDocument:
    try:
        return parse_document(text)
    except ParsingError:
        if document is None and not title:
            raise
    name = document.title if document else title
    body = [line for line in numbered_lines(text) if line.text != name]
    return ParsedDocument(None, parse_body(body))


def _outcome(document: Document | None, stored: Sequence[Clause], parsed: Sequence[ParsedClause]) -> Outcome:
    if document is None:
        return Outcome.NEW
    if not stored:
        return Outcome.FILLED
    theirs = {clause.path: clause for clause in parsed}
    ours = {clause.path: clause for clause in stored}
    if ours.keys() != theirs.keys() or any(
        clause.fingerprint and clause.fingerprint != theirs[path].fingerprint for path, clause in ours.items()
    ):
        return Outcome.EDITION
    return Outcome.SAME if all(clause.text == theirs[path].text for path, clause in ours.items()) else Outcome.FILLED


def _free_slug(header: ParsedHeader | None) -> str:
    """`document-` with the index number, or with a number. If the slug is taken, a second number follows."""
    name = slugify(header.index_number.replace("/", "-")) if header else ""
    first = f"document-{name}" if name else f"document-{Document.objects.count() + 1}"
    taken = set(Document.objects.filter(slug__startswith=first).values_list("slug", flat=True))
    return next(slug for slug in chain([first], (f"{first}-{n}" for n in count(2))) if slug not in taken)


def _check_header(document: Document, header: ParsedHeader) -> None:
    """Raise ParsingError if the header contradicts the stored document. Blank fields contradict nothing."""
    issuers = [issuer.name for issuer in document.issuers.all()]
    # For a joint text the page names all issuers or only the first.
    issuer = header.issuer if any(name in header.issuer for name in issuers) else "、".join(issuers)
    pairs = (
        ("标题", document.title, header.title),
        ("发文机关", issuer, header.issuer),
        ("成文日期", document.written_on, header.written_on),
        ("发布日期", document.published_on, header.published_on),
    )
    for name, ours, theirs in pairs:
        if ours and theirs and ours != theirs:
            raise ParsingError(
                f"{name}与已收录的文件不一致：文件中是“{theirs}”，本站是“{ours}”"
                f"（索引号 {header.index_number}）。请核对是否选错了文件。"
            )
