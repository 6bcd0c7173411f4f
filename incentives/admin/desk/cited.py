"""The sentences that a version cites, with their figures marked and tied to the rows that hold them."""

from collections.abc import Collection, Iterable, Mapping

from incentives.evidence.annotation import Piece, desk_use, pieces
from incentives.evidence.claims import Finding, Sentence
from incentives.evidence.clauses import sentences_of
from incentives.evidence.measure_claims import clause_keys
from incentives.evidence.report import figures_cited
from incentives.models import Measure

_TIED = {"provisions", "conditions"}


def cited_sentences(measure: Measure, findings: Iterable[Finding]) -> list[tuple[Sentence, list[Piece]]]:
    """Each sentence that a version cites, by itself, a row or a condition, in pieces; `findings` are its checks."""
    keys = clause_keys(measure)
    return marked(keys, sentences_of(keys), findings)


def marked(
    keys: Collection[int], sentences: Mapping[int, Sentence], findings: Iterable[Finding]
) -> list[tuple[Sentence, list[Piece]]]:
    """The same for `sentences` that were read before, by the key of their clause."""
    figures = figures_cited(finding for finding in findings if finding.item.field in _TIED)
    shown = sorted((sentences[key] for key in keys if key in sentences), key=lambda sentence: sentence.pk)
    return [(sentence, pieces(sentence, figures.get(sentence.pk, ()), desk_use)) for sentence in shown]
