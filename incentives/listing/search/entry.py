"""What the index holds of a measure: its words, and its names with their readings."""

from collections.abc import Iterable

from incentives.models import Measure
from incentives.models.list_columns import WIDTHS
from incentives.models.provision import ROWS
from policies.search.pinyin import MARK, pinyin_keys
from policies.search.tokens import bigrams, tokens, units, without_signs

FORMAT = 2  # raised when the entries of an older version of this module no longer serve
LINKED = ("tiers", "agencies", "basis", *ROWS.values())


def with_words(measures) -> Iterable[Measure]:
    """Measures with all that their entries are made of, in a number of queries that their number does not change."""
    return measures.select_related("category").prefetch_related(*LINKED)


def names(measure: Measure) -> list[str]:
    """What one would ask for by name, whole or as pinyin."""
    rows = [name for row in measure.provisions for name in row.names if name]
    tiers = [name for tier in measure.tiers.all() for name in (tier.name, tier.short_name)]
    return [measure.title, *tiers, *rows]


def fields(measure: Measure) -> list[str]:
    """The searched texts that follow title, promise and summary, the weightier first."""
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
    ]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def wording(measure: Measure) -> str:
    """Title, promise and summary at fixed places, then the other fields: where a word stands here tells its weight."""
    heads = [without_signs(text) for text in (measure.title, measure.promise, measure.summary)]
    fixed = "".join(text[:width].ljust(width, "\n") for text, width in zip(heads, WIDTHS, strict=True))
    return fixed + "\n".join(
        dict.fromkeys(without_signs(text) for text in (*fields(measure), heads[2][WIDTHS[2] :]) if text)
    )


def entry(measure: Measure) -> set[str]:
    """Its tokens; those of names once more under MARK, with their readings."""
    terms: set[str] = set()
    for text in (measure.title, measure.promise, measure.summary, *fields(measure)):
        terms.update(tokens(text))
    for name in names(measure):
        parts = units(name)
        terms.update(MARK + token for token in [*bigrams(parts), *parts[-1:], *pinyin_keys(name)])
    return terms
