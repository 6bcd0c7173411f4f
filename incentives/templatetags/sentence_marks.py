"""Official sentences with their figures marked and linked, and how much of a document is dealt with."""

from collections.abc import Iterable, Mapping, Sequence

from django import template

from incentives.evidence.annotation import Piece, pieces
from incentives.evidence.clauses import sentences_of
from incentives.evidence.coverage import Coverage, coverage
from incentives.evidence.report import check_indicators, check_measures, figures_cited
from incentives.models import Measure
from policies.models import Clause, DocumentRelation, Indicator

register = template.Library()

# To read the figures of a sentence takes half a millisecond: in a book only those of cited sentences are read.
MOST_SENTENCES_READ = 400


@register.simple_tag
def sentence_marks(clauses: Iterable[Clause], cited: Mapping[int, list[Measure]]) -> dict[int, list[Piece]]:
    """Per clause key its sentence in pieces, for the clauses whose text is held; `cited` says who takes from which."""
    with_text = [clause for clause in clauses if clause.text]
    if not with_text:
        return {}
    keys = [clause.pk for clause in with_text]
    indicators = list(Indicator.objects.filter(clause__in=keys).in_reading_order())
    if len(with_text) > MOST_SENTENCES_READ:
        keys = sorted({*cited, *(indicator.clause_id for indicator in indicators)} & set(keys))
    measures = Measure.objects.filter(pk__in={measure.pk for key in keys for measure in cited.get(key, ())}).whole()
    findings = figures_cited([*check_measures(list(measures)), *check_indicators(indicators)])
    return {key: pieces(sentence, findings.get(key, ())) for key, sentence in sentences_of(keys).items()}


@register.simple_tag
def sentence_marks_of(clause: Clause, measures: list[Measure]) -> list[Piece]:
    """One clause's sentence in pieces; empty where its text is not held."""
    return sentence_marks([clause], {clause.pk: measures}).get(clause.pk, [])


@register.simple_tag(name="coverage")
def coverage_of(
    sections: Sequence[tuple[int, str, list[Clause]]],
    cited: Mapping[int, list],
    relations: Iterable[DocumentRelation],
) -> list[Coverage]:
    """What became of the sentences of each section: taken by a measure, an indicator or a relation of documents."""
    clauses = each(sections)
    cited_keys = {clause.pk for clause in clauses if clause.indicators.all()} | set(cited)
    cited_keys |= {relation.clause_id for relation in relations}
    rows = [(heading or "开头", f"section-{number}", members) for number, heading, members in sections]
    return coverage(rows, cited_keys)


@register.filter
def each(sections: Sequence[tuple[int, str, list[Clause]]]) -> list[Clause]:
    """The clauses of all sections."""
    return [clause for _, _, members in sections for clause in members]
