"""The measures of texts that are not laid out as items: lists of entries, guides, calls to apply. Pure."""

import re
from collections.abc import Sequence

from incentives.drafting.grammar import words
from incentives.drafting.grammar.items import Draft, Node, drafts_of
from incentives.drafting.grammar.layout import Entry, Field, guide_fields
from incentives.drafting.grammar.pieces import DraftSentence, SentencePart

_FOR_APPLICANTS = re.compile("企业|申报|申请|参评|单位|材料|登录|平台|条件|报名|提交|符合")


def list_drafts(entries: Sequence[Entry]) -> list[Draft]:
    """One measure for each entry. What a worked example gives counts only where the entry itself states nothing."""
    drafts = []
    for entry in entries:
        told = [
            (kind, line)
            for kind, line in entry.lines
            if kind not in (Field.BASIS,) and not words.CALCULATION.search(line.text)
        ]
        given = [line for kind, line in told if kind in (Field.GIVEN, None)]
        examples = [line for kind, line in told if kind is Field.EXAMPLE]
        if not any(line.has_awards for line in given):
            given += [line for line in examples if line.has_awards]
        pieces = [piece for line in given for piece in line.pieces]
        if not pieces or (entry.title is None and not any(piece.gives for piece in pieces)):
            continue
        mine = {piece.path for piece in pieces}
        named = [entry.title] if entry.title else []
        others = [*named, *(line for _, line in told if line.path not in mine)]
        asked = {line.path for kind, line in told if kind is Field.CONDITION}
        drafts.append(Draft(pieces, others, entry.name, asked=asked))
    return drafts


def guide_drafts(node: Node, title: str) -> list[Draft]:
    """The measure of a guide: one, unless what is given are several items that differ; the rest is said of each."""
    fields = guide_fields(node)
    asked = {one.path for kind, child in fields if kind is Field.CONDITION for one in child.all_sentences()}
    given = [child for kind, child in fields if kind is Field.GIVEN]
    made = [draft for child in given for draft in drafts_of(child)]
    awarding = [draft for draft in made if any(piece.awards for piece in draft.pieces)]
    sentences = [one for one in node.all_sentences() if one.clause.part != "0"]
    headings = {draft.heading for draft in awarding}
    if len(awarding) > 1 and len(given) == 1 and len(headings - {""}) == len(awarding):
        inside = {one.path for child in given for one in child.all_sentences()}
        shared = [one for one in sentences if one.path not in inside]
        for draft in awarding:
            draft.others += shared
            draft.asked |= asked
        return awarding
    pieces = [piece for draft in awarding or made for piece in draft.pieces] or _giving(given)
    if not pieces:
        return []
    mine = {piece.path for piece in pieces}
    return [Draft(pieces, [one for one in sentences if one.path not in mine], title, asked=asked)]


def _giving(nodes: Sequence[Node]) -> list[SentencePart]:
    return [piece for node in nodes for one in node.all_sentences() for piece in one.pieces]


def round_draft(title: str, sentences: Sequence[DraftSentence]) -> list[Draft]:
    """A call to apply for what exists: what it asks of applicants, not of offices."""
    told = [
        one
        for one in sentences
        if _FOR_APPLICANTS.search(one.text) and not words.is_duty(one.text) and one.clause.part != "0"
    ]
    pieces = [piece for one in told for piece in one.pieces]
    name = re.sub("^关于(?:组织|开展|做好|进行|印发)*|(?:工作)?的(?:通知|公告|通告)$", "", title)
    return [Draft(pieces, [], name)] if pieces else []
