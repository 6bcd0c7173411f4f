"""One statement held against one topic: what agrees, what differs, and what the source says instead. Pure."""

import re
from dataclasses import replace

from incentives.verify.knowledge import SourceFact, Topic, significant
from incentives.verify.reading.statements import TextStatement
from incentives.verify.rules import limits
from incentives.verify.rules.verdict import NOTHING, Judgement, SourceVerdict
from policies.figures.quantities import Approximation, Figure, FigureKind, Nature

_NOUN = re.compile("(?!一次|到[手账]|[吗吧呢啊左])[一-鿿A-Za-z“《]")
_REVENUE = re.compile("收入|营收|主营|销售额")


def figure_of(
    statement: TextStatement, figure: Figure, own: set[str], topic: Topic, spoken_of: bool = False
) -> tuple[Judgement, float]:
    """The finding on one figure, with how near a fact of the topic is to its `own` pieces, 0 to 1."""
    whole, figure = statement.grams, _in_sums(statement, figure, topic)
    scored = [(_nearness(fact, figure, statement, topic, own, whole, spoken_of), fact) for fact in topic.facts]
    scored = [(near - 0.4 * (fact.kind is figure.kind and topic.rivalled(fact, own)), fact) for near, fact in scored]
    near, fact = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if fact is None or near < 0.3:
        return NOTHING, near
    return of_fact(statement, figure, fact, topic), near


def of_fact(statement: TextStatement, figure: Figure, fact: SourceFact, topic: Topic) -> Judgement:
    """The finding on one figure held against one fact."""
    return replace(_of_fact(statement, figure, fact, topic), fact=fact)


def _of_fact(statement: TextStatement, figure: Figure, fact: SourceFact, topic: Topic) -> Judgement:
    name = f"年主营业务收入超过 {fact.shown}" if fact.is_line else f"{fact.subject} {fact.shown}"
    differs = Judgement(SourceVerdict.DIFFERS, fact.clause, f"来源：{name}")
    if statement.denies(figure):
        return differs if fact.holds(figure) and not fact.is_line else NOTHING
    if not fact.holds(figure) and (fact.subject, figure.value) in topic.former:
        return Judgement(SourceVerdict.IMPRECISE, fact.clause, f"旧版的说法；现为：{fact.subject} {fact.shown}")
    paid = figure.nature is Nature.AWARD and fact.kind is figure.kind
    if paid and fact.nature not in (Nature.AWARD, Nature.THRESHOLD) and not fact.has_digits(figure):
        return NOTHING  # an award of its own beside a result or a target
    if fact.holds(figure):
        return limits.in_scope(statement, figure, fact, topic)
    return replace(differs, verdict=SourceVerdict.IMPRECISE) if _rounded(figure, fact) else differs


def _rounded(figure: Figure, fact: SourceFact) -> bool:
    """Whether a figure told as about right is the fact's, to a tenth of it: 近千家 for 920 家."""
    if (
        figure.approximation is Approximation.NONE
        or figure.value is None
        or not fact.high
        or figure.kind is not fact.kind
    ):
        return False
    return 10 * abs(figure.value - fact.high) <= fact.high


def _in_sums(statement: TextStatement, figure: Figure, topic: Topic) -> Figure:
    """200 个 as 2,000,000 元, as people say it of an award, where the topic counts nothing so and no noun follows."""
    counted = any(fact.kind is FigureKind.COUNT and fact.has_unit("个") for fact in topic.facts)
    paid = any(fact.nature is Nature.AWARD for fact in topic.facts)
    if figure.unit != "个" or not paid or counted or figure.value is None or _NOUN.match(statement.text[figure.end :]):
        return figure
    low, high = (None if end is None else end * 10_000 for end in (figure.low, figure.high))
    return replace(figure, kind=FigureKind.AMOUNT, unit="元", low=low, high=high)


def few(figure: Figure) -> bool:
    """Whether a figure only counts what is named beside it: 两只基金."""
    return figure.kind is FigureKind.COUNT and figure.value is not None and figure.value < 10


def gives(topic: Topic, figures: list[Figure]) -> bool:
    """Whether a topic has an award of one of these sums."""
    awards = [fact for fact in topic.facts if fact.nature is Nature.AWARD]
    return any(fact.holds(figure) for fact in awards for figure in figures if figure.kind is FigureKind.AMOUNT)


def own_words(statement: TextStatement, figure: Figure) -> str:
    """The words that belong to a figure: from the figure before it to the next mark behind it."""
    if figure.start in statement.subjects:
        return statement.subjects[figure.start]
    held = [one for one in statement.held if one.end <= figure.start]
    start = held[-1].end if held else 0
    tail = re.match("[^，,、；|\t]*", statement.text[figure.end :])
    return statement.text[start : figure.end + len(tail[0])]


def _nearness(
    fact: SourceFact,
    figure: Figure,
    statement: TextStatement,
    topic: Topic,
    own: set[str],
    whole: set[str],
    spoken_of: bool,
) -> float:
    """How near a fact is: its subject in the figure's own words, or less so in the statement; then its value."""
    strange = fact.kind is not figure.kind
    if fact.is_line and figure.nature is Nature.AWARD and figure.value != fact.line:
        return 0.0
    if strange and not _shares_digits(fact, figure, topic):
        return 0.0
    if (
        fact.kind is FigureKind.COUNT
        and not fact.has_unit(figure.unit)
        and (not fact.has_digits(figure) or few(figure))
    ):
        return 0.0
    subject = max(topic.nearness(fact, own, spoken_of), 0.75 * topic.nearness(fact, whole))
    if fact.line:
        lines = {one.value for one in statement.held} & {one.line for one in topic.facts if one.line}
        if fact.is_line:
            subject = (
                1.0
                if figure.value == fact.line
                else max(subject, 0.6 * bool(_REVENUE.search(own_words(statement, figure))))
            )
        elif lines:
            subject = 0.9 if fact.line in lines else 0.0
        if figure.value not in lines and fact.is_line and limits.PAID.search(own_words(statement, figure)):
            subject *= 0.3
    return subject * (0.8 if strange else 1) + _evidence(fact, figure, spoken_of)


def _evidence(fact: SourceFact, figure: Figure, spoken_of: bool) -> float:
    """What the value itself tells: a long number that is the fact's is hardly met by chance."""
    if fact.holds(figure):
        return 0.6 if len(significant(fact.high)) > 2 else 0.2
    if len(significant(fact.high)) > 2 and fact.has_digits(figure):
        return 0.9 if spoken_of and figure.unit and fact.has_unit(figure.unit) else 0.45
    return 0.15 if fact.has_digits(figure) else 0.0


def _shares_digits(fact: SourceFact, figure: Figure, topic: Topic) -> bool:
    """Whether a share has the digits of a number of the topic, so that it may be told for one."""
    share_for_number = fact.kind is FigureKind.COUNT and figure.kind is FigureKind.PERCENT
    return share_for_number and any(one.has_digits(figure) for one in topic.facts)


def rung(statement: TextStatement, topic: Topic) -> Judgement:
    """首次达到＊，奖＊ behind a statement on the same ladder: the award of a rung with the line of none."""
    rungs = [fact for fact in topic.facts if fact.line and not fact.is_line]
    told = [figure for figure in statement.held if figure.nature is Nature.THRESHOLD]
    paid = [figure for figure in statement.held if figure.nature is Nature.AWARD]
    meant = [fact for fact in rungs if len(paid) == 1 and fact.holds(paid[0])]
    if len(told) != 1 or not meant or told[0].value in {fact.line for fact in rungs}:
        return NOTHING
    line = next(fact for fact in topic.facts if fact.is_line and fact.line == meant[0].line)
    return Judgement(SourceVerdict.DIFFERS, meant[0].clause, f"来源：{line.subject}超过 {line.shown}，{meant[0].shown}")
