"""The plan of an import: what storing a text would change. It can be shown before it is stored."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import chain, count

from django.db.models import Q
from django.utils.text import slugify

from policies.enums import DocumentStatus, Genre, Validity
from policies.importing.compare import Fate, SentenceChange, compare
from policies.importing.duplicates import duplicates
from policies.intake.lines import ParsingError
from policies.models import Agency, Clause, Document
from policies.parsing.document import ParsedClause, ParsedDocument
from policies.parsing.head.header import ParsedHeader
from policies.parsing.sentences import normalise

# Words in titles and headers, with the genre they mean. Staff choose any other.
GENRES = {
    "建议": Genre.REPLY,
    "提案": Genre.REPLY,
    "答复": Genre.REPLY,
    "实施细则": Genre.RULES,
    "细则": Genre.RULES,
    "办法": Genre.MEASURES,
    "意见": Genre.OPINION,
    "方案": Genre.PLAN,
    "清单": Genre.LIST,
    "汇编": Genre.COMPILATION,
    "条例": Genre.LAW,
    "通知": Genre.NOTICE,
}
VALIDITIES = {
    **dict.fromkeys(("现行有效", "有效", "继续有效", "全文有效", "是", "生效", "已生效", "正常"), Validity.IN_FORCE),
    **dict.fromkeys(("已修改", "修改", "已被修改", "部分有效", "部分失效", "已修订", "修订"), Validity.AMENDED),
    **dict.fromkeys(("已废止", "废止", "全文废止"), Validity.REPEALED),
    **dict.fromkeys(("失效", "已失效", "过期", "已过期", "无效", "否", "全文失效"), Validity.EXPIRED),
}
NO_TITLE = "没有找到标题：第一行不像标题，请填写标题后再导入。"
_COPIED = (
    *("subtitle", "index_number", "doc_number", "topic", "written_on", "published_on", "effective_on", "expires_on"),
)
_BETWEEN_ISSUERS = re.compile(r"[、,，;；/]|\s+")


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
    parsed: ParsedDocument
    stored: Sequence[Clause]
    changes: Sequence[SentenceChange]
    issuers: Sequence[Agency]
    unknown_issuers: Sequence[str]
    notices: Sequence[str]

    @property
    def header(self) -> ParsedHeader:
        return self.parsed.header

    @property
    def title(self) -> str:
        return self.header.title

    @property
    def clauses(self) -> Sequence[ParsedClause]:
        return self.parsed.clauses

    @property
    def token(self) -> str:
        """Tells whether a plan is the one that was looked at: outcome, edition, and every sentence at its place."""
        said = "".join(f"{clause.path} {clause.fingerprint}" for clause in self.clauses)
        return f"{self.outcome}-{self.edition}-{sha256(said.encode()).hexdigest()[:16]}"

    @property
    def differences(self) -> list[SentenceChange]:
        return [change for change in self.changes if change.fate is not Fate.SAME]


def plan_import(parsed: ParsedDocument, *, document: Document | None = None) -> Plan:
    """What storing a text would do; raises ParsingError where it contradicts its document.

    The document is the one given, or the one that has the text's numbers; without any a new one is made.
    """
    header = parsed.header
    owner = _owner(header)
    if document and owner and owner != document:
        raise ParsingError(f"索引号或发文字号属于《{owner}》，与所选的文件不同，请核对。")
    document = document or owner
    if document:
        _check_header(document, header)
    stored = list(document.clauses.filter(edition=document.edition)) if document else []
    changes = compare(stored, parsed.clauses) if stored else []
    outcome = _outcome(document, stored, parsed.clauses)
    current = document.edition if document else 1
    edition = current + 1 if outcome is Outcome.EDITION else current
    issuers, unknown = _issuers(header.issuer)
    taken = [] if document or not _holder(header.doc_number) else ["发文字号已用于另一份文件，没有填入，请核对。"]
    notices = [*parsed.notices, *_validity_notice(header), *duplicates(parsed, document), *taken]
    return Plan(outcome, edition, document, parsed, stored, changes, issuers, unknown, notices)


def drafted(plan: Plan) -> Document:
    """The draft document that a plan without one would make, not yet stored."""
    header = plan.header
    words = f"{header.genre} {header.title}"
    stated = {name: getattr(header, name) for name in _COPIED}
    if _holder(header.doc_number):
        stated["doc_number"] = ""
    return Document(
        title=header.title,
        slug=_free_slug(header),
        genre=next((genre for word, genre in GENRES.items() if word in words), Genre.OTHER),
        status=DocumentStatus.DRAFT,
        validity=VALIDITIES.get(header.validity, Validity.UNKNOWN),
        **stated,
    )


def make_document(plan: Plan) -> Document:
    """Store a draft document for a plan without one; raises ParsingError where the text has no title."""
    if not plan.title:
        raise ParsingError(NO_TITLE)
    document = drafted(plan)
    document.clean_fields()
    document.save()
    document.issuers.add(*plan.issuers)
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
        clause.headings = stored_headings(parsed)
    Clause.objects.bulk_create(new, batch_size=500)
    Clause.objects.bulk_update(changed, ["text", "fingerprint", "place", "headings"], batch_size=200)
    return len(new) + len(changed)


def stored_headings(parsed: ParsedClause) -> str:
    """The headings above a sentence as its clause keeps them, one a line; '' where they are too long to be headings."""
    headings = "\n".join(parsed.headings).rstrip("\n")
    return headings if len(headings) <= Clause._meta.get_field("headings").max_length else ""


def _owner(header: ParsedHeader) -> Document | None:
    """The document that has the text's index number, or its 发文字号 and title.

    What is issued by a notice bears the notice's 发文字号 too, so that the number alone does not tell a text.
    """
    if header.index_number and (owner := Document.objects.filter(index_number=header.index_number).first()):
        return owner
    numbered = _holder(header.doc_number)
    same = numbered and (not header.title or normalise(numbered.title) == normalise(header.title))
    return numbered if same else None


def _holder(doc_number: str) -> Document | None:
    return Document.objects.filter(doc_number=doc_number).first() if doc_number else None


def _issuers(printed: str) -> tuple[list[Agency], list[str]]:
    """The agencies that the header prints, and the names that are none of ours."""
    names = [name for name in _BETWEEN_ISSUERS.split(printed) if name]
    found = {agency.name: agency for agency in Agency.objects.filter(Q(name__in=names) | Q(name=printed))}
    if printed in found:
        return [found[printed]], []
    return [found[name] for name in names if name in found], [name for name in names if name not in found]


def _validity_notice(header: ParsedHeader) -> list[str]:
    known = not header.validity or header.validity in VALIDITIES
    return [] if known else [f"有效性写作“{header.validity}”，不在本站的选项中，没有填入，请核对。"]


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


def _free_slug(header: ParsedHeader) -> str:
    """`document-` with the index number, or with a number. If the slug is taken, a second number follows."""
    name = slugify(header.index_number.replace("/", "-"))
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
        ("索引号", document.index_number, header.index_number),
        ("成文日期", document.written_on, header.written_on),
        ("发布日期", document.published_on, header.published_on),
    )
    for name, ours, theirs in pairs:
        if ours and theirs and ours != theirs:
            raise ParsingError(
                f"{name}与已收录的文件不一致：文件中是“{theirs}”，本站是“{ours}”"
                f"（{_number(header)}）。请核对是否选错了文件。"
            )


def _number(header: ParsedHeader) -> str:
    return f"索引号 {header.index_number}" if header.index_number else f"发文字号 {header.doc_number or '未载明'}"
