"""What a text settles for all that it gives: validity, effect, stacking, application, payment, office. Pure."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from policies.enums import Stacking, TermKind
from policies.figures.lexis.dates import read_dates
from policies.figures.lexis.numerals import read_number
from policies.figures.lexis.typography import compact
from policies.figures.quantities import Bound, Precision, Quantity

MOST_VALUE = 200  # characters of a term that is kept in the text's words
_YEARS = re.compile(
    "(?:有效期|试行期?|实施期限?|执行期限?|政策期限?)(?:限?为|为期|暂定|是|：)?([0-9一二两三四五六七八九十]{1,3})[个]?年"
)
_ENDS = re.compile("有效期|失效|废止|截止|止|试行|执行至|实施至|实施期|执行期|政策期|适用于|有效至|施行至")
_THIS = (
    "本(?:通知|政策|意见|措施|办法|细则|若干[一-鿿]{0,4}|方案|规定|条例|文件|实施[一-鿿]{0,2}|扶持[一-鿿]{0,2}|计划|"
    "指南|条款)"
)
_EFFECT = re.compile("(?:施行|实施|执行|生效|起效)")
_STACKING = {
    Stacking.HIGHEST_ONLY: (
        "[从就按择取]高|最高额?[^，。；]{0,6}(?:不重复|执行|给予|享受)|执行最高|从优|就优|择优|择一|选择一项|"
        "不(?:再|得|可|予)?(?:重复|叠加|同时|兼)"
    ),
    Stacking.DIFFERENCE: "差额|级差|补差|补足|补齐|差价部分",
    Stacking.STACKABLE: ("可(?:以)?(?:叠加|累加|同时享受|重复享受|累计享受|兼得)|叠加(?:享受|执行|奖励|兑现)"),
}
_NOT_STACKABLE = re.compile("不(?:可|得|能|予|再)?(?:以)?(?:叠加|累加|同时享受|重复享受|累计享受|兼得)")
_ABOUT_ALL = re.compile(
    f"{_THIS}|同一(?:企业|项目|单位|主体|事项|个?人|对象|内容|奖项|年度|申报|类型|类别|法人|产品)|同(?:类|一类)|其他(?:政策|同类)|两项或|多项|上级|各级|"
    "同时符合|重复|叠加"
)
_ONE_ITEM = re.compile(
    "^(?:上述|以上|前述|本条|本项|本款|该项|此项)|上述[一二两三四五][款项条]|本条|本款|(?:本意见|与|和|按|享受)第[一二三四五六七八九十0-9]+条"
)
_APPLY = re.compile("申报|申请|报名|提交|报送|寄送|送达|递交|受理|填报|上报|征集|参评|推荐")
_OFFICES = re.compile(
    "请?各(?:地|推荐单位|[一-鿿]{0,14}部门)|(?:各|由|请)?(?:[一-鿿]{0,6}(?:区|县|市|州|镇))[^，。；]{0,16}(?:主管部门|部门|局|经信|工信|科技|管委会|政府)[^，。；]{0,8}(?:要|应|须|负责|将|对|于|报)"
)
_ONLINE = re.compile("(?:期间)?，?(?:登[录陆]|通过|在线|网上)[^。；]{0,60}(?:申报|申请|填报|提交|报名)")
_TO = re.compile("(?:（[^（）]{0,6}）)?起?(?:至|到|-{1,2}|~)")
_DAY = re.compile("([0-9]{1,2})月([0-9]{1,2})[日号]")
_WHEN = re.compile("(?:申报|申请|受理|报名|提交|征集)[一-鿿]{0,4}(?:时间|期限|日期|截止)")
_SEASON = re.compile("申报期|申报时间|申报受理|申请时间|受理时间|集中申报|常年受理|全年受理|常年申报|随时申[报请]")
_WORDED = {
    TermKind.PAYMENT: re.compile("兑现|兑付|拨付|拨款|发放到位"),
    TermKind.AGENCY: re.compile(f"负责解释|解释权|{_THIS}[^，。；]{{0,12}}由[^，。；]{{2,40}}(?:解释|牵头)"),
    TermKind.COST_SHARING: re.compile(
        "财政[^，。；]{0,16}(?:分担|承担|负担)|(?:分担|承担)[^，。；]{0,10}(?:比例|财政)|由[^，。；]{0,10}财政[^，。；]{0,12}(?:列支|安排|承担)"
    ),
}


_CLOSING = re.compile(
    f"{_THIS}[^。]{{0,30}}(?:施行|实施|执行|生效|解释|适用|有效|为准|起|止|条款|所称|规定|享受)|"
    "同一(?:企业|项目|单位|主体|事项|个?人|对象|内容|奖项|类型|法人)[^。]{0,60}"
    "(?:不重复|从高|就高|最高|择优|叠加|差额|一次|不得|补足)|"
    "有效期|负责解释|印发之日|发布之日|另行制定|财政[^，。]{0,16}(?:分担|承担)"
)


@dataclass(frozen=True)
class ReadTerm:
    """One 通则: a date as ISO, a rule as its value of `Stacking`, anything else in the text's words."""

    what: TermKind
    value: str
    path: str
    text: str


@dataclass(frozen=True)
class TermSentence:
    """A sentence to look for terms in; `closing` where it stands outside what is given, `heading` above it."""

    path: str
    text: str
    closing: bool = False
    heading: str = ""


def is_closing(path: str, text: str) -> bool:
    """Whether a sentence speaks of the whole text: in 附则, or by its words."""
    return path.startswith("f.") or bool(_CLOSING.search(text))


def read_terms(sentences: Iterable[TermSentence], year: int | None = None) -> tuple[ReadTerm, ...]:
    """The terms of a text in order; of each that has one value only the first. `year` is that of dates without one."""
    found: dict[object, ReadTerm] = {}
    for sentence in sentences:
        for term in _terms(sentence, year):
            key = (term.what, term.value) if term.what is TermKind.STACKING else term.what
            found.setdefault(key, term)
    return tuple(found.values())


def _terms(sentence: TermSentence, year: int | None) -> Iterator[ReadTerm]:
    text = compact(sentence.text).text

    def term(what: TermKind, value: str) -> ReadTerm:
        return ReadTerm(what, value, sentence.path, sentence.text)

    dates = read_dates(text)
    for what, day in _validity(text, dates):
        yield term(what, day.isoformat())
    for rule in _rules(text, sentence.closing):
        yield term(TermKind.STACKING, rule.value)
    if _WHEN.search(sentence.heading) and dates:
        text = compact(f"{sentence.heading}：{sentence.text}").text
    for what, day in _window(text, read_dates(text), year):
        yield term(what, day.isoformat())
    if sentence.closing and _SEASON.search(text):
        yield term(TermKind.APPLY_WINDOW, sentence.text[:MOST_VALUE])
    for what, pattern in _WORDED.items():
        if sentence.closing and pattern.search(text):
            yield term(what, sentence.text[:MOST_VALUE])


# ---------------------------------------------------------------- validity


def _validity(text: str, dates: list[Quantity]) -> Iterator[tuple[TermKind, datetime.date]]:
    """有效期至＊, 自＊起施行, 有效期三年."""
    if not re.search(f"{_THIS}|有效期|施行|政策执行|执行至|政策期限|实施期限|执行期限", text):
        return
    begin = next((date.low for date in dates if date.low and _begins(text, date)), None)
    if begin:
        yield TermKind.EFFECT, begin
    end = next((day for date in dates if (day := _last_day(text, date))), None)
    years = _YEARS.search(text)
    if end is None and years and begin and (count := read_number(years[1])):
        end = _before(begin, int(count))
    if end:
        yield TermKind.VALIDITY, end


def _begins(text: str, date: Quantity) -> bool:
    behind = text[date.end : date.end + 12]
    before = text[max(0, date.start - 6) : date.start]
    if date.bound is Bound.RANGE:
        before = re.search("有效期|适用于|实施期|执行期|政策期", text[max(0, date.start - 16) : date.start])
        return bool(before or _EFFECT.match(text, date.end))
    return bool(re.match("（[^）]{0,4}）?起|起", behind) or "自" in before) and bool(_EFFECT.search(text, date.end))


def _last_day(text: str, date: Quantity) -> datetime.date | None:
    """The day on which the text ends, if this date says so."""
    if date.high is None:
        return None
    before, behind = text[max(0, date.start - 16) : date.start], text[date.end : date.end + 6]
    if date.bound is Bound.RANGE:
        said = re.search("有效期|适用于|实施期|执行期|政策期|实施时间|执行时间|施行", before)
        said = said or behind.startswith("止") or _EFFECT.match(behind)
    else:
        said = re.search(
            "(?:有效期(?:限)?|有效|执行|施行|实施|试行|适用)(?:期)?[^，。；]{0,10}(?:至|到|截止)(?:为)?$", before
        )
        said = said or (behind.startswith(("止", "失效", "起失效", "废止")) and _ENDS.search(text))
    return _end_of(date) if said else None


def _end_of(date: Quantity) -> datetime.date:
    """The last day of what the date names: 2025年 is the 31st of December."""
    day = date.high
    if date.precision in (Precision.YEAR, Precision.YEAR_END):
        return datetime.date(day.year, 12, 31)
    if date.precision is Precision.MONTH:
        following = datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return following - datetime.timedelta(days=1)
    return day


def _before(begin: datetime.date, years: int) -> datetime.date | None:
    try:
        return begin.replace(year=begin.year + years) - datetime.timedelta(days=1)
    except ValueError:  # the 29th of February
        return datetime.date(begin.year + years, 2, 28)


# ---------------------------------------------------------------- stacking


def _rules(text: str, closing: bool) -> Iterator[Stacking]:
    if _ONE_ITEM.search(text) or not (closing or _ABOUT_ALL.search(text)):
        return
    if not re.search("奖|补|资助|享受|政策|扶持|支持|执行", text):
        return
    for rule, pattern in _STACKING.items():
        words = _NOT_STACKABLE.sub("", text) if rule is Stacking.STACKABLE else text
        if re.search(pattern, words):
            yield rule


# ---------------------------------------------------------------- when to apply


def _window(text: str, dates: list[Quantity], year: int | None) -> Iterator[tuple[TermKind, datetime.date]]:
    """申报时间为＊至＊, 于＊前完成提交; what offices have to do by when is no deadline for applicants."""
    if not _APPLY.search(text) or _OFFICES.match(text):
        return
    for date in _joined(text, dates, year):
        if date.high is not None and date.precision is Precision.DAY:
            year = date.high.year  # of the days after it in the sentence
        first, last = _dated(date, year)
        if last is None or _EFFECT.match(text[date.end :].removeprefix("起")):
            continue
        if first is not None:
            before = text[max(0, date.start - 24) : date.start]
            if re.search("申报|申请|受理|报名|提交|征集", before) or _ONLINE.match(text, date.end):
                yield TermKind.APPLY_FROM, first
                yield TermKind.APPLY_UNTIL, last
                return
        elif _is_deadline(text, date):
            yield TermKind.APPLY_UNTIL, last
            return


def _joined(text: str, dates: list[Quantity], year: int | None) -> list[Quantity]:
    """2029年4月1日至5月20日 as one range: the second date has the year of the first, and the first `year` if none."""
    joined: list[Quantity] = []
    for date in dates:
        first = joined[-1] if joined else None
        low = (first.low or _day_of(first, year)) if first is not None else None
        if (
            low is not None
            and date.precision is Precision.PARTIAL
            and _TO.fullmatch(text, first.end, date.start)
            and (last := _day_of(date, low.year))
            and low <= last
        ):
            joined[-1] = replace(first, low=low, high=last, end=date.end, bound=Bound.RANGE, precision=Precision.DAY)
        else:
            joined.append(date)
    return joined


def _day_of(date: Quantity, year: int | None) -> datetime.date | None:
    """The day of 5月20日 in a year."""
    match = _DAY.fullmatch(date.text)
    if not match or year is None:
        return None
    try:
        return datetime.date(year, int(match[1]), int(match[2]))
    except ValueError:
        return None


def _is_deadline(text: str, date: Quantity) -> bool:
    behind = text[date.end : date.end + 28]
    before = text[max(0, date.start - 20) : date.start]
    if re.match("(?:[^，。；]{0,8})?(?:前|之前|以前|止|为止|截止)", behind) and _APPLY.search(
        behind + text[date.end : date.end + 60]
    ):
        return True
    return bool(
        re.search(
            "(?:截止|截至)[^，。；]{0,10}$|(?:申报|申请|受理|报名|提交|征集)[^，。；]{0,8}(?:截止|时间)?[^，。；]{0,6}(?:至|到|为)$",
            before,
        )
    )


def _dated(date: Quantity, year: int | None) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day of a date; the first one only of a range. A date without year takes the text's."""
    if date.precision is Precision.PARTIAL:
        return None, _day_of(date, year)
    if date.high is None or date.precision not in (Precision.DAY, Precision.MONTH):
        return None, None
    return (date.low if date.bound is Bound.RANGE else None), _end_of(date)
