"""The index entry of a measure: its words, and its names with their pinyin."""

from collections.abc import Iterable

from incentives.models import Measure
from incentives.models.list_columns import WIDTHS
from incentives.models.provision import ROWS
from policies.search.pinyin import MARK, pinyin_keys
from policies.search.tokens import bigrams, tokens, units, without_signs

FORMAT = 6  # raise it when entries or facet cells written by an older release must be rebuilt
LINKED = ("tiers", "agencies", "basis", "indicators", *ROWS.values())


def with_words(measures) -> Iterable[Measure]:
    """Measures with all rows that their entries are made from, in a constant number of queries."""
    return measures.select_related("category").prefetch_related(*LINKED)


def names(measure: Measure) -> list[str]:
    """The names by which a reader may search for the measure, in full or as pinyin."""
    rows = [name for row in measure.provisions for name in row.names if name]
    tiers = [name for tier in measure.tiers.all() for name in (tier.name, tier.short_name)]
    return [measure.title, *tiers, *rows]


def fields(measure: Measure) -> list[str]:
    """The searched texts after title, promise and summary, by falling weight."""
    rows, documents = measure.provisions, measure.basis.all()
    return [
        *(name for tier in measure.tiers.all() for name in (tier.name, tier.short_name)),
        measure.audience,
        *(text for row in rows for text in (row.label, row.get_form_display())),
        *(text for row in rows for text in row.searched_texts),
        measure.get_delivery_display() if measure.delivery != "not_stated" else "",
        *(name for agency in measure.agencies.all() for name in (agency.name, agency.short_name)),
        *(text for one in documents for text in (one.title, one.doc_number, _digits(one.doc_number))),
        measure.get_kind_display(),
        measure.category.name,
        *(indicator.name for indicator in measure.indicators.all()),
    ]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def wording(measure: Measure) -> str:
    """Title, promise and summary at fixed positions, then the other fields; the position of a word gives its weight."""
    heads = [without_signs(text) for text in (measure.title, measure.promise, measure.summary)]
    fixed = "".join(text[:width].ljust(width, "\n") for text, width in zip(heads, WIDTHS, strict=True))
    return fixed + "\n".join(
        dict.fromkeys(without_signs(text) for text in (*fields(measure), heads[2][WIDTHS[2] :]) if text)
    )


def entry(measure: Measure) -> set[str]:
    """The tokens of a measure, and those of its names once more under MARK, with their pinyin."""
    terms: set[str] = set()
    for text in (measure.title, measure.promise, measure.summary, *fields(measure)):
        terms.update(tokens(text))
    for name in names(measure):
        parts = units(name)
        terms.update(MARK + token for token in [*bigrams(parts), *parts[-1:], *pinyin_keys(name)])
    return terms
