"""One measure as it stands on paper, as plain texts: on the 申报准备单, and in the handbook as a page and as a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from incentives.eligibility.rulebook import Rulebook, read_rules
from incentives.listing.cards import headline
from incentives.models import Condition, Measure
from incentives.models.amount import NOT_STATED
from incentives.paper.fields import FIELDS
from incentives.paper.tables import PaperTable, paper_table
from incentives.statements.inherited import inherit, inherited_terms
from incentives.statements.open_points import STACKED, open_points
from policies.enums import TermKind
from policies.models import Clause, Document
from policies.text.wording import dated

CHUNK = 100  # measures read at a time; their rows take most of the memory
FIELD = dict(FIELDS)
HOW = ("办理方式", "申报时间", "申报入口", "部门")


class PaperFact(NamedTuple):
    """One labelled statement in one or more lines."""

    label: str
    lines: tuple[str, ...]


class PaperTerm(NamedTuple):
    """One condition; `place` is where the source states it, empty for what follows from a column of the row."""

    sentence: str
    place: str


class TermGroup(NamedTuple):
    """Conditions of the row named `label`, or, with an empty label, of the whole measure."""

    label: str
    terms: tuple[PaperTerm, ...]


class SourceLine(NamedTuple):
    """A document that a measure is read in or rests on; `day` is when it was written, in words."""

    title: str
    number: str
    day: str
    is_reply: bool


@dataclass(frozen=True)
class PaperEntry:
    """A measure on paper. Only what its source states is in the facts; `unstated` names the rest, once.

    `questions` are the same gaps as questions to ask. `award` is its greatest sum (元), None without one; `sum_text`
    the sum in words. `notes` are warnings: it is over, or a newer edition changed a cited sentence.
    """

    slug: str
    url: str
    title: str
    promise: str
    summary: str
    category: str
    notes: tuple[str, ...]
    table: PaperTable | None
    groups: tuple[TermGroup, ...]
    materials: tuple[str, ...]
    who: tuple[PaperFact, ...]
    money: tuple[PaperFact, ...]
    how: tuple[PaperFact, ...]
    where: tuple[PaperFact, ...]
    unstated: tuple[str, ...]
    questions: tuple[str, ...]
    tiers: tuple[str, ...]
    award: int | None
    sum_text: str
    documents: tuple[SourceLine, ...]


def entry(measure: Measure, book: Rulebook) -> PaperEntry:
    """`measure`, which must come from `Measure.objects.whole()`, on paper; `book` has its rules."""
    groups = tuple(_groups(measure, book))
    missing = open_points(measure)
    awards = [row.amount.attainable for row in measure.provisions] if measure.gives_awards else []
    return PaperEntry(
        slug=measure.slug,
        url=measure.get_absolute_url(),
        title=measure.title,
        promise=measure.promise,
        summary=measure.summary,
        category=measure.category.name,
        notes=tuple(_notes(measure)),
        table=paper_table(measure),
        groups=groups,
        materials=tuple(one.name + ("（必交）" if one.required else "") for one in measure.materials.all()),
        who=_who(measure),
        money=tuple(_stacking(measure)) if measure.gives_awards else (),
        how=(*_facts(measure, *HOW), _phone(measure)),
        where=tuple(_where(measure)),
        unstated=tuple(name for name in missing.names if name != STACKED.name),  # said beside the sums
        questions=missing.questions,
        tiers=tuple(tier.name for tier in measure.tiers.all()),
        award=max((sum_ for sum_ in awards if sum_ is not None), default=None),
        sum_text=headline(measure).text,
        documents=tuple(source_line(one) for one in (*measure.basis.all(), *_cited(measure))),
    )


def entries(keys: Sequence[int]) -> Iterator[PaperEntry]:
    """The entries of the measures with `keys`, in this order; read CHUNK at a time, each in a few queries."""
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        rows = Measure.objects.filter(pk__in=chunk)
        book, by_key = read_rules(rows), {row.pk: row for row in rows.whole()}
        inherit(by_key.values())
        yield from (entry(by_key[key], book) for key in chunk)


def source_line(document: Document) -> SourceLine:
    day = dated(document.written_on) if document.written_on else NOT_STATED
    return SourceLine(document.quoted_title, document.doc_number, day, document.is_reply)


def _facts(measure: Measure, *labels: str) -> tuple[PaperFact, ...]:
    """Those of the fields `labels` that the source states."""
    found = ((label, FIELD[label](measure).lines) for label in labels)
    return tuple(PaperFact(label, lines) for label, lines in found if lines)


def _who(measure: Measure) -> tuple[PaperFact, ...]:
    tiers = "、".join(tier.name for tier in measure.tiers.all())
    return (*_facts(measure, "支持对象"), *([PaperFact("企业梯次", (tiers,))] if tiers else []))


def _groups(measure: Measure, book: Rulebook) -> Iterator[TermGroup]:
    places = {one.sentence: _place(one) for one in measure.conditions.all()}
    for label, sentences in book.terms(measure):
        yield TermGroup(label, tuple(PaperTerm(sentence, places.get(sentence, "")) for sentence in sentences))


def _place(condition: Condition) -> str:
    return condition.clause.locator if condition.clause and condition.clause.is_public else ""


def _notes(measure: Measure) -> Iterator[str]:
    if ended := measure.ended(timezone.localdate()):
        yield f"已截止：{ended}，现在不能再按本页办理。"
    for clause in measure.outdated_clauses:
        yield f"本页所引的{clause.locator}在原文新版中已有改动，本页内容待核对，请先看最新原文。"


def _stacking(measure: Measure) -> Iterator[PaperFact]:
    """The rule of the measure itself, or else of its document; and that sums must not be added up without one."""
    own = FIELD["叠加规则"](measure).lines
    general = [term.words for term in inherited_terms(measure) if term.what == TermKind.STACKING]
    by_document = (f"按文件通则：{'；'.join(general)}。",) if general else ()
    yield PaperFact("能否叠加", own or by_document or ("来源未载明，不要自行相加。",))


def _phone(measure: Measure) -> PaperFact:
    return PaperFact("咨询电话", (measure.contact_phone or f"{settings.SITE['hotline']} 政务服务热线",))


def _where(measure: Measure) -> Iterator[PaperFact]:
    yield from _facts(measure, "政策依据")
    yield PaperFact("信息来源", tuple(_sources(measure)))
    yield from _facts(measure, "有效期")
    for term in inherited_terms(measure):
        if term.what != TermKind.STACKING:
            yield PaperFact(term.get_what_display(), (f"{term.words}（文件通则，{term.clause.locator}）",))
    yield from _facts(measure, "最近复核")


def _sources(measure: Measure) -> Iterator[str]:
    """One line for each document: its title, the cited places in reading order, and its date."""
    for document, clauses in _cited(measure).items():
        day = f"（{dated(document.written_on)}成文）" if document.written_on else ""
        yield f"{document.quoted_title}{'、'.join(dict.fromkeys(one.locator for one in clauses))}{day}"


def _cited(measure: Measure) -> dict[Document, list[Clause]]:
    """The public clauses that the measure, its rows and its conditions cite, by document and in reading order."""
    parts = (part.clause for part in (*measure.provisions, *measure.conditions.all()))
    cited = {one for one in (*measure.clauses.all(), *parts) if one is not None and one.is_public}
    by_document: dict[Document, list[Clause]] = {}
    for clause in sorted(cited, key=lambda one: (one.document_id, one.edition, one.position)):
        by_document.setdefault(clause.document, []).append(clause)
    return by_document
