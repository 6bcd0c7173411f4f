"""Our own prose: its figures and its words of scope must stand in a cited sentence, for the same subject. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incentives.evidence.claims import NATURE_WORDS, NO_TEXT, Claim, Finding, FindingState, Item, Sentence
from incentives.evidence.rules import pairing
from incentives.evidence.rules.figure import described
from incentives.evidence.rules.names import bare
from policies.figures.quantities import Bound, FigureKind, Nature
from policies.figures.read import Figure

_ITEM_UNITS = {"项", "个", "件"}  # one counts 事项 with any of them
_PAID = {Nature.AWARD, Nature.OTHER, Nature.RATIO, Nature.COUNT}  # what a promise may rest on
# Numerals of other kinds (四类, 三年) may be our own counting.
_SPELLED = {FigureKind.AMOUNT, FigureKind.PERCENT, FigureKind.AGE, FigureKind.DURATION}
_PROMISING = re.compile("(?:得|获|奖|领|拿|享|补|给|发)[^，。；、0-9]{0,6}$")
_SCOPE = re.compile(
    "每年|每月|每季度?|每人|每家|每户|每项|一次性|首次|终身|永久|无条件|免费|全额|翻倍|双倍|无需申[请报]|免申即享"
)
_CLOSER = 2  # so many more shared words must stand beside another figure for it to be the one meant


@dataclass(frozen=True, kw_only=True)
class Prose:
    """One text of ours with the sentences that may hold its figures."""

    item: Item
    text: str
    sentences: tuple[Sentence, ...]
    may_quote: bool = False  # whether it proves itself where it stands in a sentence word for word; a promise does not


def check_prose(prose: Prose) -> Iterator[Finding]:
    """One finding for each figure in digits or for money, and one for each word of scope that no sentence holds."""
    own = Sentence(0, "", text=prose.text)
    for figure in own.figures:
        written = re.search(r"\d", figure.text) or figure.kind in _SPELLED
        if written:
            yield from [_check(prose, own, figure)] if figure.kind is not FigureKind.NUMBER else _number(prose, figure)
    if all(sentence.text for sentence in prose.sentences):
        text = "".join(sentence.before + sentence.text for sentence in prose.sentences)
        for word in dict.fromkeys(_SCOPE.findall(prose.text)):
            if word not in text:
                yield _finding(FindingState.WRONG, prose, word, f"所引各句中没有“{word}”", None)


def _number(prose: Prose, ours: Figure) -> Iterator[Finding]:
    """A number of which the unit was not read: 300 of 300 个事项 must at least be a number of the sentences."""
    digits = re.sub(r"\s", "", ours.text)
    said = any(
        digits in sentence.text or {ours.low} & {figure.low, figure.high} - {None}
        for sentence in prose.sentences
        for figure in sentence.figures
    )
    if not said and all(sentence.text for sentence in prose.sentences):
        yield _finding(FindingState.WRONG, prose, ours.text, "所引各句中没有这个数字", None)


def _check(prose: Prose, own: Sentence, ours: Figure) -> Finding:
    hits = [(sentence, figure) for sentence in prose.sentences for figure in sentence.figures if _alike(ours, figure)]
    hits = hits or [hit for sentence in prose.sentences for hit in _scale(sentence, ours)]
    if hits:
        candidates = [(_faults(prose, own, ours, sentence, figure), sentence, figure) for sentence, figure in hits]
        faults, sentence, figure = min(candidates, key=lambda candidate: len(candidate[0]))
        if faults:
            return _finding(FindingState.WRONG, prose, ours.text, f"{figure.text}：{faults[0]}", sentence, figure)
        return _finding(FindingState.PROVED, prose, ours.text, described(figure), sentence, figure)
    if not all(sentence.text for sentence in prose.sentences):
        return _finding(FindingState.NO_TEXT, prose, ours.text, NO_TEXT, prose.sentences[0])
    for sentence in prose.sentences:
        if prose.item.field == "title" and ours.text in f"{sentence.headings}{sentence.place}":
            return _finding(FindingState.PROVED, prose, ours.text, "文件的标题里写着", sentence)
    return _finding(FindingState.WRONG, prose, ours.text, "所引各句中没有这个数字", None)


def _alike(ours: Figure, theirs: Figure) -> bool:
    same_unit = ours.unit == theirs.unit or {ours.unit, theirs.unit} <= _ITEM_UNITS
    ends = {ours.low, ours.high} - {None}
    return ours.kind is theirs.kind and same_unit and bool(ends) and ends <= {theirs.low, theirs.high}


def _scale(sentence: Sentence, ours: Figure) -> list[tuple[Sentence, Figure]]:
    """A range over a scale: 5万元至30万元 says the least and the most of 5、10、30万元."""
    if ours.bound is not Bound.RANGE:
        return []
    for group in pairing.lists(sentence):
        members = [figure for figure in group if (figure.kind, figure.unit) == (ours.kind, ours.unit)]
        ends = [end for figure in members for end in (figure.low, figure.high) if end is not None]
        if len(members) > 1 and (min(ends), max(ends)) == (ours.low, ours.high):
            return [(sentence, members[0])]
    return []


def _faults(prose: Prose, own: Sentence, ours: Figure, sentence: Sentence, theirs: Figure) -> list[str]:
    """What keeps a figure of the right value from being the one that our words speak of."""
    if prose.may_quote and _is_quoted(own.text, ours, sentence.text):
        return []
    checks = (_nature(own, ours, theirs), _paid_for(ours, theirs), _subject(prose, own, ours, sentence, theirs))
    return [fault for fault in checks if fault]


def _is_quoted(text: str, ours: Figure, sentence: str) -> bool:
    """Whether the part of our text with the figure stands in the sentence word for word."""
    start = text.rfind("。", 0, ours.start) + 1
    return bare(text[start:].partition("。")[0]) in bare(sentence)


def _nature(own: Sentence, ours: Figure, theirs: Figure) -> str:
    if ours.kind not in (FigureKind.AMOUNT, FigureKind.PERCENT):
        return ""
    # 超 50 亿元奖: a line to pass, whatever follows it.
    promised = ours.nature is Nature.AWARD or (
        ours.nature is Nature.OTHER and _PROMISING.search(own.text[: ours.start])
    )
    if promised and not ours.exclusive and theirs.nature not in _PAID:
        return f"原文中是{NATURE_WORDS[theirs.nature]}，不是奖励标准"
    if ours.nature is Nature.THRESHOLD and theirs.nature is Nature.AWARD:
        return "原文中是奖励标准，不是门槛"
    return ""


def _paid_for(ours: Figure, theirs: Figure) -> str:
    """每年, 每人 and 一次性 beside our figure must stand beside theirs."""
    if ours.one_off and not theirs.one_off:
        return "原文没有说一次性"
    added = [word for word in ours.per if not any(word[-1] == other[-1] for other in theirs.per)]
    return f"原文没有写“{added[0]}”" if added and ours.nature is Nature.AWARD else ""


def _subject(prose: Prose, own: Sentence, ours: Figure, sentence: Sentence, theirs: Figure) -> str:
    """Another subject's figure: by the 分别 of the sentence, or by the words beside the figures of all sentences."""
    if not _alike(ours, theirs):
        return ""  # a range over a scale is of all its subjects
    claim = Claim(item=prose.item, sentence=sentence, expected=None, subject=_words_of(own, ours))
    listed = pairing.pairing_of(sentence, theirs)
    if listed and listed.pairs:
        return pairing.against_subject_of(claim, theirs, listed)
    nearest = pairing.likeness(claim, theirs)
    for other_sentence in prose.sentences:
        for other in other_sentence.figures:
            rival = Claim(item=prose.item, sentence=other_sentence, expected=None, subject=claim.subject)
            alike = (other.kind, other.unit, other.nature) == (theirs.kind, theirs.unit, theirs.nature)
            if alike and not _alike(ours, other) and pairing.likeness(rival, other) >= nearest + _CLOSER:
                return f"更像原文的“{pairing.words_around(rival, other).replace('；', other.text)}”"
    return ""


def _words_of(own: Sentence, ours: Figure) -> str:
    """Our words for whose figure it is: by our own 分别, or those from the figure before it to the comma behind it."""
    for listed in own.pairings:
        for pair in listed.pairs:
            if any(member.start == ours.start for member in pair.figures):
                return pair.subject
    alike = [other for other in own.figures if (other.kind, other.nature) == (ours.kind, ours.nature)]
    start = max((other.end for other in alike if other.end <= ours.start), default=0)
    before = re.split("[。；！？]", own.text[start : ours.start])[-1]
    return f"{before}；{re.split('[，。；、！？]', own.text[ours.end :])[0]}"


def _finding(
    state: FindingState, prose: Prose, ours: str, text: str, sentence: Sentence | None, figure: Figure | None = None
) -> Finding:
    advice = "请改成原文的说法，或补选写明它的条款" if state is FindingState.WRONG else ""
    return Finding(
        state=state, item=prose.item, expected=ours, stated=text, sentence=sentence, figure=figure, advice=advice
    )
