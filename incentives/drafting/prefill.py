"""A measure begun from one sentence: what its form starts with, and the rows filled in after the first save."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q

from incentives.drafting.from_sentence import ProposedPart, ProposedRow, likely_kind, proposed_rows
from incentives.drafting.lines import condition_of_row, rule_of
from incentives.drafting.proposal import OPERATORS
from incentives.enums import Kind, Operator
from incentives.evidence.claims import Sentence
from incentives.evidence.clauses import sentences_of
from incentives.evidence.rules import tiers as tiers_rule
from incentives.models import PROVISIONS, EnterpriseTier, Fact, Measure, SubsidyTier
from incentives.models.provision import Provision
from policies.figures.quantities import Comparison, Nature
from policies.models import Category, Clause
from policies.text.wording import quoted

TABLES = {table.KIND: table for table in PROVISIONS}
ROUNDED = "这一栏只能填整数。"
UNREAD = "没有填入：没有读出数值，请看原文填写。"


def first_values(clause: Clause) -> dict[str, object]:
    """Initial values of a draft: title from the gist, category of the section, a likely kind, a change note."""
    sentence = sentences_of([clause.pk])[clause.pk]
    category = category_of(clause)
    return {
        "title": clause.gist[: Measure._meta.get_field("title").max_length],
        "category": category.pk if category else None,
        "kind": likely_kind(sentence) if sentence.text else None,
        "change_note": f"由{clause.citation}起草",
    }


def category_of(clause: Clause) -> Category | None:
    """The category of most measures that cite the sentence's section, or the one at the section's place."""
    section = Q(measures__clauses__document=clause.document_id, measures__clauses__path__startswith=f"{clause.part}.")
    categories = Category.objects.filter(section).annotate(times=Count("measures")).order_by("-times", "position")
    return categories.first() or Category.objects.filter(position=clause.section).first()


@dataclass(frozen=True)
class Filled:
    """Result of filling in a draft: the number of rows made, and one line in Chinese for each value left out."""

    row_count: int = 0
    left_out: tuple[str, ...] = ()


@transaction.atomic
def fill_rows(*, measure: Measure, clause: Clause) -> Filled:
    """Write the sentence's figures into the rows of a new draft. What a column refuses is left out, never changed."""
    table = TABLES.get(measure.kind)
    if table is None or not clause.text or measure.provisions.exists():
        return Filled()
    sentence = sentences_of([clause.pk])[clause.pk]
    proposals = proposed_rows(sentence, Kind(measure.kind))
    tiers = list(EnterpriseTier.objects.all())
    position, left_out = 0, []
    for proposal in proposals:
        begun = {"measure": measure, "position": position + 1, "label": proposal.label, "clause": clause}
        if table is SubsidyTier:
            begun["enterprise_tier"] = tier_named_in(proposal.subject, tiers)
        row, refusals = acceptable(table, begun, proposal)
        left_out += refusals
        if row:
            row.save()
            position += 1
            if proposal.line:
                _store_line(row, proposal, sentence)
    return Filled(position, tuple(left_out))


def acceptable(
    table: type[Provision], begun: dict[str, object], proposal: ProposedRow
) -> tuple[Provision | None, list[str]]:
    """The row with the parts that its columns take, and a line for each part they refuse; None if none will do."""
    parts = [part for part in proposal.parts if part.is_read]
    refusals = [f"{quoted(proposal.label)}的{quoted(part.text)}{UNREAD}" for part in proposal.parts if not part.is_read]
    while True:
        row = table(**begun, **{name: value for part in parts for name, value in part.values.items()})
        errors = _errors(row, parts)
        if not errors:
            return row, refusals
        refused = next((part for part in parts if errors.keys() & part.values.keys()), None)
        if refused is None or not all(table._meta.get_field(name).blank for name in refused.values):
            return None, [*refusals, f"{quoted(proposal.label)}这一行没有填入：{_sentence(errors)}"]
        parts.remove(refused)
        refusals.append(f"{quoted(proposal.label)}的{quoted(refused.text)}没有填入：{_sentence(errors)}")


def _store_line(row: Provision, proposal: ProposedRow, sentence: Sentence) -> None:
    """The sum that the row's subject must reach, as a condition of the row.

    In a list the first line has the comparison for all: 超过5亿元、10亿元.
    """
    line, text = proposal.line, sentence.text
    said = [figure.comparison for figure in sentence.figures if figure.nature is Nature.THRESHOLD]
    comparison = next((one for one in (line.comparison, *said) if one is not Comparison.EXACT), Comparison.EXACT)
    rule = rule_of(text, OPERATORS.get(comparison, Operator.GTE), line.value, "元", text, Fact.objects.all())
    condition_of_row(row, proposal.subject or line.text, rule).save()


def _errors(row: Provision, parts: list[ProposedPart]) -> dict[str, list[str]]:
    """What is wrong with a row, by field; a value that its column would round is wrong too."""
    try:
        row.full_clean()
    except ValidationError as refusal:
        return refusal.message_dict
    stated = {name: value for part in parts for name, value in part.values.items()}
    return {name: [ROUNDED] for name, value in stated.items() if getattr(row, name) != value}


def _sentence(errors: dict[str, list[str]]) -> str:
    return " ".join(dict.fromkeys(message for messages in errors.values() for message in messages))


def tier_named_in(subject: str, tiers: list[EnterpriseTier]) -> EnterpriseTier | None:
    """The tier whose name stands last in a subject: 专精特新“小巨人”企业 is a 小巨人."""
    by_slug = {tier.slug: tier for tier in tiers}
    names = {slug: (tier.name, tier.short_name) for slug, tier in by_slug.items()}
    return by_slug.get(tiers_rule.tier_named_in(subject, names))
