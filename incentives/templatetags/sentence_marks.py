"""Official sentences with their figures marked and linked, and how much of a document is dealt with."""

from collections.abc import Iterable, Mapping, Sequence

from django import template

from incentives.enums import MeasureStatus
from incentives.evidence.annotation import Piece, pieces
from incentives.evidence.clauses import cited, sentences_of
from incentives.evidence.coverage import Coverage, coverage
from incentives.evidence.report import check_indicators, check_measures, figures_cited
from incentives.models import Measure
from policies.models import Clause, Document, Indicator
from policies.models.document import Section

register = template.Library()


@register.simple_tag
def sentence_marks(clauses: Iterable[Clause], cited: Mapping[int, list[Measure]]) -> dict[int, list[Piece]]:
    """Per clause key its sentence in pieces, for the clauses whose text is held; `cited` says who takes from which."""
    with_text = [clause for clause in clauses if clause.text]
    if not with_text:
        return {}
    keys = [clause.pk for clause in with_text]
    indicators = list(Indicator.objects.filter(clause__in=keys).in_reading_order())
    measures = Measure.objects.filter(pk__in={measure.pk for key in keys for measure in cited.get(key, ())}).whole()
    findings = figures_cited([*check_measures(list(measures)), *check_indicators(indicators)])
    return {key: pieces(sentence, findings.get(key, ())) for key, sentence in sentences_of(keys).items()}


@register.simple_tag
def sentence_marks_of(clause: Clause, measures: list[Measure]) -> list[Piece]:
    """One clause's sentence in pieces; empty where its text is not held."""
    return sentence_marks([clause], {clause.pk: measures}).get(clause.pk, [])


@register.simple_tag(name="coverage")
def coverage_of(document: Document, edition: int, outline: Sequence[Section]) -> list[Coverage]:
    """What became of the sentences of each part: taken by a published measure, an indicator or a relation."""
    clauses = Clause.objects.filter(cited(MeasureStatus.PUBLISHED), document=document, edition=edition)
    keys = set(clauses.order_by().values_list("pk", flat=True))
    return coverage([(part.heading or "开头", part.url, part.clauses) for part in outline], keys)
