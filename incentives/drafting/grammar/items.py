"""The measures of numbered items: which sentences and parts of sentences belong together. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from incentives.drafting.grammar import words
from incentives.drafting.grammar.pieces import DraftSentence, SentencePart

PROSE = 6  # sentences of one place, from here on a paragraph that speaks of many things
ALIKE_NAMED = 0.4  # the same under a heading that names one measure: 上市奖励
ALIKE = 0.62  # from here on two pieces are steps of one scale
_LEVELS = re.compile(
    "国家级?|省部?级?|地?市级|区县?级|县级|全国|[特一二三四五六七八九]等奖?|[一二三四五1-5]星级?|[1-5]?A{1,5}级?|[甲乙丙ABCD]类|"
    "大型|中型|小型|微型|第[一二三四五六]名?|金奖|银奖|铜奖|优秀|良好|[0-9.,]+|[万亿]元?"
)
_HEADED = re.compile("^(?:[^，。；：:]{2,24}?(?:奖励|奖补|补助|补贴|资助|贴息|津贴|扶持|支持|保障|减免|贷款))[:：]")


@dataclass
class Node:
    """One place of the outline: its own sentences, and the places below it."""

    path: str
    sentences: list[DraftSentence] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def order(self) -> int:
        return min((node.sentences[0].order for node in self.walk() if node.sentences), default=0)

    def all_sentences(self) -> list[DraftSentence]:
        return sorted((one for node in self.walk() for one in node.sentences), key=lambda one: one.order)

    @property
    def heading(self) -> str:
        """The heading of this very place: above its sentences, or the short first one."""
        first = next((node.sentences[0] for node in self.walk() if node.sentences), None)
        depth = sum(number[0].isdecimal() for number in self.path.split(".")) - 1  # 附件 and the like have none
        if first is not None and len(first.clause.headings) > depth >= 0 and first.clause.headings[depth]:
            return first.clause.headings[depth]
        own = self.sentences[0] if self.sentences else None
        if own is not None and is_heading(own, len(self.all_sentences()) > 1):
            return own.text.rstrip("。.：: ")
        match = (words.BRACKETED.match(own.text) or _HEADED.match(own.text)) if own is not None else None
        return match[0].strip("【】：:") if match else ""


@dataclass
class Draft:
    """A measure in the making."""

    pieces: list[SentencePart] = field(default_factory=list)  # what is given
    others: list[DraftSentence] = field(default_factory=list)  # what is said of it
    heading: str = ""
    above: tuple[str, ...] = ()
    alone: bool = True  # whether its heading stands above no other measure
    asked: set[str] = field(default_factory=set)  # paths of the sentences that stand under 申请条件 or the like

    @property
    def paths(self) -> list[str]:
        found = {piece.sentence.order: piece.path for piece in self.pieces}
        found |= {sentence.order: sentence.path for sentence in self.others}
        return [found[order] for order in sorted(found)]


def is_heading(sentence: DraftSentence, more_follows: bool = True) -> bool:
    """Whether a sentence only names what follows: short, without a comma's worth of content, a figure or a gift."""
    text = sentence.text.strip()
    if not more_follows or len(text) > words.HEADING_MAX or sentence.has_awards or text.endswith(("：", ":")):
        return False
    return not re.search("[；;]|给予|予以|[:：].{6}", text) and not re.search("[0-9]+(?:万|元|%|年内)", text)


def tree_of(sentences: Sequence[DraftSentence]) -> list[Node]:
    """The outline of the sentences as the top places; the levels come from the paths."""
    nodes: dict[str, Node] = {}
    roots: list[Node] = []
    for sentence in sentences:
        numbers = sentence.clause.item.split(".")
        for depth in range(1, len(numbers) + 1):
            path = ".".join(numbers[:depth])
            if path not in nodes:
                nodes[path] = Node(path)
                parent = nodes.get(".".join(numbers[: depth - 1]))
                (parent.children if parent else roots).append(nodes[path])
        nodes[sentence.clause.item].sentences.append(sentence)
    return roots


def drafts_of(node: Node, lead: Sequence[DraftSentence] = (), above: tuple[str, ...] = ()) -> list[Draft]:
    """The measures of a place and of all below it. `lead` is what the places above say of all of them."""
    heading = node.heading
    own = [one for one in node.sentences if not (one is node.sentences[0] and one.text.rstrip("。.：: ") == heading)]
    if not node.children:
        return _leaf(own, heading, lead, above)
    if _is_whole(node, own, heading):
        sentences = [one for one in node.all_sentences() if one in own or one not in node.sentences]
        return _leaf(sentences, heading, lead, above, whole=True)
    first = node.children[0].order
    before = [one for one in own if one.order < first]
    after = [one for one in own if one.order >= first]
    found, general = [], before
    if any(one.has_awards for one in before) or any(
        piece.gives and not _opens(one) for one in before for piece in one.pieces
    ):
        found, general = _leaf(before, heading, lead, above), []
    shared = [*lead, *general]
    below: list[Draft] = []
    for child in node.children:
        below += drafts_of(child, shared, (*above, heading) if heading else above)
    below = _joined(below, ALIKE_NAMED if _names_one(heading) else ALIKE)
    if not below and not found and any(piece.gives for one in own for piece in one.pieces):
        return _leaf(node.all_sentences(), heading, lead, above, whole=True)
    if after:
        below += _continued(_leaf(after, heading, lead, above), below or found, after)
    return found + below


def _continued(made: list[Draft], earlier: list[Draft], sentences: list[DraftSentence]) -> list[Draft]:
    """Sentences behind the items: measures of their own, or said of all that stand above."""
    if made:
        return made
    for draft in earlier:
        draft.others += sentences
    return []


def _opens(sentence: DraftSentence) -> bool:
    return sentence.text.rstrip().endswith(("：", ":", "如下。", "标准。"))


def _is_whole(node: Node, own: list[DraftSentence], heading: str) -> bool:
    """Whether the places below are steps or conditions of one measure: the lead gives, or they are one scale."""
    first = node.children[0].order
    lead = [one for one in own if one.order < first]
    below = [one for child in node.children for one in child.all_sentences()]
    giving = [one for one in below if any(piece.gives for piece in one.pieces)]
    if lead and any(piece.gives for one in lead for piece in one.pieces):
        if not giving:
            return True
        return _opens(lead[-1]) and not any(child.heading for child in node.children) and _one_scale(giving)
    named = bool(words.NAMED.search(heading))
    return (
        len(giving) > 1
        and (named or bool(lead))
        and not any(child.heading for child in node.children)
        and _one_scale(giving)
    )


def _one_scale(sentences: Sequence[DraftSentence]) -> bool:
    pieces = [piece for one in sentences for piece in one.pieces if piece.gives]
    return all(alike(first, second) for first, second in pairwise(pieces))


def _names_one(heading: str) -> bool:
    """Whether a heading names one measure: 上市奖励, and not 支持企业上市."""
    return bool(words.NAMED.search(heading) and not words.THEME.search(heading))


def _joined(drafts: list[Draft], enough: float) -> list[Draft]:
    """Items side by side without names that go on or are steps of one scale are one measure: （1）国家级…（2）省级…"""
    joined: list[Draft] = []
    for draft in drafts:
        last = joined[-1] if joined and not draft.heading and not joined[-1].heading else None
        if (
            last
            and not _is_for_person(draft.pieces[0], last)
            and (words.AGAIN.search(draft.pieces[0].lead) or alike(last.pieces[-1], draft.pieces[0], enough))
        ):
            last.pieces += draft.pieces
            last.others += [one for one in draft.others if one not in last.others]
        else:
            joined.append(draft)
    return joined


def _leaf(
    sentences: Sequence[DraftSentence],
    heading: str,
    lead: Sequence[DraftSentence],
    above: tuple[str, ...],
    *,
    whole: bool = False,
) -> list[Draft]:
    """The measures of sentences in a row."""
    drafts: list[Draft] = []
    waiting: list[DraftSentence] = []
    named = _names_one(heading)
    prose = len(sentences) > (2 * PROSE if above else PROSE)
    for sentence in sentences:
        if words.ABOUT_TEXT.search(sentence.text) and not sentence.has_awards:
            continue  # a term of the document
        if any(_is_given(piece) for piece in sentence.pieces):
            waiting += _take(
                sentence, drafts, 0 if whole else ALIKE_NAMED if named else ALIKE, Draft([], [], heading, above)
            )
        elif prose and not _goes_with(sentence):
            continue
        else:
            (drafts[-1].others if drafts else waiting).append(sentence)
    for draft in drafts:
        draft.alone = len(drafts) == 1
    _share(drafts, [*lead, *waiting])
    return drafts


def _take(sentence: DraftSentence, drafts: list[Draft], enough: float, blank: Draft) -> list[DraftSentence]:
    """Put the parts of a sentence where they belong; the sentence itself if a part of it belongs to all."""
    waiting = []
    for piece in sentence.pieces:
        if drafts and (not enough or _belongs(piece, drafts[-1], enough)):
            drafts[-1].pieces.append(piece)
        elif _is_given(piece):
            drafts.append(Draft([piece], [], blank.heading, blank.above))
        elif not drafts:
            waiting = [sentence]
    return waiting


def _goes_with(sentence: DraftSentence) -> bool:
    """In a long paragraph: whether a sentence limits or asks, or names the office."""
    return bool(
        words.CONTINUES.match(sentence.text) or words.BACK.search(sentence.text) or words.OFFICE.search(sentence.text)
    )


def _share(drafts: list[Draft], sentences: Sequence[DraftSentence]) -> None:
    for draft in drafts:
        mine = {piece.path for piece in draft.pieces}
        draft.others += [one for one in sentences if one.path not in mine and one not in draft.others]


def _is_given(piece: SentencePart) -> bool:
    """Whether a piece can begin a measure."""
    if piece.awards:
        return True
    beside = words.BACK, words.FUND, words.FOR_ALL
    return piece.gives and not any(pattern.search(piece.text) for pattern in beside)


def _belongs(piece: SentencePart, draft: Draft, enough: float = ALIKE) -> bool:
    """Whether a piece goes on with the measure before it: no gift of its own, a step more, or the same words again."""
    if not _is_given(piece):
        return True
    if _is_for_person(piece, draft):
        return False
    text = piece.text.strip("，,。；; ")
    if words.CONTINUES.match(text) and words.other_gift(text, draft.pieces[-1].text):
        return False
    if words.CONTINUES.match(text) or words.AGAIN.search(piece.lead):
        return True
    first = draft.pieces[0]
    return (piece.path == first.path and _lists(first)) or alike(draft.pieces[-1], piece, enough)


def _is_for_person(piece: SentencePart, draft: Draft) -> bool:
    """Whether a piece gives to a person what the measure before it gives to an enterprise."""
    return bool(words.TO_PERSON.search(piece.text)) and not words.TO_PERSON.search(draft.pieces[0].text)


def _lists(piece: SentencePart) -> bool:
    """新纳入的商贸企业：批发企业…；零售企业…: a colon opens a list of cases."""
    head, colon, _ = piece.text.replace(":", "：").partition("：")
    return bool(colon) and len(head) > 6


def alike(first: SentencePart, second: SentencePart, enough: float = ALIKE) -> bool:
    """Whether two pieces are steps of one scale: the same words but for levels and numbers."""
    gifts = {gift for piece in (first, second) if (gift := words.gift_said(piece.behind))}
    if len(gifts) > 1:
        return False
    one, other = (_LEVELS.sub("", piece.lead)[:120] for piece in (first, second))
    if not one or not other:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= enough
