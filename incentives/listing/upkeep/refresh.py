"""Updates what is stored for the public list: index entries, list columns, facet cells and the content version.

All code that changes public measures calls `refresh` in the same transaction (docs/adr/0006).
"""

from collections.abc import Callable, Collection, Iterator

from django.db import transaction
from django.db.models import Model, Q

from incentives.listing.search import index
from incentives.listing.search.entry import FORMAT, entry, with_words, wording
from incentives.listing.upkeep.recount import recount
from incentives.models import EnterpriseTier, FacetCell, Measure
from incentives.models.audience import between_commas
from incentives.models.computed import NO_AWARD, NOT_AN_OFFER
from incentives.models.list_columns import UNLISTED
from incentives.models.measure import MeasureQuerySet
from policies.caching import content_version
from policies.models import Agency, Category, Document, Indicator
from policies.search.pinyin import sort_key

CHUNK = 500  # measures whose rows are in memory at a time
LINKS = {
    Agency: "agencies",
    Category: "category",
    Document: "basis",
    EnterpriseTier: "tiers",
    Indicator: "indicators",
}
COMBINATION = ("category_id", "kind", "delivery", "amount", "availability", "audience", "agencies", "region")


@transaction.atomic
def refresh(measures: MeasureQuerySet) -> None:
    """Raise the content version, store what the list needs of published `measures`, and remove the others from it."""
    content_version.raise_version()
    _refresh(measures)


def _refresh(measures: MeasureQuerySet) -> None:
    before = set(measures.exclude(cell=None).values_list("cell", flat=True))
    hidden = list(measures.exclude(status="published").values_list("pk", flat=True))
    index.erase(hidden)
    Measure._base_manager.filter(pk__in=hidden).exclude(cell=None).update(**UNLISTED)
    after: set[int] = set()
    for chunk in chunks(measures.published()):
        after |= _store(chunk)
    recount(before | after)


@content_version.follower
def follow(rows: Collection[Model]) -> Callable[[], None]:
    """Find the published measures whose index entry or order depends on `rows`: tiers, agencies, documents …

    Called before the rows are saved. The returned function refreshes the measures and is called after it.
    """
    naming = Q(pk__in=[])
    for row in rows:
        if link := LINKS.get(type(row)):
            naming |= Q(**{link: row})
        if isinstance(row, Document):
            naming |= Q(clauses__document=row)
    keys = list(Measure.objects.published().filter(naming).values_list("pk", flat=True).distinct()) if naming else []
    return lambda: _refresh(Measure.objects.filter(pk__in=keys)) if keys else None


def chunks(measures: MeasureQuerySet) -> Iterator[list[Measure]]:
    """The measures in the order of their keys, CHUNK at a time, with the facts and rows to be stored for the list."""
    last = 0
    while chunk := list(with_words(measures.filter(pk__gt=last).with_list_facts().order_by("pk"))[:CHUNK]):
        yield chunk
        if len(chunk) < CHUNK:
            return
        last = chunk[-1].pk


def _store(chunk: Collection[Measure]) -> set[int]:
    """Write the facts and index entries of published measures; return the keys of their cells."""
    cells = _cells([combination(measure) for measure in chunk])
    for measure in chunk:  # one UPDATE each: bulk_update would be slower, with a CASE as long as the chunk
        Measure._base_manager.filter(pk=measure.pk).update(cell=cells[combination(measure)], **facts(measure))
    index.write({measure.pk: entry(measure) for measure in chunk})
    return set(cells.values())


def facts(measure: Measure) -> dict[str, object]:
    """The values of ListColumns, without the cell, for a measure from `chunks`."""
    return {
        "best_award": _rank(measure),
        "award_by_tier": measure.by_tier,
        "source_ends": measure.documents_end,
        "category_position": measure.place,
        "title_key": sort_key(measure.title),
        "wording": wording(measure),
        "entry": measure.pk,
        "indexed_as": FORMAT,
    }


def _rank(measure: Measure) -> int:
    """The most that it gives (元), NO_AWARD if no sum is stated, or NOT_AN_OFFER."""
    if not measure.is_offer:
        return NOT_AN_OFFER
    return NO_AWARD if measure.award is None else measure.award


def combination(measure: Measure) -> tuple:
    """The values that identify the cell of a measure from `chunks`, in the order of COMBINATION."""
    audience = between_commas([tier.pk for tier in measure.tiers.all()])
    agencies = between_commas([agency.pk for agency in measure.agencies.all()])
    own = (measure.category_id, measure.kind, measure.delivery, measure.amount_state, measure.availability)
    return (*own, audience, agencies, measure.served_region)


def _cells(combinations: Collection[tuple]) -> dict[tuple, int]:
    """The key of the cell of each combination; missing cells are created."""
    unique = set(combinations)
    new = [FacetCell(**dict(zip(COMBINATION, values, strict=True))) for values in unique]
    FacetCell.objects.bulk_create(new, ignore_conflicts=True)
    *_, audiences, agencies, _ = map(set, zip(*unique, strict=True))
    rows = FacetCell.objects.filter(audience__in=audiences, agencies__in=agencies)
    keys = {tuple(row[1:]): row[0] for row in rows.values_list("pk", *COMBINATION)}
    return {values: keys[values] for values in unique}
