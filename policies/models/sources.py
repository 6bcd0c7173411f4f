"""Search of documents and indicators in one query, for the list of measures."""

from django.db.models import CharField, DecimalField, QuerySet, Value

from policies.models.clause import Clause
from policies.models.document import Document
from policies.models.indicator import Indicator
from policies.search.query import Query

MOST = 5  # of each
NOTHING = Value("", CharField())


def documents_and_indicators(query: Query) -> tuple[list[Document], list[Indicator]]:
    """At most MOST public documents and indicators with every word. They hold only what a link to them needs."""
    documents = _first(Document.objects.published().holding(query))
    indicators = _first(Indicator.objects.public().holding(query))
    no_value = Value(None, DecimalField(max_digits=20, decimal_places=2))
    rows = documents.values_list("slug", "title", "doc_number", NOTHING, no_value, NOTHING, NOTHING, NOTHING).union(
        indicators.values_list(
            "slug", "name", "unit", "qualifier", "value", "status_note", "clause__path", "clause__document__slug"
        ),
        all=True,
    )
    rows = sorted(rows, key=lambda row: row[1])
    return [_document(row) for row in rows if not row[-1]], [_indicator(row) for row in rows if row[-1]]


def _document(row: tuple) -> Document:
    return Document(slug=row[0], title=row[1], doc_number=row[2])


def _indicator(row: tuple) -> Indicator:
    slug, name, unit, qualifier, value, status, path, document = row
    clause = Clause(path=path, document=Document(slug=document))
    return Indicator(
        slug=slug, name=name, unit=unit, qualifier=qualifier, value=value, status_note=status, clause=clause
    )


def _first(rows: QuerySet) -> QuerySet:
    """The first MOST rows. By a subquery, as SQL allows no limit within a union."""
    return rows.model.objects.filter(pk__in=rows.values("pk")[:MOST]).order_by()
