"""A measure begun from one sentence: what its form starts with, and the rows filled in after the first save."""

from django.db import transaction
from django.db.models import Count, Q

from incentives.drafting.from_sentence import likely_kind, proposed_rows
from incentives.enums import Kind
from incentives.evidence.clauses import sentences_of
from incentives.models import PROVISIONS, EnterpriseTier, Measure
from policies.models import Category, Clause

TABLES = {table.KIND: table for table in PROVISIONS}


def first_values(clause: Clause) -> dict[str, object]:
    """What is known of a measure before anybody typed: the sentence, its section's category, a likely kind."""
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
    section = Q(
        measures__clauses__document=clause.document_id, measures__clauses__path__startswith=f"{clause.section}."
    )
    categories = Category.objects.filter(section).annotate(times=Count("measures")).order_by("-times", "position")
    return categories.first() or Category.objects.filter(position=clause.section).first()


@transaction.atomic
def fill_rows(*, measure: Measure, clause: Clause) -> int:
    """Write the sentence's figures into the rows of a new draft; how many rows were made."""
    table = TABLES.get(measure.kind)
    if table is None or not clause.text or measure.provisions.exists():
        return 0
    proposals = proposed_rows(sentences_of([clause.pk])[clause.pk], Kind(measure.kind))
    tiers = list(EnterpriseTier.objects.all())
    for position, proposal in enumerate(proposals, start=1):
        row = table(measure=measure, position=position, label=proposal.label, clause=clause, **proposal.values)
        if measure.kind == Kind.SUBSIDY:
            row.enterprise_tier = tier_named_in(proposal.subject, tiers)
        row.save()
    return len(proposals)


def tier_named_in(subject: str, tiers: list[EnterpriseTier]) -> EnterpriseTier | None:
    """The tier whose name stands last in a subject: 专精特新“小巨人”企业 is a 小巨人."""
    bare = subject.replace("“", "").replace("”", "")
    places = [
        (bare.rfind(name), len(name), tier)
        for tier in tiers
        for name in {tier.name.replace("“", "").replace("”", ""), tier.short_name.replace("“", "").replace("”", "")}
        if name in bare
    ]
    return max(places, key=lambda place: place[:2])[2] if places else None
