"""A proposal that was accepted becomes a draft, with its rows, conditions, materials and clauses."""

import datetime
from dataclasses import dataclass
from itertools import chain, count

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from incentives.drafting.from_sentence import ProposedPart, ProposedRow
from incentives.drafting.grammar.words import gives
from incentives.drafting.lines import rule_of
from incentives.drafting.prefill import TABLES, acceptable, category_of, fill_rows, tier_named_in
from incentives.drafting.proposal import DraftRow, Proposal, SaidAt, Threshold
from incentives.drafting.settle import settle
from incentives.editorial.workflow import record
from incentives.enums import AgencyRole, Operator
from incentives.models import (
    Condition,
    EnterpriseTier,
    Fact,
    Material,
    Measure,
    MeasureAgency,
    SubsidyTier,
    TalentGrant,
)
from incentives.models.provision import AWARDS, Provision
from incentives.models.rules.condition import ROW_KEYS
from policies.models import Agency, Category, Clause
from policies.search.pinyin import syllables
from policies.text.wording import quoted

_REACHED = {Operator.GTE: "达到", Operator.GT: "超过", Operator.LTE: "不超过", Operator.LT: "低于"}
SLUG = 60  # characters, so that a number may follow


@dataclass(frozen=True)
class Accepted:
    """The draft that was made, and one line in Chinese for each value that a column refused."""

    measure: Measure
    left_out: tuple[str, ...] = ()


@transaction.atomic
def accept(*, proposal: Proposal, clauses: dict[str, Clause], by: AbstractUser) -> Accepted:
    """Make a draft of `proposal`; `clauses` has the edition's clauses by path.

    What a column refuses is left out and told, never changed. Raises ValidationError, and makes nothing, if the draft
    cannot do without it.
    """
    first = clauses[proposal.clauses[0]]
    measure = Measure(slug=free_slug(proposal.title), **_values(proposal, first))
    left_out = _refused(measure)
    measure.save()
    measure.editors.add(by)
    measure.clauses.set([clauses[path] for path in (*_heading(proposal, clauses), *_paths(proposal))])
    tiers = list(EnterpriseTier.objects.all())
    rows, refused = _rows(measure, proposal, clauses, tiers)
    left_out += refused
    left_out += _conditions(measure, proposal, clauses, rows)
    for position, material in enumerate(proposal.materials, start=1):
        left_out += _kept(Material(measure=measure, position=position, name=material.value))
    left_out += _agencies(measure, proposal)
    named = {row.enterprise_tier for _, row in rows if isinstance(row, SubsidyTier) and row.enterprise_tier}
    measure.tiers.set(named | {tier_named_in(proposal.subject, tiers)} - {None})
    left_out += settle(measure)
    record(measure, by, f"由{first.citation}拆解起草")
    return Accepted(measure, tuple(left_out))


def free_slug(title: str) -> str:
    """A slug of the title's pinyin that no measure uses."""
    name = slugify("-".join(syllables(title)))[:SLUG].strip("-") or "measure"
    taken = set(Measure.objects.filter(slug__startswith=name).values_list("slug", flat=True))
    return next(slug for slug in chain([name], (f"{name}-{n}" for n in count(2))) if slug not in taken)


def _paths(proposal: Proposal) -> list[str]:
    """The clauses that the measure cites: its own, and those that say its rules and dates."""
    said = (proposal.delivery, proposal.stacking, proposal.apply_from, proposal.apply_until, proposal.apply_url)
    others = (*said, *proposal.agencies, *proposal.materials, *proposal.phones)
    return list(dict.fromkeys((*proposal.clauses, *(place.path for place in others if place))))


def _heading(proposal: Proposal, clauses: dict[str, Clause]) -> list[str]:
    """The clause that is a heading of its own and that the title is made of."""
    headings = ((path, clause.text.strip("。：: ")) for path, clause in clauses.items() if path not in proposal.clauses)
    return [path for path, text in headings if len(text) > 3 and proposal.title.startswith(text)][:1]


def _values(proposal: Proposal, first: Clause) -> dict[str, object]:
    category = Category.objects.filter(slug=proposal.category).first() or category_of(first) or Category.objects.first()
    if category is None:
        raise ValidationError("还没有任何类别，请管理员先建立类别。")
    said = {
        "delivery": proposal.delivery,
        "stacking": proposal.stacking,
        "apply_url": proposal.apply_url,
        "contact_phone": SaidAt("；".join(phone.value for phone in proposal.phones), "") if proposal.phones else None,
    }
    return {
        "title": proposal.title,
        "promise": proposal.promise,
        "kind": proposal.kind,
        "category": category,
        "audience": proposal.subject,
        "apply_from": _day(proposal.apply_from),
        "apply_until": _day(proposal.apply_until),
        "change_note": f"由{first.citation}起草"[:200],
    } | {name: place.value for name, place in said.items() if place}


def _day(said: SaidAt | None) -> datetime.date | None:
    return datetime.date.fromisoformat(said.value) if said else None


def _refused(measure: Measure) -> list[str]:
    """Set back the fields whose value the column refuses; a line for each. A blank promise is told by the gate."""
    try:
        measure.full_clean()
    except ValidationError as refusal:
        told = []
        for name, sentences in refusal.message_dict.items():
            field = Measure._meta.get_field(name) if name != "__all__" else None
            if field is None or name in {"title", "kind", "category", "slug"}:
                raise
            if value := getattr(measure, name):
                told.append(f"{quoted(field.verbose_name)}没有填入{quoted(value)}：{' '.join(sentences)}")
                setattr(measure, name, field.get_default())
        return told
    return []


def _rows(
    measure: Measure, proposal: Proposal, clauses: dict[str, Clause], tiers: list[EnterpriseTier]
) -> tuple[list[tuple[DraftRow, Provision]], list[str]]:
    """The rows of the measure's kind, each with what it was made of, and a line for each value that was refused."""
    table = TABLES.get(measure.kind)
    if table not in AWARDS:
        filled = fill_rows(measure=measure, clause=clauses[proposal.clauses[0]])
        return [], list(filled.left_out)
    made, left_out = [], []
    for draft in proposal.rows or (_row_without_sum(proposal, clauses),):
        begun = {"measure": measure, "position": len(made) + 1, "label": draft.label[:80]}
        begun |= {"clause": clauses[draft.path]}
        if table is SubsidyTier:
            begun["enterprise_tier"] = tier_named_in(draft.subject, tiers)
        proposed = ProposedRow(draft.label, draft.subject, tuple(_row_parts(draft, table)))
        row, refusals = acceptable(table, begun, proposed)
        left_out += refusals
        # A row whose sum no column holds would say that the source states none.
        if row and (row.amount.is_stated or not draft.amount.is_stated):
            row.save()
            made.append((draft, row))
    return made, left_out


def _row_without_sum(proposal: Proposal, clauses: dict[str, Clause]) -> DraftRow:
    """The row of a measure whose sentences state no sum; it says 来源未载明."""
    giving = sorted(proposal.clauses, key=lambda path: not gives(clauses[path].text))
    named = [(words, path) for words in (proposal.subject, proposal.title) for path in giving]
    held = ((words, path) for words, path in named if words and words in clauses[path].text)
    label, given = next(held, (clauses[giving[0]].text, giving[0]))
    return DraftRow(label=label, subject=label, path=given)


def _row_parts(draft: DraftRow, table: type[Provision]) -> list[ProposedPart]:
    money = (
        "amount_min",
        "amount_max",
        "currency",
        "rate_min",
        "rate_max",
        "rate_base",
        "paid_for",
        "period",
        "one_off",
    )
    parts = [ProposedPart(draft.amount.text, {name: getattr(draft, name) for name in money})]
    if draft.form:
        parts.append(ProposedPart("支持方式", {"form": draft.form}))
    if draft.limit:
        parts.append(ProposedPart(draft.limit, {"note": draft.limit}))
    if table is SubsidyTier:
        parts += [ProposedPart("首次", {"first_time": True})] if draft.first_time else []
    if table is TalentGrant:
        parts += [ProposedPart(f"{draft.max_age}岁", {"max_age": draft.max_age})] if draft.max_age else []
        parts += [ProposedPart("博士", {"doctorate": True})] if draft.doctorate else []
    return parts


def _conditions(
    measure: Measure, proposal: Proposal, clauses: dict[str, Clause], rows: list[tuple[DraftRow, Provision]]
) -> list[str]:
    """The conditions of the whole measure, then the thresholds of single rows."""
    facts = list(Fact.objects.all())
    by_slug = {fact.slug: fact for fact in facts}
    made = []
    for said in proposal.conditions:
        fact = by_slug.get(said.fact)
        rule = {"fact": fact, "operator": said.operator, "value": said.value} if fact else {}
        made.append(Condition(measure=measure, sentence=said.sentence[:120], clause=clauses[said.path], **rule))
    told = {condition.sentence for condition in made}
    for draft, row in rows:
        for line in draft.thresholds:
            rule = rule_of(line.measure, line.operator, line.value, line.unit, line.text, facts)
            if rule or not any(line.text in sentence for sentence in told):
                key = {ROW_KEYS[type(row)]: row}
                words = _words_of(line, draft)[:120]
                made.append(Condition(measure=measure, sentence=words, clause=clauses[line.path], **key, **rule))
    return [line for position, row in enumerate(made, start=1) for line in _kept(row, position=position)]


def _words_of(line: Threshold, row: DraftRow) -> str:
    """A threshold of a row in words: the label where it says it, else 营业收入达到1亿元."""
    if line.text in row.label and row.label != line.text:
        return row.label
    return f"{line.measure}{_REACHED[Operator(line.operator)]}{line.text}"


def _agencies(measure: Measure, proposal: Proposal) -> list[str]:
    """The agencies that are known by name; a line for each that is not."""
    lines = []
    known = {name: agency for agency in Agency.objects.all() for name in (agency.name, agency.short_name) if name}
    added = set()
    for said in proposal.agencies:
        agency = known.get(said.value)
        if agency is None:
            lines.append(f"部门{quoted(said.value)}不在机构表里，没有填入。")
        elif agency not in added:
            added.add(agency)
            MeasureAgency.objects.create(measure=measure, agency=agency, role=AgencyRole.RESPONSIBLE)
    return lines


def _kept(row: models.Model, **values: object) -> list[str]:
    """Store a row, or tell why it cannot be."""
    for name, value in values.items():
        setattr(row, name, value)
    try:
        row.full_clean()
    except ValidationError as refusal:
        return [f"{quoted(row)}没有填入：{' '.join(refusal.messages)}"]
    row.save()
    return []
