"""Whether a statement keeps what limits a figure of the source: first time, once, age, bound, date. Pure."""

import re

from incentives.verify.knowledge import SourceFact, Topic
from incentives.verify.reading.statements import TextStatement
from incentives.verify.reading.wordings import grams
from incentives.verify.rules.verdict import NOTHING, Judgement, SourceVerdict
from policies.figures.quantities import Approximation, Bound, Figure, FigureKind, Nature

PAID = re.compile("奖励?金?|发放?|补[助贴]|给予?|领(?![军跑衔])|拿")
_SCOPES = {
    "首次": re.compile("首[次评获超度]|头一?[次回年]|第一[次回]|初次"),
    "一次性": re.compile(
        "一次性|(?<![第头每])一次(?!都|也)|[只就仅][^，]{0,4}一[次回笔]|一[把笔](?=[给付发到结])|一口气|仅此一"
    ),
    "认定": re.compile("认定"),
    "遴选": re.compile("遴选|入选|选[上中]|评选|入围|择优"),
}
_DENIED = re.compile("(?:不用|无[需须]|不[需须必看]|没有?|未|免)[^，。]{0,3}(?:认定|遴选|年龄|条件|保持)")
_AGAIN = re.compile(
    "每[一两三四五1-9]*[年月季次]|按[年月季](?!度)|逐年|年年|次次|[两三四五2-5]年一[发次领给]|分[两二三四五六1-9]+[年次期]|再[拿领给奖]|拿几次|几次都|重复[拿领奖]|每回|回回|[两三四五六2-6]年(?:[才内]?[付发给拨到])|多次|还能再|第[二三四2-4][次回年]"
)
_ADDED = re.compile(
    "叠加|兼[得领]|(?:一起|同时)[拿领享得]|合起来|加起来|总共|一共|合计|累计可|都能拿|全拿|都评上|两[个笔项份]都|补差|差额|扣减|抵扣"
)
_REQUIRED = re.compile("须(?!经|认定|遴选|首次)|必须|方可|才能|才给|前提|不低于")
_ORDERED = re.compile("先[^，]{2,12}才|必须|方可|前提")
_AIMED = re.compile("力争|打算|计划|拟|目标|争取|预计|将要?(?!近)|有望")
_FLOOR = re.compile("不低于|以上|超")
_BELOW = re.compile("(?:跌破|不足|不到|低于|少于|未达|没到)$")
_REACHED = re.compile("(?:已[经于]?|提前|早就|早已)[^，]{0,4}(?:实现|完成|达[到成]|超额)")
_HANDED = re.compile("奖[金励]|发[给放]|领取")
_NO_BOUND = re.compile(
    "(?:最高|最多|至多|封顶|上限|不超过|[至最]少|起码|不少于|最低|起步|以上|不低于|下限|[元万]起(?![步来草]))"
)


def _line(statement: TextStatement, figure: Figure, fact: SourceFact) -> Judgement:
    """A figure that is a threshold: told as money for the reader it is imprecise."""
    behind = statement.text[figure.end : figure.end + 6]
    before = statement.text[max(0, figure.start - 6) : figure.start]
    told_as_award = re.match(
        "元?的?(?:奖[金励]|补[贴助]|(?:扶持|支持|专项|财政)?资金|红包|现金|扶持)", behind
    ) or re.search("(?:奖励?金?|补[贴助]|[给发送]您?|领|拿)(?:就?是|为|达)?$", before)
    alone = not any(fact.holds(one) for one in statement.held) and "|" in statement.text
    alone = alone or (PAID.search(statement.asserted) and len(statement.held) == 1)
    if (told_as_award or alone) and "不是奖" not in statement.text:
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"{figure.text}是门槛；来源：奖励 {fact.shown}")
    return Judgement(SourceVerdict.AGREES, fact.clause)


def in_scope(statement: TextStatement, figure: Figure, fact: SourceFact, topic: Topic) -> Judgement:
    """A figure that the source has: whether the statement keeps what limits it."""
    if fact.is_line:
        return _line(statement, figure, next(one for one in topic.facts if one.line == fact.line and not one.is_line))
    return _award(statement, figure, fact, topic) if fact.nature is Nature.AWARD else _told(statement, figure, fact)


def _told(statement: TextStatement, figure: Figure, fact: SourceFact) -> Judgement:
    """A figure that is no award: whether it is told as what it is, at its bound and date."""
    words = statement.asserted
    if fact.nature is not Nature.TARGET and _AIMED.search(words):
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"来源说的是已达到：{fact.subject} {fact.shown}")
    if fact.nature is Nature.TARGET and (_REACHED.search(words) or not (_AIMED.search(words) or "努力" in words)):
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"来源说的是目标（力争）：{fact.subject} {fact.shown}")
    below = figure.bound is Bound.CAP or _BELOW.search(statement.text[: figure.start])
    if below and _FLOOR.search(f"{fact.subject}{fact.shown}"):
        return Judgement(SourceVerdict.DIFFERS, fact.clause, f"来源：{fact.subject} {fact.shown}")
    if fact.nature is Nature.OUTCOME and (paid := _HANDED.search(words)) and paid[0] not in fact.subject:
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"不是奖励；来源：{fact.subject} {fact.shown}")
    if (fact.shown[0] == "近" and figure.approximation is Approximation.OVER) or (
        "超" in fact.shown and figure.approximation is Approximation.NEARLY
    ):
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"来源：{fact.subject} {fact.shown}")
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
    words, said = statement.asserted, f"{fact.subject} {fact.shown}"
    if "一次性" in fact.scope and _AGAIN.search(words):
        return Judgement(SourceVerdict.DIFFERS, fact.clause, f"来源：{said}，一次性")
    if _DENIED.search(words) and "不是" not in words:
        return Judgement(SourceVerdict.DIFFERS, fact.clause, f"来源：{said}，以{'、'.join(fact.scope)}为限")
    if other := _other_age(statement, fact):
        return Judgement(other, fact.clause, f"来源：{said}，限{'、'.join(fact.scope)}")
    if _ADDED.search(words) and not topic.stacking_stated:
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, "能否叠加，来源未载明")
    ends_differ = (fact.low, fact.high) != (figure.low, figure.high)
    near = statement.text[max(0, figure.start - 5) : figure.end + 4]
    both = {fact.low, fact.high} <= {one.value for one in statement.held}
    if fact.low != fact.high and ends_differ and not both:
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"来源是一个范围：{said}")
    if fact.low == fact.high and (ends_differ or _NO_BOUND.search(near)):
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"来源是确数：给予{fact.shown}")
    missing = [word for word in fact.scope if not _said(word, statement.said)]
    if missing:
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"来源限{'、'.join(missing)}：{said}")
    if (found := _REQUIRED.search(words)) and not _backed(
        words[found.start() - 8 if found.start() > 8 else 0 :], topic
    ):
        return Judgement(
            SourceVerdict.IMPRECISE, fact.clause, f"来源没有这个条件；来源：{'、'.join(fact.scope)}，{said}"
        )
    return Judgement(SourceVerdict.AGREES, fact.clause)


def _other_age(statement: TextStatement, fact: SourceFact) -> SourceVerdict | None:
    """The verdict on an age above the fact's limit, or on another limit of age."""
    limit = next((int(word.removesuffix("岁以下")) for word in fact.scope if word.endswith("岁以下")), None)
    told = [
        one for one in statement.figures if one.kind is FigureKind.AGE and one.has_value and not statement.denies(one)
    ]
    if limit is None or not told:
        return None
    if any(one.bound is Bound.EXACT and one.value > limit for one in told):
        return SourceVerdict.DIFFERS
    return SourceVerdict.IMPRECISE if any(one.bound is Bound.CAP and one.value != limit for one in told) else None


def ordered(words: str, topic: Topic) -> bool:
    """Whether something is told as needed before something else, of which the source says nothing."""
    found = _ORDERED.search(words)
    return bool(found) and not _ORDERED.search(topic.words) and not _backed(words, topic)


def _backed(condition: str, topic: Topic) -> bool:
    pieces = grams(condition)
    return len(pieces & topic.grams) > 0.7 * len(pieces)


def _said(scope: str, words: str) -> bool:
    if scope in _SCOPES:
        return bool(_SCOPES[scope].search(words))
    number = scope.removesuffix("岁以下")
    tens = {"30": "三十", "35": "三十五", "40": "四十", "45": "四十五", "50": "五十"}.get(number, number)
    return bool(
        re.search(
            f"(?:{number}|{tens})(?:周?岁|以下|以内)", words.translate({c: c - 0xFEE0 for c in range(0xFF10, 0xFF1A)})
        )
    )


def again(words: str) -> bool:
    """Whether an award is promised by the year, in parts or each time."""
    return bool(_AGAIN.search(words) and PAID.search(words))


def yearly(statement: TextStatement) -> bool:
    return bool(_AGAIN.search(statement.asserted))


def combined(statement: TextStatement, topic: Topic) -> Judgement:
    """A statement that adds awards of a topic up, or promises one again."""
    awards = [fact for fact in topic.facts if fact.nature is Nature.AWARD]
    if awards and _ADDED.search(statement.text) and not topic.stacking_stated:
        return Judgement(SourceVerdict.IMPRECISE, awards[0].clause, "能否叠加，来源未载明")
    if _AGAIN.search(statement.text) and PAID.search(statement.text):
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
