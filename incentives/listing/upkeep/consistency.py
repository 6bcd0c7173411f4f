"""Compares what is stored for the public list with the rows it was made from."""

from collections.abc import Iterator

from django.db.models import Q, Sum
from django.utils import timezone

from incentives.listing.search import index
from incentives.listing.search.entry import FORMAT, entry
from incentives.listing.stored_counts import open_on
from incentives.listing.upkeep.recount import numbers_of_cells
from incentives.listing.upkeep.refresh import chunks, combination, facts
from incentives.models import FacetCell, Measure


def disagreements() -> list[str]:
    """Differences that a few counting queries show, in words; empty if there are none."""
    published = Measure.objects.published()
    total = published.count()
    stale = published.filter(Q(cell=None) | ~Q(indexed_as=FORMAT)).count()
    hidden = Measure.objects.exclude(status="published").filter(cell__isnull=False).count()
    indexed, in_cells = index.number_held(), FacetCell.objects.aggregate(sum=Sum("published"))["sum"] or 0
    sentences = [
        (stale, f"{stale} of {total} published measures are not in the index as it is made now"),
        (hidden, f"{hidden} measures that are not published are still kept for the list"),
        (indexed != total, f"the index holds {indexed} measures, but {total} are published"),
        (in_cells != total, f"the facet cells count {in_cells} measures, but {total} are published"),
    ]
    return [sentence for wrong, sentence in sentences if wrong]


def differences() -> Iterator[tuple[str, str]]:
    """All differences, as pairs of a slug (or cell) and what differs. Reads every published measure."""
    for chunk in chunks(Measure.objects.published().select_related("cell")):
        for measure in chunk:
            wrong = [name for name, value in facts(measure).items() if getattr(measure, name) != value]
            if measure.cell is None or measure.cell.combination != combination(measure):
                wrong.append("cell")
            if index.tokens_of(measure.pk) != entry(measure):
                wrong.append("index entry")
            if wrong:
                yield measure.slug, ", ".join(wrong)
    yield from _miscounted()


def _miscounted() -> Iterator[tuple[str, str]]:
    today = timezone.localdate()
    numbers = numbers_of_cells(today)
    for cell in FacetCell.objects.annotate(open_now=open_on(today)):
        published, still_open = numbers.get(cell.pk, (0, 0))
        if cell.published != published:
            yield f"cell {cell}", f"counts {cell.published}, has {published}"
        elif cell.open_now != still_open:
            yield f"cell {cell}", f"counts {cell.open_now} open, has {still_open}"
