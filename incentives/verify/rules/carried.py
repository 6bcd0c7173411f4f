"""What a statement that names nothing says of what was spoken of before it: ＂不限年龄＂, ＂上限为20万元＂. Pure."""

import re
from dataclasses import dataclass, replace
from itertools import combinations

from incentives.verify.knowledge import Knowledge, SourceFact, Topic
from incentives.verify.reading.statements import TextStatement
from incentives.verify.reading.wordings import grams, plain, telling
from incentives.verify.rules import judge, limits
from incentives.verify.rules.verdict import NOTHING, Judgement, SourceVerdict
from policies.figures.quantities import FigureKind, Nature

_EMPTY = re.compile(
    "奖励|奖金|奖|补[贴助]|资助|支持|经费|给予?|发放?|领取?|拿|可?得|可以?|能|总体|整体|区间|范围|标准|[上下]限|封顶|最[高多低少]|至[多少]"
    "|不[超低][过于]|金额|数额|为|达到?|约|须?经|需?要|须|认定|遴选|首次|一次性|获评|即|每[人家个]|人均|[答问说称应]|对方|[听念传写说]成|网?传|有人说?|看?(?:(?:文件|稿子?|文中)[里上中]?|材料[里上中])写?[的是]?|突破|超过?|第?几?[次回]|[都每逐]|连续|又|再|写|答复[里上中]?写?|官方|公告|群[主里]|网上|朋友|同事|老板|[老小][张王李赵刘陈]|有的"
    "|截[至止]|群友|付清?|原?稿|写成|但是?|近|约|余|产生|固定|统一|一律|我们|让|满|按|到手|明年(?=[涨提降调])|今年|去年|期|只|就|该|来源|[这那]|[个档级类条]|项(?!目)|拨付|到账|打款|[后才]|改|涨|变|提高|降|不|元|年|月|底|网友|中介|他们?|我|你|您|大家"
)
_HAN = re.compile("[一-鿿]")
_NUMERALS = re.compile("[〇零一二两三四五六七八九十百千万亿]+|以[上下内]")
_FREED = re.compile(
    "(?:不[限看论管问设]|没有?|无[需须]?|不用|免|不[需须]要?)[^，。]{0,3}(年龄|岁数|认定|遴选|评选|首次|条件|门槛)"
)
_LIMITS = {"年龄": "岁以下", "岁数": "岁以下", "评选": "遴选"}
_APPLIED = re.compile("(?:需要?|须|必须|要|逐项|主动)[^，。]{0,8}(?:申请|申报|提交|递交|填报|材料|跑)")
_FREE = re.compile("不|无[需须]|免")
_DONE = re.compile("已[经于]?[^，]{0,4}(?:实现|完成|达[到成]|突破)|(?:实现|完成|达成|突破)了")
_LEVEL = re.compile("(?:国家|省|市|区|县)级")
_ONLY = re.compile(f"(?:只[有限看认]|仅限?)[^，]{{0,2}}({_LEVEL.pattern})")
_DEGREE = re.compile("硕士|研究生|本科|学士|大专|专科")


@dataclass(frozen=True)
class SpokenOf:
    """What the statement before was about."""

    topic: Topic
    fact: SourceFact | None = None
    said: str = ""  # the statement itself


def goes_on(statement: TextStatement, known: Knowledge) -> bool:
    """Whether a statement names no subject of its own, so that it speaks of the one before."""
    return not any(name in statement.text for name in known.spoken) and len(subject(statement)) <= 1


def subject(statement: TextStatement) -> str:
    """The Chinese characters of a statement that tell what it is about."""
    text = statement.text
    for figure in reversed(statement.figures):
        text = text[: figure.start] + "，" + text[figure.end :]
    return "".join(_HAN.findall(_EMPTY.sub("", telling(plain(text)))))


def abbreviated(statement: TextStatement, known: Knowledge) -> tuple[Topic | None, Judgement]:
    """The finding on one figure whose subject is short for that of one fact alone: 项目最高十五万."""
    named, held = _NUMERALS.sub("", subject(statement)), statement.held
    if len(named) < 2 or len(held) != 1 or held[0].kind not in (FigureKind.AMOUNT, FigureKind.COUNT):
        return None, NOTHING
    meant = [
        (topic, fact)
        for topic in known.topics
        for fact in topic.facts
        if fact.kind is held[0].kind and fact.has_unit(held[0].unit) and _short(named, fact)
    ]
    meant = meant or _with_sum(statement, known)
    awards = [pair for pair in meant if pair[1].nature is Nature.AWARD] or meant
    if len({(fact.low, fact.high) for _, fact in awards}) != 1:
        return None, NOTHING
    topic, fact = awards[0]
    return topic, judge.of_fact(statement, held[0], fact, topic)


def _with_sum(statement: TextStatement, known: Knowledge) -> list[tuple[Topic, SourceFact]]:
    """The awards whose subject has a word of the statement, if one alone has and its sum is the statement's."""
    awards = [(topic, fact) for topic in known.topics for fact in topic.facts if fact.nature is Nature.AWARD]
    named = [pair for pair in awards if pair[1].grams & statement.grams]
    return named if len(named) == 1 and named[0][1].holds(statement.held[0]) else []


def _short(subject: str, fact: SourceFact) -> bool:
    """Whether a subject has only characters of the fact's, and two of them together as there."""
    return set(subject) <= set(fact.subject) and bool(grams(subject) & fact.grams)


def judged(statement: TextStatement, before: SpokenOf, known: Knowledge) -> Judgement:
    """The finding on a statement as one that goes on with what was spoken of."""
    if limits.yearly(statement) and goes_on(statement, known) and before.topic.once:
        return Judgement(SourceVerdict.DIFFERS, before.topic.clause, "来源：首次、一次性")
    return claims(statement, before)


def claims(statement: TextStatement, before: SpokenOf) -> Judgement:
    """The finding on what a statement says of limits, degree of completion, level, degree, way and sums added up."""
    for rule in (_freed, _aged, _reached, _one_level, _schooled, _applied, _summed):
        if (found := rule(statement, before)) != NOTHING:
            return found
    return NOTHING


def repeated(statement: TextStatement, before: SpokenOf, known: Knowledge) -> Judgement:
    """The finding on a sum or number alone: it is held against the figure spoken of, with the limits told there."""
    held, fact = statement.held, before.fact
    if fact and fact.is_line:
        fact = next(one for one in before.topic.facts if one.line == fact.line and not one.is_line)
    if held and held[0].kind is FigureKind.COUNT:
        fact = next((one for one in before.topic.facts if one.has_digits(held[0])), fact)
    alike = fact and len(held) == 1 and held[0].kind is fact.kind
    if not alike or not goes_on(statement, known):
        return NOTHING
    about = replace(statement, heads=f"{statement.heads}，{before.said}")
    return judge.of_fact(about, held[0], fact, before.topic)


def _freed(statement: TextStatement, before: SpokenOf) -> Judgement:
    """A limit of the award is denied: 不限年龄, 不用遴选."""
    found = _FREED.search(statement.asserted)
    facts = [before.fact] if before.fact else before.topic.facts
    for fact in facts if found else ():
        limit = _LIMITS.get(found[1], found[1])
        kept = [word for word in fact.scope if limit in word or limit in ("条件", "门槛")]
        if kept:
            return Judgement(SourceVerdict.DIFFERS, fact.clause, f"来源限{'、'.join(kept)}", fact)
    return NOTHING


def _aged(statement: TextStatement, before: SpokenOf) -> Judgement:
    """An age alone, held against the limit of what was spoken of."""
    ages = [figure for figure in statement.figures if figure.kind is FigureKind.AGE and figure.has_value]
    facts = [before.fact] if before.fact else before.topic.facts
    limits = [(fact, word) for fact in facts for word in fact.scope if word.endswith("岁以下")]
    if not ages or statement.held or not limits:
        return NOTHING
    fact, word = limits[0]
    if str(ages[0].value) == word.removesuffix("岁以下"):
        return Judgement(SourceVerdict.AGREES, fact.clause, "", fact)
    return Judgement(SourceVerdict.DIFFERS, fact.clause, f"来源：{word}", fact)


def _reached(statement: TextStatement, before: SpokenOf) -> Judgement:
    """An aim told as reached: 目标已经实现."""
    fact = before.fact
    if fact and fact.nature is Nature.TARGET and not statement.held and _DONE.search(statement.asserted):
        return Judgement(
            SourceVerdict.IMPRECISE, fact.clause, f"来源说的是目标（力争）：{fact.subject} {fact.shown}", fact
        )
    return NOTHING


def _one_level(statement: TextStatement, before: SpokenOf) -> Judgement:
    """One level told as the only one of several: 只有省级."""
    found, ours = _ONLY.search(statement.asserted), set(_LEVEL.findall(before.topic.words))
    if found and not statement.held and ours - {found[1]}:
        told = f"来源写的是{'、'.join(sorted(ours))}"
        return Judgement(SourceVerdict.DIFFERS, before.topic.clause, told)
    return NOTHING


def _schooled(statement: TextStatement, before: SpokenOf) -> Judgement:
    """Another degree than the award is for."""
    if not all(before.fact and before.fact.holds(figure) for figure in statement.held):
        return NOTHING
    if before.fact and "博士" in before.fact.subject and (found := _DEGREE.search(statement.asserted)):
        return Judgement(SourceVerdict.DIFFERS, before.fact.clause, f"来源：博士，不是{found[0]}", before.fact)
    return NOTHING


def _applied(statement: TextStatement, before: SpokenOf) -> Judgement:
    if before.topic.automatic and _APPLIED.search(statement.asserted) and not _FREE.search(statement.text):
        return Judgement(SourceVerdict.DIFFERS, before.topic.clause, "来源：免申即享")
    return NOTHING


def _summed(statement: TextStatement, before: SpokenOf) -> Judgement:
    """The sum or difference of two awards of a topic, where the source is silent on combining them."""
    awards = [fact for fact in before.topic.facts if fact.nature is Nature.AWARD and not fact.line]
    values = {fact.high for fact in awards if fact.low == fact.high}
    made = {sum(pair) for pair in combinations(values, 2)} | {max(pair) - min(pair) for pair in combinations(values, 2)}
    told = {figure.value for figure in statement.held if figure.kind is FigureKind.AMOUNT}
    if told & (made - values) and not before.topic.stacking_stated:
        return Judgement(SourceVerdict.IMPRECISE, awards[0].clause, "能否叠加，来源未载明")
    return NOTHING
