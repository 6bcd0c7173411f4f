"""Official sentences with their figures marked and linked, and the coverage of a document."""

from collections.abc import Iterable, Mapping, Sequence

from django import template
from django.core.paginator import Page

from incentives.enums import MeasureStatus
from incentives.evidence.annotation import Piece, pieces
from incentives.evidence.clauses import Citing, cited, sentences_of
from incentives.evidence.coverage import Coverage, coverage
from incentives.evidence.report import check_indicators, check_measures, figures_cited
from incentives.models import Measure
from policies.models import Clause, Document, Indicator
from policies.models.document import Section

register = template.Library()


@register.simple_tag
def sentence_marks(clauses: Iterable[Clause], cited: Mapping[int, Citing]) -> dict[int, list[Piece]]:
    """The sentence of each clause in pieces, by the key of the clause; only clauses whose text is stored.

    Figures are linked to indicators and to the measures in `cited`.
    """
    with_text = [clause for clause in clauses if clause.text]
    if not with_text:
        return {}
    keys = [clause.pk for clause in with_text]
    indicators = list(Indicator.objects.filter(clause__in=keys).in_reading_order())
    measures = Measure.objects.filter(
        pk__in={measure.pk for citing in cited.values() for measure in citing.first}
    ).whole()
    findings = figures_cited([*check_measures(list(measures)), *check_indicators(indicators)])
    return {key: pieces(sentence, findings.get(key, ())) for key, sentence in sentences_of(keys).items()}


@register.simple_tag
def sentence_marks_of(clause: Clause, measures: Page) -> list[Piece]:
    """The sentence of one clause in pieces, linked to the measures on a page; empty if its text is not stored."""
    return sentence_marks([clause], {clause.pk: Citing(list(measures), len(measures))}).get(clause.pk, [])


@register.simple_tag(name="coverage")
def coverage_of(document: Document, edition: int, outline: Sequence[Section]) -> list[Coverage]:
    """The coverage of each section: which sentences a published measure, an indicator or a relation cites."""
    clauses = Clause.objects.filter(cited(MeasureStatus.PUBLISHED), document=document, edition=edition)
    keys = set(clauses.order_by().values_list("pk", flat=True))
    return coverage([(part.heading, part.url, part.clauses) for part in outline], keys)


@register.filter
def of_clause(marks: Mapping[int, list[Piece]], clause: Clause) -> list[Piece]:
    """The pieces of one clause."""
    return marks.get(clause.pk, [])
