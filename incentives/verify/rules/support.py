"""What keeps a statement from agreeing: another place, somebody else, a name that the source does not have. Pure."""

import re

from incentives.verify.knowledge import TERMS, Knowledge, Topic
from incentives.verify.reading.statements import TextStatement
from incentives.verify.reading.wordings import grams, names_in
from incentives.verify.rules import limits
from incentives.verify.rules.verdict import NOTHING, Judgement, SourceVerdict
from policies.figures.quantities import FigureKind
from policies.text.places import places

_HIGHER = re.compile("全省|全国|省[里财]|国家财政|中央财政|部里")
# Titles of enterprises that hold the name of another.
_TITLE = re.compile("科技小巨人|隐形冠军|科技型?领军|(?:[省市]级|潜在|准)小巨人")
_HOME = re.compile("我市|本市|咱们|市里|全市")
_BY = re.compile(
    "由([一-鿿]{2,12}?)(?:负责|运营|管理|买单|承担|出资|主办|承办|自建|推出|发放|兜底|提供|开发|建设|牵头|拨付|支付|受理|审批|发起|设立)"
)
_ORGANIZED = re.compile("由([一-鿿]{1,10}?(?:[局委厅办行]|公司|集团|协会|中心|政府|部门))")
_AS = re.compile(
    "以([^，、；以为]{2,12}?)(?:企业)?为([一-鿿]{1,4}?(?:主体|核心|抓手|依托|载体)|主体|核心|抓手|依托|载体)"
)
_WITH = re.compile(
    "(?:联合|会同|携手|与(?=[^，]{2,10}(?:联合|共同|一[道起]|建立|合作|对接|合办|主办|承办|举办|推出)))([一-鿿]{2,8}?(?:[区县局委办厅行]|公司|集团|协会))"
)
_AT_ONCE = re.compile("直接|立[即刻]|马上|当[天日]|无条件|一到|就[能可]|即可|即[发给兑享]")
_UNCONDITIONAL = re.compile("(?:不用|无需|没有?|不[看设要需]|无)[^，]{0,5}(?:条件|资格)")
_PROMISED = re.compile(
    "当[天日]|立[即刻]|马上|即时|秒[批到]|保证|保过|包[过拿办上您]|稳拿|百分之?百|一定能|必[过得]|肯定能|内部名额|(?:超过|不到)一半|过半|大半"
)
_DIGITS = re.compile("[0-9]+")
_IN_WORDS = re.compile("半(?:年|个?月|天)|[二两三四五六七八九十][百千万亿]+")  # which no figure is read of
_PAPER = re.compile("《[^》]*(?:办法|细则|意见|通知|条例|规定|方案|措施)》")
_KEPT = re.compile("保持|连续|满")
_LIST_MARK = re.compile(r"[（(]?[0-9一-十]{1,2}[.、)）．]")
_CONDITION = re.compile("条件|符合|满足|达到|资格")


def elsewhere(statement: TextStatement, topic: Topic) -> bool:
    """Whether a statement speaks of a place that the topic neither is for nor names."""
    ours = f"{topic.region}\n{topic.words}"
    said = places(statement.text)
    if (title := _TITLE.search(statement.text)) and title[0] not in ours:
        return True
    at_home = _HOME.search(statement.text) or any(_among(place, topic.region) for place in said)
    for words in (statement.text, "" if at_home else statement.lead):
        higher = _HIGHER.search(words)
        if (higher and higher[0] not in ours) or not all(_among(place, ours) for place in places(words)):
            return True
    return False


def _among(place: str, ours: str) -> bool:
    """Whether a place is one of ours. One found by its kind may have a character too many before it."""
    return any(place[start:] in ours for start in range(max(1, len(place) - 2)))


def unsupported(statement: TextStatement, topic: Topic, known: Knowledge) -> Judgement | None:
    """The judgement on a statement that would agree by its words, if something in it is not the source's."""
    words = statement.asserted
    for found in (other_body(words, topic), _conditional(words, topic)):
        if found:
            return found
    if other := _other_term(statement, topic):
        return other
    if (_PROMISED.search(words) and not _PROMISED.search(topic.words)) or _strange_number(statement, topic):
        return NOTHING
    if limits.ordered(words, topic):
        return Judgement(SourceVerdict.IMPRECISE, topic.clause, "来源没有这个条件")
    strange = any(len(one) > 3 and not _held_name(topic, one, known) for one in names_in(words))
    strange = strange or unnamed(statement, topic, known) or bool(_PAPER.search(words))
    return NOTHING if strange or elsewhere(statement, topic) else None


def _other_term(statement: TextStatement, topic: Topic) -> Judgement | None:
    """Another term than the source asks for: 保持两年以上 for 一年以上."""
    told = [one for one in statement.figures if one.kind is FigureKind.DURATION and one.has_value]
    ours = {value for kind, value in topic.terms if kind is FigureKind.DURATION}
    if len(told) == 1 and _KEPT.search(statement.asserted) and _KEPT.search(topic.words) and told[0].value not in ours:
        return Judgement(SourceVerdict.DIFFERS, topic.clause, f"来源要求的期限不是{told[0].text}")
    return None


def added_term(statement: TextStatement, topic: Topic) -> Judgement | None:
    """A term beside an award that the source does not ask for: 连续三年."""
    told = [one for one in statement.figures if one.kind is FigureKind.DURATION and one.has_value]
    if any((one.kind, one.value) not in topic.terms for one in told) and _KEPT.search(statement.asserted):
        return Judgement(SourceVerdict.IMPRECISE, topic.clause, f"来源没有这个期限：{told[0].text}")
    return None


def unnamed(statement: TextStatement, topic: Topic, known: Knowledge) -> bool:
    """Whether all names in quotation marks are strange to the topic."""
    named = names_in(statement.asserted)
    held = any(name in statement.asserted for name in known.names) or any(_holds(topic, one) for one in named)
    return bool(named) and not held


def _held_name(topic: Topic, name: str, known: Knowledge) -> bool:
    return _holds(topic, name) or any(name in ours or ours in name for ours in known.names)


def _strange_number(statement: TextStatement, topic: Topic) -> bool:
    """Whether a term, an age, a day or a number stands there that the topic does not have; list marks are none."""
    if any(words not in topic.words for words in _IN_WORDS.findall(statement.asserted)):
        return True
    days = {str(fact.as_of.year) for fact in topic.facts if fact.as_of}
    ours = set(_DIGITS.findall(topic.words)) | days
    mark = _LIST_MARK.match(statement.text)
    begin = mark.end() if mark else 0
    figures = [figure for figure in statement.figures if figure.start >= begin]
    if any(
        one.kind in TERMS and one.kind is not FigureKind.DATE and (one.kind, one.value) not in topic.terms
        for one in figures
    ):
        return True
    told = [set(_DIGITS.findall(figure.text)) for figure in figures if figure.kind not in TERMS[:2]]
    return any(digits - ours and not days & digits for digits in told)


def other_body(words: str, topic: Topic) -> Judgement | None:
    """Somebody of a kind that the source names one of differs; of others the source says nothing."""
    for name, role in _AS.findall(words):
        ours = [one for one, same in _AS.findall(topic.words) if same == role]
        if ours and not any(grams(one) & grams(name) for one in ours):
            return Judgement(SourceVerdict.DIFFERS, topic.clause, f"来源：以{ours[0]}为{role}")
    names = [found[1] for pattern in (_BY, _ORGANIZED, _WITH) if (found := pattern.search(words))]
    for name in names:
        kind = name[-1] if name[-1] in "局行区委" else ""
        if not _holds(topic, name):
            ours = _WITH.search(topic.words) or (kind and re.search(f"[一-鿿]{{1,4}}{kind}", topic.words))
            return Judgement(SourceVerdict.DIFFERS, topic.clause, f"来源没有写{name}") if ours else NOTHING
    return None


def _holds(topic: Topic, name: str) -> bool:
    pieces = grams(name)
    return name in topic.words or 2 * len(pieces & topic.grams) > len(pieces)


def _conditional(words: str, topic: Topic) -> Judgement | None:
    """A benefit told as given at once, for which the source sets a condition of its own."""
    if not _UNCONDITIONAL.search(words) and (not _AT_ONCE.search(words) or _CONDITION.search(words)):
        return None
    for label, sentence, path in topic.guarded:
        if label in words:
            return Judgement(SourceVerdict.IMPRECISE, path or topic.clause, f"来源：{sentence}")
    return None
