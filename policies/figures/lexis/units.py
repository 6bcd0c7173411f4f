"""The units of policy texts: which word after a number makes it money, a percent, a count, a time or an age. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal

from policies.figures.quantities import FigureKind

_YUAN = "元人民币 人民币元 人民币 RMB 元 圆"
_FOREIGN = (
    "美元 美金 美刀 港元 港币 港纸 欧元 日元 日圆 英镑 澳门元 澳门币 澳元 加元 加币 新加坡元 新币 新台币 台币 瑞士法郎 "
    "韩元 卢布 USD HKD EUR"
)
_DURATIONS = (
    "个工作日 工作日 个自然日 自然日 个交易日 个自然年度 自然年度 个会计年度 会计年度 个自然年 "
    "个月 个学期 学期 个学年 学年 个季度 季度 个年度 周年 个小时 小时 分钟 天 日 周 年度 年"
)
_COUNTS = (
    "平方公里 平方千米 平方米 平米 ㎡ m² 立方米 万千瓦时 千瓦时 兆瓦时 千瓦 兆瓦 公里 千米 公顷 公斤 吨标准煤 "
    "标准箱 标箱 人次 家次 批次 场次 架次 课时 学时 学分 家 户 个 名 人 项 件 套 间 本 条 次 台 辆 亩 吨 米 篇 "
    "种 类 只 座 所 处 场 期 批 位 支 款 张 份 部 门 宗 笔 头 倍 株 棵 度 组 对 例 艘 架 节 单 栋 幢 层 床 席 箱 "
    "盏 枚 幅 首 集 轮 片 TEU GWh MWh kWh GW MW kW KW GB TB PB"
)
# Words that begin like a unit but are none: 2元结构 is no money, 3年级 no time, 5人民警察 no people.
_NOT_YUAN = "(?!旦|素|器件|宇宙|化|结构|论|次方)"
_NOT_YEARS = "(?!级|份|轻|龄|产|均|检|报|初|会|级)"
_NOT_DAYS = "(?!报|常|程|志|本|元|用|均)"
_NOT_COUNT = "(?!民|才|工智|大代表|力资源|境|槛|市|事|件|元|论|别|型|同|口|期间|内|会议|全会)"
_NOT_TENTHS = "(?![为立功果员本交熟都套长效])"
_NOT_A_DISCOUNT = "(?![合旧算抵叠])"

_PERCENTS = {
    "%": ("%", Decimal(1)),
    "‰": ("%", Decimal("0.1")),
    "‱": ("%", Decimal("0.01")),
    "成": ("%", Decimal(10)),
    "个百分点": ("百分点", Decimal(1)),
    "百分点": ("百分点", Decimal(1)),
    **dict.fromkeys(("个基点", "基点", "BP", "bp", "Bp", "个BP", "个bp", "BPs"), ("BP", Decimal(1))),
}
_SAME_MONEY = {
    **dict.fromkeys(("港币", "港纸", "HKD"), "港元"),
    **dict.fromkeys(("美金", "美刀", "USD"), "美元"),
    "澳门币": "澳门元",
    "加币": "加元",
    "新币": "新加坡元",
    "台币": "新台币",
    "日圆": "日元",
    "EUR": "欧元",
}
SIGNS = {"¥": "元", "$": "美元", "HK$": "港元", "US$": "美元", "€": "欧元", "£": "英镑", "人民币": "元", "RMB": "元"}


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


UNIT = re.compile(
    rf"(?P<percent>%|‰|‱|个?百分点|个?基点|(?:个)?(?:BPs?|bp|Bp)|成{_NOT_TENTHS})"
    rf"|(?P<foreign>{_any(_FOREIGN)})"
    rf"|(?P<yuan>(?:{_any(_YUAN)}){_NOT_YUAN})"
    r"|(?P<age>周?岁)"
    rf"|(?P<duration>(?:{_any(_DURATIONS)}){_NOT_YEARS}{_NOT_DAYS})"
    rf"|(?P<count>(?:{_any(_COUNTS)}){_NOT_COUNT})"
    rf"|(?P<discount>折{_NOT_A_DISCOUNT})"
)


@dataclass(frozen=True)
class Unit:
    """A unit and what a number before it must be multiplied by (‰ to %: 0.1)."""

    kind: FigureKind
    name: str
    factor: Decimal = Decimal(1)


def unit_at(text: str, place: int) -> tuple[Unit | None, int]:
    """The unit that begins there and where it ends; None where there is none."""
    match = UNIT.match(text, place)
    if match is None:
        return None, place
    name = match.lastgroup
    return _READERS[name](match[name]), match.end()


YUAN = Unit(FigureKind.AMOUNT, "元")
PERCENT = Unit(FigureKind.PERCENT, "%")
# 8折 is what remains to be paid; of what, and who pays, the number does not say.
DISCOUNT = Unit(FigureKind.PERCENT, "折")
_READERS = {
    "percent": lambda word: Unit(FigureKind.PERCENT, *_PERCENTS[word]),
    "foreign": lambda word: Unit(FigureKind.AMOUNT, _SAME_MONEY.get(word, word)),
    "yuan": lambda word: YUAN,
    "age": lambda word: Unit(FigureKind.AGE, "岁"),
    "duration": lambda word: Unit(FigureKind.DURATION, word.removeprefix("个") if word != "个月" else word),
    "count": lambda word: Unit(FigureKind.COUNT, word),
    "discount": lambda word: DISCOUNT,
}
