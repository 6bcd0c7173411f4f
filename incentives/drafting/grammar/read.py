"""The grammar from end to end: the sentences of a text to its proposals, context and terms. Pure."""

import re
from collections.abc import Sequence

from incentives.drafting.grammar import words
from incentives.drafting.grammar.guides import guide_drafts, list_drafts, round_draft
from incentives.drafting.grammar.items import Draft, Node, drafts_of, tree_of
from incentives.drafting.grammar.layout import (
    entries_of,
    guide_fields,
    is_answers,
    is_call,
    is_report,
    numbered_entries,
)
from incentives.drafting.grammar.measures import proposal_of
from incentives.drafting.grammar.pieces import DraftSentence, sentences_of
from incentives.drafting.proposal import ContextReason, ContextSentence, DraftClause, DraftShape, Proposal, Proposals
from policies.parsing.terms import ReadTerm, TermSentence, is_closing, read_terms

_YEAR = re.compile("20[0-9]{2}(?=年)")


def read_proposals(clauses: Sequence[DraftClause], title: str = "", year: int | None = None) -> Proposals:
    """Proposed measures, context and terms of one edition, its sentences in order.

    `title` and `year` are those of the document; a date without a year takes the title's, else `year`.
    """
    sentences = sentences_of(clauses)
    roots = tree_of(sentences)
    closing = [node for node in roots if _is_closing(node)]
    outside = {one.path for node in closing for one in node.all_sentences()}
    shape, drafts = _drafts(title, sentences, roots, [node for node in roots if node not in closing])
    proposals = tuple(proposal_of(draft, shape) for draft in drafts)
    said = _YEAR.findall(title)
    terms = read_terms(
        (TermSentence(one.path, one.text, _is_outside(one, outside), _heading(one)) for one in sentences),
        int(said[0]) if said else year,
    )
    return Proposals(proposals, _context(sentences, proposals, outside, terms), terms, shape)


def _drafts(
    title: str, sentences: Sequence[DraftSentence], every: list[Node], roots: list[Node]
) -> tuple[DraftShape, list[Draft]]:
    """The layout and the measures; `roots` are the places without the closing parts, `every` all of them."""
    if is_report(title):
        return DraftShape.REPORT, []
    whole = Node("", children=every)
    entries = entries_of(sentences)
    if not entries and not guide_fields(whole) and not any(guide_fields(node) for node in roots):
        entries = list(numbered_entries(roots).values())
    listed = list_drafts(entries)
    if entries and (not is_call(title) or any(map(_has_awards, listed))):
        return DraftShape.LIST, listed
    drafts: list[Draft] = []
    shape = DraftShape.POLICY
    if guide_fields(whole):
        shape, drafts = DraftShape.GUIDE, guide_drafts(whole, title)
    else:
        for node in roots:
            if guide_fields(node):
                shape = DraftShape.GUIDE
                drafts += guide_drafts(node, node.heading)
            else:
                drafts += drafts_of(node)
    if is_call(title):
        return DraftShape.ROUND, [draft for draft in drafts if _has_awards(draft)] or round_draft(title, sentences)
    if is_answers(title, sentences):
        return DraftShape.ANSWERS, drafts
    return (shape if drafts else DraftShape.REPORT), drafts


def _is_outside(sentence: DraftSentence, outside: set[str]) -> bool:
    return sentence.path in outside or is_closing(sentence.path, sentence.text)


def _heading(sentence: DraftSentence) -> str:
    return next((one for one in reversed(sentence.clause.headings) if one), "")


def _has_awards(draft: Draft) -> bool:
    return any(piece.awards for piece in draft.pieces)


def _is_closing(node: Node) -> bool:
    """Whether a part states no measure: 附则, or what stands under 保障措施 without a sum."""
    if node.path == "f" or node.path.startswith("f."):
        return True
    heading = node.heading
    if words.ALWAYS_CLOSING.search(heading):
        return True
    return bool(words.CLOSING_HEADING.match(heading)) and not any(one.has_awards for one in node.all_sentences())


def _context(
    sentences: Sequence[DraftSentence], proposals: Sequence[Proposal], outside: set[str], terms: Sequence[ReadTerm]
) -> tuple[ContextSentence, ...]:
    used = {path for proposal in proposals for path in proposal.clauses} | {term.path for term in terms}
    return tuple(ContextSentence(one.path, _reason(one, outside)) for one in sentences if one.path not in used)


def _reason(sentence: DraftSentence, outside: set[str]) -> ContextReason:
    text = sentence.text
    if words.CALCULATION.search(text):
        return ContextReason.CALCULATION
    natures = {figure.nature.value for figure in sentence.figures}
    for nature in (ContextReason.FUND, ContextReason.TARGET, ContextReason.OUTCOME):
        if nature.value in natures:
            return nature
    if sentence.path in outside or is_closing(sentence.path, text):
        return ContextReason.CLOSING
    if words.PURPOSE.search(text):
        return ContextReason.PURPOSE
    if re.match("(?:文件|政策|办理)?依据", text):
        return ContextReason.BASIS
    if words.is_duty(text):
        return ContextReason.DUTY
    return ContextReason.HEADING if len(text) <= words.HEADING_MAX and not sentence.figures else ContextReason.OTHER
