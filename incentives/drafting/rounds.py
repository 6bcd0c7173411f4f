"""A call to apply (申报通知) is a round of measures that exist, and a 问答 or 解读 a source beside them.

Neither is a measure of its own: it is filled into a new draft of the measure that an editor chooses.
"""

import datetime
from collections.abc import Sequence

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from incentives.drafting.proposal import Proposal
from incentives.editorial.transitions import Refused
from incentives.editorial.workflow import record, revise_measure
from incentives.enums import MeasureStatus
from incentives.models import Material, Measure
from policies.models import Clause
from policies.parsing.notice import NoticeFact, NoticeMatter, notice_facts
from policies.search.query import Query
from policies.text.wording import quoted

OFFERED = 8  # measures to choose from
ROUND, SOURCE = "round", "source"  # values of `Proposal.form`
_PHONE = "contact_phone"
# The field that holds one fact of a call, in the order in which the desk names them.
_FIELDS = {
    NoticeMatter.APPLY_FROM: "apply_from",
    NoticeMatter.APPLY_UNTIL: "apply_until",
    NoticeMatter.LINK: "apply_url",
    NoticeMatter.PHONE: _PHONE,
}


def measures_meant(proposal: Proposal) -> list[Measure]:
    """The published measures nearest to what a proposal is about, the nearest first."""
    near = Query(proposal.title).near
    if not near.words:
        return []
    found = Measure.objects.listed().nearest(near, OFFERED)
    return list(found.with_likeness(near).order_by("-likeness", "-pk"))


def facts_of(clauses: Sequence[Clause], year: int | None) -> list[NoticeFact]:
    """What a call says for applicants: days, papers, address, phone and entrance."""
    return notice_facts([_Read(clause) for clause in clauses if clause.text], year)


class _Read:
    """A stored sentence as the parser takes it."""

    def __init__(self, clause: Clause) -> None:
        self.path, self.text, self.headings = clause.path, clause.text, tuple(clause.headings.split("\n"))


@transaction.atomic
def fill_into(
    *, proposal: Proposal, clauses: dict[str, Clause], facts: Sequence[NoticeFact], measure: Measure, by: AbstractUser
) -> Measure:
    """A draft of `measure` with the sentences of `proposal` as sources and, of a round, its dates and contacts.

    It is the draft that is in work, or a revision of the published version. Raises Refused where neither may be
    changed, and changes nothing then.
    """
    draft = _draft_of(measure, by)
    told = {fact.path for fact in facts} if proposal.form == ROUND else set()
    draft.clauses.add(*(clauses[path] for path in {*proposal.clauses, *told}))
    if proposal.form == ROUND:
        _fill(draft, facts)
    first = clauses[proposal.clauses[0]]
    draft.change_note = draft.change_note or f"由{first.citation}更新"[:200]
    draft.lock += 1
    draft.save()
    draft.editors.add(by)
    record(draft, by, f"由{first.citation}补充")
    return draft


def _draft_of(measure: Measure, by: AbstractUser) -> Measure:
    in_work = Measure.objects.in_work().filter(slug=measure.slug).first()
    if in_work is None:
        return revise_measure(measure=measure, by=by)
    if in_work.status != MeasureStatus.DRAFT:
        raise Refused(f"{quoted(measure)}正在审核，不能改动。请等它发布或退回。")
    return in_work


def _fill(draft: Measure, facts: Sequence[NoticeFact]) -> None:
    """The days of this round take the place of the last one's; papers are added to those it has."""
    for what, field in _FIELDS.items():
        values = [fact.value for fact in facts if fact.what is what]
        if what in (NoticeMatter.APPLY_FROM, NoticeMatter.APPLY_UNTIL):
            setattr(draft, field, datetime.date.fromisoformat(values[0]) if values else None)
        elif values:
            most = Measure._meta.get_field(field).max_length
            setattr(draft, field, _joined(values, most) if field == _PHONE else values[0][:most])
    if draft.apply_from and draft.apply_until and draft.apply_until < draft.apply_from:
        draft.apply_from = None
    held = {material.name: material.position for material in draft.materials.all()}
    names = [fact.value[:120] for fact in facts if fact.what is NoticeMatter.MATERIAL]
    new = [name for name in dict.fromkeys(names) if name not in held]
    Material.objects.bulk_create(
        Material(measure=draft, position=max(held.values(), default=0) + place, name=name)
        for place, name in enumerate(new, start=1)
    )


def _joined(values: Sequence[str], most: int) -> str:
    """As many of `values` as the column holds."""
    text = ""
    for value in values:
        longer = f"{text}；{value}" if text else value
        if len(longer) > most:
            break
        text = longer
    return text
