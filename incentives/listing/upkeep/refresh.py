"""Keeps what the public list stores in step with the rows: index entries, list facts, facet cells, content version.

Everything that changes what the public sees of measures calls `refresh` in its own transaction (docs/adr/0006).
"""

from collections.abc import Callable, Collection, Iterator

from django.db import transaction
from django.db.models import Model, Q

from incentives.listing.search import index
from incentives.listing.search.entry import FORMAT, entry, with_words, wording
from incentives.listing.upkeep.recount import recount
from incentives.models import EnterpriseTier, FacetCell, Measure
from incentives.models.audience import between_commas
from incentives.models.computed import NO_AWARD
from incentives.models.list_columns import UNLISTED
from incentives.models.measure import MeasureQuerySet
from policies.caching import content_version
from policies.models import Agency, Category, Document
from policies.search.pinyin import sort_key

CHUNK = 500  # measures whose rows are in memory at a time
LINKS = {Agency: "agencies", Category: "category", Document: "basis", EnterpriseTier: "tiers"}
COMBINATION = ("category_id", "kind", "delivery", "amount", "audience", "agencies")


@transaction.atomic
def refresh(measures: MeasureQuerySet) -> None:
    """Raise the content version, store what the list needs of the published `measures`, remove the others from it."""
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
    """Published measures are found by the names of their tiers, agencies and documents, and sorted by category."""
    naming = Q(pk__in=[])
    for row in rows:
        if link := LINKS.get(type(row)):
            naming |= Q(**{link: row})
    keys = list(Measure.objects.published().filter(naming).values_list("pk", flat=True).distinct()) if naming else []
    return lambda: _refresh(Measure.objects.filter(pk__in=keys)) if keys else None


def chunks(measures: MeasureQuerySet) -> Iterator[list[Measure]]:
    """The measures in the order of their keys, `CHUNK` at a time, with all that is stored of them."""
    last = 0
    while chunk := list(with_words(measures.filter(pk__gt=last).with_list_facts().order_by("pk"))[:CHUNK]):
        yield chunk
        if len(chunk) < CHUNK:
            return
        last = chunk[-1].pk


def _store(chunk: Collection[Measure]) -> set[int]:
    """Write facts and index entries of published measures; the keys of their cells."""
    cells = _cells([combination(measure) for measure in chunk])
    for measure in chunk:  # one UPDATE each: bulk_update writes a CASE as long as the chunk and takes longer
        Measure._base_manager.filter(pk=measure.pk).update(cell=cells[combination(measure)], **facts(measure))
    index.write({measure.pk: entry(measure) for measure in chunk})
    return set(cells.values())


def facts(measure: Measure) -> dict[str, object]:
    """What ListColumns stores of a measure taken from `chunks`, but for its cell."""
    return {
        "best_award": NO_AWARD if measure.award is None else measure.award,
        "award_by_tier": measure.by_tier,
        "category_position": measure.place,
        "title_key": sort_key(measure.title),
        "wording": wording(measure),
        "entry": measure.pk,
        "indexed_as": FORMAT,
    }


def combination(measure: Measure) -> tuple:
    """The values of the cell in which a measure taken from `chunks` stands."""
    audience = between_commas([tier.pk for tier in measure.tiers.all()])
    agencies = between_commas([agency.pk for agency in measure.agencies.all()])
    return (measure.category_id, measure.kind, measure.delivery, measure.amount_state, audience, agencies)


def _cells(combinations: Collection[tuple]) -> dict[tuple, int]:
    """The keys of the cells, made where they are not there yet."""
    unique = set(combinations)
    new = [FacetCell(**dict(zip(COMBINATION, values, strict=True))) for values in unique]
    FacetCell.objects.bulk_create(new, ignore_conflicts=True)
    rows = FacetCell.objects.filter(audience__in={row[4] for row in unique}, agencies__in={row[5] for row in unique})
    keys = {tuple(row[1:]): row[0] for row in rows.values_list("pk", *COMBINATION)}
    return {values: keys[values] for values in unique}
