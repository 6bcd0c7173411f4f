"""The pieces of a sentence: what ； parts, each with its figures and lists, and what it does. Pure."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from incentives.drafting.grammar import words
from incentives.drafting.proposal import DraftClause
from incentives.enums import Currency
from policies.figures.pairing import Pairing, read_pairings
from policies.figures.quantities import Bound, FigureKind
from policies.figures.read import Figure, read_figures

# Spaces that a copy from a page left inside sentences; between two Latin words they mean something.
_SPACE = re.compile("(?<![a-zA-Z0-9.,])\\s+|\\s+(?![a-zA-Z0-9])")
_INSTALMENT = re.compile("第[一二三四五]年|首年|分[一二两三四五0-9]+年")
_NUMERAL = "（）()0-9一二三四五六七八九十、. "
_HALVED = re.compile("(?:，|$|[。；;]|奖励|补助|补贴|给予|执行|资助)")
_PARTS = re.compile("[；;]")
_PERSON = re.compile(
    "(?:奖励|补助|补贴|发放|支付|兑现)?给(?:予)?(?:个人|其本人|本人)|(?:高管|法定代表人|个人|经营者|团队成员)[^，。；]{0,24}[，,]"
)
_MONEY = ("元", *Currency.values)
_PAYABLE = (FigureKind.AMOUNT, FigureKind.PERCENT, FigureKind.RATIO)
LABEL = re.compile("^(?:[（(]?[0-9一二三四五六七八九十]{1,2}[)）.、]\\s*)?([^，。；：:、“]{2,12})[:：]")


@dataclass(frozen=True)
class DraftSentence:
    """A clause with its figures and lists, read once; `before` is the sentence above it."""

    clause: DraftClause
    figures: tuple[Figure, ...]
    pairings: tuple[Pairing, ...]
    order: int = 0  # its place in the text

    @property
    def text(self) -> str:
        return self.clause.text

    @property
    def path(self) -> str:
        return self.clause.path

    @cached_property
    def label(self) -> str:
        """The label that opens it: 政策内容, 申请条件; '' for none."""
        match = LABEL.match(self.text)
        return match[1].strip() if match else ""

    @cached_property
    def pieces(self) -> tuple["SentencePart", ...]:
        return tuple(_pieces(self))

    @cached_property
    def has_awards(self) -> bool:
        return any(piece.awards for piece in self.pieces)


@dataclass(frozen=True)
class SentencePart:
    """A part of a sentence, by its span."""

    sentence: DraftSentence
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.sentence.text[self.start : self.end]

    @property
    def path(self) -> str:
        return self.sentence.path

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.sentence.figures if self.start <= figure.start < self.end)

    @cached_property
    def awards(self) -> tuple[Figure, ...]:
        """The sums and the shares that can be had."""
        if words.CALCULATION.search(self.text) or words.reports(self.text) or self._is_ceiling:
            return ()
        return tuple(figure for figure in self.figures if figure.is_award and self._can_be_had(figure))

    @property
    def _is_ceiling(self) -> bool:
        """Whether a sentence limits all measures of the text together."""
        return self.start == 0 and bool(words.CEILING.match(words.BRACKETED.sub("", self.text).lstrip(_NUMERAL)))

    def _can_be_had(self, figure: Figure) -> bool:
        """Whether a figure that is called an award is what one applicant gets."""
        money = figure.kind is FigureKind.AMOUNT
        if figure.kind not in _PAYABLE or (money and figure.unit not in _MONEY) or self._is_instalment(figure):
            return False
        before, behind = self.sentence.text[self.start : figure.start], self.sentence.text[figure.end :][:20]
        if figure.text.startswith("减半") and _HALVED.match(behind) and self.start:
            return False  # 参与的减半: half of the sums before
        large = money and figure.bound is Bound.EXACT and figure.low is not None and figure.low >= words.LARGE
        return not words.is_set_aside(before, behind) and not (large and words.is_poured_out(before))

    def _is_instalment(self, figure: Figure) -> bool:
        """（第一年5万元，第二年3万元）: how a sum is paid out."""
        text = self.sentence.text
        opening = max(text.rfind("（", 0, figure.start), text.rfind("(", 0, figure.start))
        closing = max(text.rfind("）", 0, figure.start), text.rfind(")", 0, figure.start))
        return opening > closing and bool(_INSTALMENT.search(text, opening, figure.start))

    @cached_property
    def gives(self) -> bool:
        if self.awards or any(figure.is_award and figure.unit in _MONEY for figure in self.figures):
            return bool(self.awards)
        return words.gives(self.text) and not words.CALCULATION.search(self.text) and not words.reports(self.text)

    @cached_property
    def behind(self) -> str:
        """The words behind what is given last."""
        return self.sentence.text[self.awards[-1].end : self.end] if self.awards else ""

    @cached_property
    def lead(self) -> str:
        """The words in front of what is given first: for whom and on what condition."""
        end = self.awards[0].start if self.awards else self.end
        return self.sentence.text[self.start : end]


def sentences_of(clauses: Sequence[DraftClause]) -> list[DraftSentence]:
    """Every clause with its figures; the sentence before belongs to it only in the same part of the text."""
    read: list[DraftSentence] = []
    for place, stored in enumerate(clauses):
        clause = replace(stored, text=_SPACE.sub("", stored.text))
        before = read[-1].text if place and clauses[place - 1].part == clause.part else ""
        figures = tuple(read_figures(clause.text, before))
        pairings = tuple(read_pairings(clause.text, before)) if "分别" in clause.text or "依次" in clause.text else ()
        read.append(DraftSentence(clause, figures, pairings, place))
    return read


def _pieces(sentence: DraftSentence) -> list[SentencePart]:
    text = sentence.text
    cuts = [0, *(match.end() for match in _PARTS.finditer(text) if not _inside(text, match.start())), len(text)]
    pieces = []
    for start, end in itertools.pairwise(cuts):
        if text[start:end].strip():
            pieces += _by_recipient(SentencePart(sentence, start, end))
    return pieces


def _inside(text: str, place: int) -> bool:
    """Whether a semicolon stands inside brackets."""
    before = text[max(0, place - 200) : place]
    return max(before.rfind("（"), before.rfind("(")) > max(before.rfind("）"), before.rfind(")"))


def _by_recipient(piece: SentencePart) -> list[SentencePart]:
    """…给予企业奖励，…奖励给个人: what a person gets beside an enterprise is another measure."""
    for first, second in zip(piece.awards, piece.awards[1:], strict=False):
        between = piece.sentence.text[first.end : second.start]
        comma = max(between.rfind("，", 0, 24), between.rfind(",", 0, 24))
        behind = piece.sentence.text[second.start : second.end + 16]
        if comma >= 0 and _PERSON.search(between[comma:] + behind) and not _PERSON.search(piece.lead):
            cut = first.end + comma + 1
            return [SentencePart(piece.sentence, piece.start, cut), SentencePart(piece.sentence, cut, piece.end)]
    return [piece]
