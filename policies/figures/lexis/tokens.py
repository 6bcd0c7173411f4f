"""Numbers with their units in a compact sentence: the lexer.

A token is the longest run of digits and numerals, with what belongs to it: 百分之 before, 余 or a unit or 半 behind,
/平方米·月. What touches a token and belongs to no token is in `touching`; ranges and lists are in `ranges`. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from policies.figures.lexis.each import after_slash
from policies.figures.lexis.numerals import DIGITS, HAN, read_number, scale_of
from policies.figures.lexis.units import DISCOUNT, PERCENT, SIGNS, YUAN, Unit, unit_at
from policies.figures.quantities import FigureKind

NOTE = r"（(?:不?含|均?含税|税[前后]|不?包[括含]|人民币|试行)[^（）]{0,6}）"
_ONES = "零〇一二两三四五六七八九"
_RUN = rf"(?>{DIGITS}|[{HAN}])(?>{DIGITS}|[{HAN}]|点(?=[0-9{_ONES}]))*"
_PART = r"[0-9]{1,3}(?:\.[0-9]{1,2})?"  # of a proportion, 1：0.5
_YEARS = "[一二两三四五六七八九十]{1,2}"
_LEXEME = re.compile(
    rf"(?P<share>百分之|千分之|万分之)(?P<shared>{_RUN})"
    rf"|(?P<whole>{_RUN})分之(?P<part>{_RUN})"
    r"|(?<![0-9/.年])(?P<numerator>[0-9]{1,3})/(?P<denominator>[0-9]{1,3})(?![0-9/.十百千万亿])"
    rf"|(?<![0-9：.])(?P<first>{_PART})：(?P<second>{_PART})(?![0-9：.])"
    rf"|(?P<relief>{_YEARS}免(?={_YEARS}年?减半)|(?<=免){_YEARS}年?减半|全额|全免|减半|一半)"
    rf"|(?P<sign>HK\$|US\$|[¥$€£])?(?P<number>[数几]?{_RUN}|几(?=[个家名人项年]))"
)
_MORE = re.compile(r"([余多几来])([百千万亿]*)")
_NOTE_BEFORE_UNIT = re.compile(NOTE)
_SHARES = {"百分之": Decimal(1), "千分之": Decimal("0.1"), "万分之": Decimal("0.01")}
_RELIEFS = {"减半": Decimal(50), "一半": Decimal(50)}

# 统一50万元 and 50万一次性: a numeral that is part of a word beside the number.
_WORD_BEFORE = re.compile("[统之其唯同专单合]")
_WORD_BEHIND = re.compile(rf"(?<=[0-9万亿元])[{_ONES}十]{{1,2}}$")
_WORD_GOES_ON = re.compile("[次般定并致律同起个家年人名项类等级期批档套台部周季天日月事企区县市]")
_ONE_IS_NO_NUMBER_AFTER = tuple("上下前后同某另进统")
_ONE_COUNTS_AFTER = re.compile("(?:每|满|于|超过|不足|至少|最多|达)$")
_NUMBER_LEFT_OF = re.compile("(?:近|超过?|约|上|逾|达|突破)$")
_RANGE_BESIDE = re.compile("[-~至到]")
# Around a proportion: a clock (9：30) has none of these words.
_PROPORTION = re.compile("比例|配套|配比|匹配|配资|按[0-9]|给予|予以|补助")
_MATCHED = re.compile("配套|配比|匹配|配资|补助|奖励|支持|给予|予以|资助|按[0-9]")
_AWARDING = re.compile(
    r"(?:给予|奖励?|补助|补贴|资助|津贴|最高|最多|至多|不超过?|上限|封顶|经费|申请|申领|可贷|授信|贷款|[家活训偿房]费|奖金|人民币|资金)[^，。；、0-9]{0,8}$"
)
_AWARDED = re.compile(r"的?(?:一次性)?(?:奖|补助|补贴|资助|经费|支持|津贴|购房|安家|贷款|授信|封顶|人民币)")
# What is only measured in money: 年销售额500万以上.
_TURNOVER = re.compile(
    "(?:营收|收入|产值|销售额|成交额|交易额|营业额|流水|票房|利润|税额|纳税|投资额?|出资|注册资本|资产|货值|价款|合同额)"
    "(?:总额)?(?:达到?|满|超过?|突破|不低于|不少于|低于|不足|高于|在|为|：|≥|>|<|≤)?$"
)
_TENTH = re.compile("[一二三四五六七八九](?![一二三四五六七八九十百千万亿年月人家个项])")
_HALF = {"成": Decimal(5), "年": Decimal("0.5"), "周年": Decimal("0.5"), "个月": Decimal("0.5")}


@dataclass(frozen=True)
class Token:
    """One number as written, before ranges and lists are seen."""

    start: int
    end: int
    value: Decimal | Fraction | None
    unit: Unit | None
    scale: int = 1
    more: bool = False  # 余, 多, 几: the number is a little more
    per: tuple[str, ...] = ()
    number: str = ""  # the numeral without unit
    shared: bool = False  # 百分之 before the number
    worded: bool = False  # 全额, 减半: a share without a number
    unread: str = ""  # characters in it or beside it that are not understood

    @property
    def spelled(self) -> bool:
        """Whether it is in Chinese numerals."""
        return self.number[:1] not in "0123456789"


def tokens(text: str) -> Iterator[Token]:
    """The numbers of a compact sentence in order, dates apart."""
    place = 0
    while match := _LEXEME.search(text, place):
        if match["first"] and not _PROPORTION.search(_around(text, match)):  # a clock
            match = _LEXEME.match(text, match.start(), match.end("first"))
        token = _token(text, match)
        place = token.end
        if not token.spelled or _means_a_number(text, token):
            yield token


def _token(text: str, match: re.Match[str]) -> Token:
    parts = match.groupdict()
    if parts["relief"]:
        share = next((value for word, value in _RELIEFS.items() if parts["relief"].endswith(word)), Decimal(100))
        return Token(match.start(), match.end(), share, PERCENT, worded=True)
    if parts["part"] or parts["numerator"] or parts["first"]:
        return _fraction(text, match)
    return _number(text, match)


def _number(text: str, match: re.Match[str]) -> Token:
    share = match["share"]
    number_start, end = _own_part(text, *match.span("shared" if share else "number"))
    start = match.start() if share or match["sign"] else number_start
    number = text[number_start:end]
    value = read_number(number.lstrip("数几") or "一")
    more = _MORE.match(text, end)
    scale_word = more[2] if more else ""
    end = more.end() if more else end
    if share:
        unit, half = Unit(FigureKind.PERCENT, "%", _SHARES[share]), Decimal(0)
    else:
        unit, half, end = _unit(text, end)
    unit = unit or (Unit(FigureKind.AMOUNT, SIGNS[match["sign"]]) if match["sign"] else None)
    per, end = after_slash(text, end)
    known = value is not None and unit is not DISCOUNT
    token = Token(
        start=start,
        end=end,
        value=Decimal(value) * scale_of(scale_word) * (unit.factor if unit else 1) + half if known else None,
        unit=unit,
        scale=_shared_scale(number) * scale_of(scale_word),
        more=bool(more) or number[0] in "数几",
        per=per,
        number=number,
        shared=bool(share),
        unread="" if known else text[start:end],
    )
    return _in_yuan(text, token)


def _own_part(text: str, start: int, end: int) -> tuple[int, int]:
    """The number apart from a numeral of the words beside it: 统一50万元, 50万一次性."""
    if read_number(text[start:end].lstrip("数几")) is not None:
        return start, end
    if end - start > 1 and text[start + 1].isdigit() and _WORD_BEFORE.search(text[start - 1 : start]):
        return start + 1, end
    word = _WORD_BEHIND.search(text[start:end])
    if word and _WORD_GOES_ON.match(text, end):
        return start, start + word.start()
    return start, end


def _unit(text: str, place: int) -> tuple[Unit | None, Decimal, int]:
    """The unit at a place, the half behind it (三成半, 一年半, 两个半月) and where they end."""
    if text.startswith("个半月", place):
        return Unit(FigureKind.DURATION, "个月"), Decimal("0.5"), place + 3
    note = _NOTE_BEFORE_UNIT.match(text, place)
    unit, end = unit_at(text, note.end() if note else place)
    half = _HALF.get(text[end - 1] if unit and unit.name == "%" else unit.name if unit else "")
    if half and text.startswith("半", end):
        return unit, half, end + 1
    tenth = _TENTH.match(text, end) if unit and text[end - 1] == "成" else None
    if tenth:  # 两成五
        return unit, Decimal(read_number(tenth[0])), end + 1
    return (unit, Decimal(0), end) if unit else (None, Decimal(0), place)


def _shared_scale(number: str) -> int:
    """The scale that an earlier end may borrow: all of it in digits, only 万 and 亿 in numerals (五至十万元)."""
    return scale_of(number if number[0].isdigit() else re.search("[万亿]*$", number)[0])


def _fraction(text: str, match: re.Match[str]) -> Token:
    """三分之二, 2/3, 1：0.5; a proportion that matches money (按1：0.5配套) says what is added to one."""
    parts = match.groupdict()
    numerator = read_number(parts["part"] or parts["numerator"] or parts["first"])
    denominator = read_number(parts["whole"] or parts["denominator"] or parts["second"])
    if parts["first"] and _MATCHED.search(_around(text, match)):
        numerator, denominator = denominator, numerator
    known = bool(numerator and denominator)
    # 6:4 divides something; only 1:x says what is added to one.
    proper = (
        known
        and (not parts["numerator"] or numerator < denominator)
        and (not parts["first"] or 1 in (numerator, denominator))
    )
    return Token(
        start=match.start(),
        end=match.end(),
        value=Fraction(numerator) / Fraction(denominator) if proper else None,
        unit=Unit(FigureKind.RATIO, "") if proper else None,
        number=match[0],
        unread="" if proper else match[0],
    )


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 4) : match.end() + 20]


def _means_a_number(text: str, token: Token) -> bool:
    """Whether Chinese numerals are a number here, and not part of a word: 一次性, 万元, 第三年, “三支一扶”."""
    before, number, unit = text[max(0, token.start - 2) : token.start], token.number, token.unit
    if before[-1:] == "第" or (number == "一" and before[-1:] in _ONE_IS_NO_NUMBER_AFTER):
        return False
    if token.value is None:
        return unit is not None and unit.kind in (FigureKind.AMOUNT, FigureKind.PERCENT)
    if token.shared or token.more:
        return True
    if number in ("百", "千", "万", "亿"):
        return bool(_NUMBER_LEFT_OF.search(before))
    if unit is None:  # 五至十万元, 百分之五至十
        return bool(_RANGE_BESIDE.match(text, token.end) or _RANGE_BESIDE.fullmatch(before[-1:]))
    if unit.kind is FigureKind.COUNT and len(number) == 1:
        return before[-1:] != "“" and (number != "一" or bool(_ONE_COUNTS_AFTER.search(before)))
    return unit != YUAN or len(number) > 1


def _in_yuan(text: str, token: Token) -> Token:
    """`奖励50万` leaves out 元, which only the words around can tell."""
    if token.unit is not None or token.value is None or token.scale < 10**4:
        return token
    around = _AWARDING.search(text, max(0, token.start - 12), token.start) or _AWARDED.match(text, token.end)
    around = around or _TURNOVER.search(text, max(0, token.start - 12), token.start)
    return replace(token, unit=YUAN) if around else token
