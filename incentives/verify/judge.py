"""One statement held against one topic: what agrees, what differs, and what the source says instead. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from incentives.verify.knowledge import SourceFact, Topic, grams
from incentives.verify.statements import TextStatement
from policies.figures.quantities import Bound, Figure, FigureKind, Nature


class SourceVerdict(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    IMPRECISE = "imprecise"
    NOT_COVERED = "not_covered"


_RANK = {SourceVerdict.DIFFERS: 3, SourceVerdict.IMPRECISE: 2, SourceVerdict.AGREES: 1, SourceVerdict.NOT_COVERED: 0}


@dataclass(frozen=True)
class Judgement:
    verdict: SourceVerdict
    clause: str = ""
    difference: str = ""


NOTHING = Judgement(SourceVerdict.NOT_COVERED)
_UNITS = ("名人位", "家户", "项个件", "套间", "本册份", "条篇则")
_PAID = re.compile("奖励?金?|发放?|补[助贴]|给予?|领(?![军跑衔])|拿")
_SCOPES = {
    "首次": re.compile("首[次评获超度]|头一?[次回]|第一[次回]|初次"),
    "一次性": re.compile("一次性|一次(?!都|也)"),
    "认定": re.compile("认定"),
    "遴选": re.compile("遴选|入选|选[上中]|评选|入围|择优"),
}
_DENIED = re.compile("(?:不用|无[需须]|不[需须必看]|没有?|未|免)[^，。]{0,3}(?:认定|遴选|年龄|条件|保持)")
_AGAIN = re.compile(
    "每[一两三四五1-9]*[年月季次]|按[年月季](?!度)|逐年|分[两二三四五六1-9]+[年次期]|再[拿领给奖]|拿几次|多次|还能再"
)
_ADDED = re.compile("叠加|合起来|加起来|总共|一共|合计|累计可|都能拿|全拿|补差|差额|扣减|抵扣")
_REQUIRED = re.compile("须(?!经)|必须|方可|才能|才给|前提|不低于")
_AIMED = re.compile("力争|打算|计划|拟|目标|争取|预计|将要?(?!近)|有望")
_NO_BOUND = re.compile("(?:最高|最多|至多|封顶|上限|不超过|至少|最低|起步|以上|不低于|下限)")
_REVENUE = re.compile("收入|营收|主营|销售额")


def figure_of(statement: TextStatement, figure: Figure, topic: Topic) -> tuple[Judgement, float]:
    """The finding on one figure, with how near a fact of the topic is to what it is said of, 0 to 1."""
    own, whole = grams(_own(statement, figure)), statement.grams
    scored = [(_nearness(fact, figure, statement, topic, own, whole), fact) for fact in topic.facts]
    near, fact = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if fact is None or near < 0.3:
        return NOTHING, near
    if not _holds(fact, figure) and (fact.subject, figure.value) in topic.former:
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"旧版的说法；现为：{fact.subject} {fact.shown}"), near
    if not _holds(fact, figure):
        name = f"年主营业务收入超过 {fact.shown}" if fact.is_line else f"{fact.subject} {fact.shown}"
        return Judgement(SourceVerdict.DIFFERS, fact.clause, f"来源：{name}"), near
    return _in_scope(statement, figure, fact, topic), near


def gives(topic: Topic, figures: list[Figure]) -> bool:
    """Whether a topic has an award of one of these sums."""
    awards = [fact for fact in topic.facts if fact.nature is Nature.AWARD]
    return any(_holds(fact, figure) for fact in awards for figure in figures if figure.kind is FigureKind.AMOUNT)


def _own(statement: TextStatement, figure: Figure) -> str:
    """The words that belong to a figure: from the figure before it to the next mark behind it."""
    if figure.start in statement.subjects:
        return statement.subjects[figure.start]
    held = [one for one in statement.held if one.end <= figure.start]
    start = held[-1].end if held else 0
    tail = re.match("[^，,、；|\t]*", statement.text[figure.end :])
    return statement.text[start : figure.end + len(tail[0])]


def _nearness(
    fact: SourceFact, figure: Figure, statement: TextStatement, topic: Topic, own: set[str], whole: set[str]
) -> float:
    """How near a fact is: its subject in the figure's own words, or less so in the statement; then its value."""
    strange = fact.kind is not figure.kind
    if strange and (fact.kind is not FigureKind.COUNT or figure.kind is not FigureKind.PERCENT):
        return 0.0
    subject = max(topic.nearness(fact, own), 0.75 * topic.nearness(fact, whole))
    if fact.line:
        lines = {one.value for one in statement.held} & {one.line for one in topic.facts if one.line}
        if fact.is_line:
            subject = (
                1.0 if figure.value == fact.line else max(subject, 0.6 * bool(_REVENUE.search(_own(statement, figure))))
            )
        elif lines:
            subject = 0.9 if fact.line in lines else 0.0
        if figure.value not in lines and fact.is_line and _PAID.search(_own(statement, figure)):
            subject *= 0.3
    return subject * (0.8 if strange else 1) + _evidence(fact, figure)


def _evidence(fact: SourceFact, figure: Figure) -> float:
    """What the value itself tells: a long number that is the fact's is hardly met by chance."""
    if _holds(fact, figure):
        return 0.6 if len(_significant(fact.high)) > 2 else 0.2
    return 0.15 if _digits(fact, figure) else 0.0


def _digits(fact: SourceFact, figure: Figure) -> bool:
    """Whether the digits are the fact's, at another scale or in another unit."""
    ours, theirs = (
        {_significant(end) for end in ends if end} for ends in ((fact.low, fact.high), (figure.low, figure.high))
    )
    return bool(ours & theirs)


def _significant(value: object) -> str:
    return f"{value}".replace(".", "").strip("0")


def _holds(fact: SourceFact, figure: Figure) -> bool:
    """Whether the figure is the fact's, or one end of it."""
    if fact.kind is not figure.kind or not _same_unit(fact.unit, figure.unit):
        return False
    ends = {fact.low, fact.high} - {None}
    if figure.bound is Bound.RANGE:
        return (figure.low, figure.high) == (fact.low, fact.high)
    return figure.value in ends


def _same_unit(left: str, right: str) -> bool:
    return left == right or not right or any(left in units and right[0] in units for units in _UNITS)


def _line(statement: TextStatement, figure: Figure, fact: SourceFact) -> Judgement:
    """A figure that is a threshold: told as money for the reader it is imprecise."""
    behind = statement.text[figure.end : figure.end + 6]
    before = statement.text[max(0, figure.start - 6) : figure.start]
    told_as_award = re.match("元?的?(?:奖[金励]|补[贴助])", behind) or re.search("(?:奖励?|[给发送]您?|领|拿)$", before)
    alone = not any(_holds(fact, one) for one in statement.held) and "|" in statement.text
    if (told_as_award or alone) and "不是奖" not in statement.text:
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"{figure.text}是门槛；来源：奖励 {fact.shown}")
    return Judgement(SourceVerdict.AGREES, fact.clause)


def _in_scope(statement: TextStatement, figure: Figure, fact: SourceFact, topic: Topic) -> Judgement:
    """A figure that the source has: whether the statement keeps what limits it."""
    words = statement.text
    if fact.is_line:
        return _line(statement, figure, next(one for one in topic.facts if one.line == fact.line and not one.is_line))
    if fact.nature is Nature.AWARD:
        return _award(statement, figure, fact, topic)
    if fact.nature is not Nature.TARGET and _AIMED.search(words):
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"来源说的是已达到：{fact.subject} {fact.shown}")
    if fact.nature is Nature.TARGET and not (_AIMED.search(words) or "努力" in words):
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"来源说的是目标（力争）：{fact.subject} {fact.shown}")
    if fact.nature is Nature.OUTCOME and re.search("奖[金励]|发[给放]|领取", words):
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"不是奖励；来源：{fact.subject} {fact.shown}")
    if fact.as_of and statement.dates and not _dated(fact, words):
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"来源的时点：{_day(fact)}")
    return Judgement(SourceVerdict.AGREES, fact.clause)


def _day(fact: SourceFact) -> str:
    at_end = (fact.as_of.month, fact.as_of.day) == (12, 31)
    return f"{fact.as_of.year}年底" if at_end else f"{fact.as_of.year}年{fact.as_of.month}月"


def _dated(fact: SourceFact, words: str) -> bool:
    at_end = "底" in _day(fact)
    return f"{fact.as_of.year}" in words and bool(
        re.search("年?[底末]|12月" if at_end else f"(?<!1){fact.as_of.month}月", words)
    )


def _award(statement: TextStatement, figure: Figure, fact: SourceFact, topic: Topic) -> Judgement:
    words, said = statement.text, f"{fact.subject} {fact.shown}"
    if "一次性" in fact.scope and _AGAIN.search(words):
        return Judgement(SourceVerdict.DIFFERS, fact.clause, f"来源：{said}，一次性")
    if _DENIED.search(words) and "不是" not in words:
        return Judgement(SourceVerdict.DIFFERS, fact.clause, f"来源：{said}，以{'、'.join(fact.scope)}为限")
    if _ADDED.search(words) and not topic.stacking_stated:
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, "能否叠加，来源未载明")
    ends_differ = (fact.low, fact.high) != (figure.low, figure.high)
    near = words[max(0, figure.start - 5) : figure.end + 4]
    if fact.low != fact.high and ends_differ:
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"来源是一个范围：{said}")
    if fact.low == fact.high and (ends_differ or _NO_BOUND.search(near)):
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"来源是确数：给予{fact.shown}")
    missing = [word for word in fact.scope if not _said(word, words)]
    if missing:
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"来源限{'、'.join(missing)}：{said}")
    if (found := _REQUIRED.search(words)) and not _backed(
        words[found.start() - 8 if found.start() > 8 else 0 :], topic
    ):
        return Judgement(
            SourceVerdict.IMPRECISE, fact.clause, f"来源没有这个条件；来源：{'、'.join(fact.scope)}，{said}"
        )
    return Judgement(SourceVerdict.AGREES, fact.clause)


def _backed(condition: str, topic: Topic) -> bool:
    pieces = grams(condition)
    return len(pieces & topic.grams) > 0.7 * len(pieces)


def _said(scope: str, words: str) -> bool:
    if scope in _SCOPES:
        return bool(_SCOPES[scope].search(words))
    number = scope.removesuffix("岁以下")
    tens = {"30": "三十", "35": "三十五", "40": "四十", "45": "四十五", "50": "五十"}.get(number, number)
    return bool(
        re.search(f"(?:{number}|{tens})(?:周)?岁", words.translate({c: c - 0xFEE0 for c in range(0xFF10, 0xFF1A)}))
    )


def again(words: str) -> bool:
    """Whether an award is promised by the year, in parts or each time."""
    return bool(_AGAIN.search(words) and _PAID.search(words))


def rung(statement: TextStatement, topic: Topic) -> Judgement:
    """首次达到＊，奖＊ behind a statement on the same ladder: the award of a rung with the line of none."""
    rungs = [fact for fact in topic.facts if fact.line and not fact.is_line]
    told = [figure for figure in statement.held if figure.nature is Nature.THRESHOLD]
    paid = [figure for figure in statement.held if figure.nature is Nature.AWARD]
    meant = [fact for fact in rungs if len(paid) == 1 and _holds(fact, paid[0])]
    if len(told) != 1 or not meant or told[0].value in {fact.line for fact in rungs}:
        return NOTHING
    line = next(fact for fact in topic.facts if fact.is_line and fact.line == meant[0].line)
    return Judgement(SourceVerdict.DIFFERS, meant[0].clause, f"来源：{line.subject}超过 {line.shown}，{meant[0].shown}")


def combined(statement: TextStatement, topic: Topic) -> Judgement:
    """A statement that adds awards of a topic up, or promises one again."""
    awards = [fact for fact in topic.facts if fact.nature is Nature.AWARD]
    if awards and _ADDED.search(statement.text) and not topic.stacking_stated:
        return Judgement(SourceVerdict.IMPRECISE, awards[0].clause, "能否叠加，来源未载明")
    if _AGAIN.search(statement.text) and _PAID.search(statement.text):
        once = [fact for fact in awards if "一次性" in fact.scope]
        return Judgement(SourceVerdict.IMPRECISE, once[0].clause, "来源：首次、一次性") if once else NOTHING
    return NOTHING


def missing(statement: TextStatement, topic: Topic) -> list[str]:
    """What limits an award without a stated sum and is not said."""
    return [
        word
        for word in topic.scope
        if not (_said(word, statement.text) if word in _SCOPES else "年以上" in statement.text)
    ]


def strongest(findings: list[Judgement]) -> Judgement:
    return max(findings, key=lambda one: _RANK[one.verdict], default=NOTHING)
