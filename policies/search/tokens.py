"""Chinese text as the tokens of the search index: bigrams of adjacent units (docs/adr/0005).

A unit is one Chinese character, one run of letters or one run of digits. All other characters are dropped, so that
专精特新“小巨人” equals 专精特新小巨人. Pure.
"""

import re
import unicodedata
from itertools import pairwise

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
UNIT = re.compile(rf"[{HAN}]|\d+|(?:(?![{HAN}])[^\W\d_])+")
ONE_HAN = re.compile(rf"[{HAN}]")
# Traditional characters and numerals of cheques as the entries write them; others are found by their sound.
SIMPLE = str.maketrans(
    "萬億獎勵補貼專業鄭領軍標準單項質產權貸證發購買資創聯辦審業務財稅銀機構網點優惠養護師後認願請條數類額長廠館"
    "員醫療學歲讀書術級達國際產樣開業營場處給紅頭離報關見實應當門風險擔兩個據軟車電會協倉儲園環轉動勞農鐵鋼藥給壹貳叁肆伍陸柒捌玖拾佰仟",
    "万亿奖励补贴专业郑领军标准单项质产权贷证发购买资创联办审业务财税银机构网点优惠养护师后认愿请条数类额长厂馆"
    "员医疗学岁读书术级达国际产样开业营场处给红头离报关见实应当门风险担两个据软车电会协仓储园环转动劳农铁钢药给一二三四五六七八九十百千",
)
SPACED_SUM = re.compile(r"(?<=[\d万亿])\s+(?=[万亿元])")  # 50 万元
LONGEST_UNIT = 40  # characters; longer units are cut, as index entries are limited


def normal(text: str) -> str:
    """The normal form of a text: half width, lower case, 3.5 as 3点5, 1,000 as 1000."""
    text = unicodedata.normalize("NFKC", text).lower().translate(SIMPLE)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    return re.sub(r"(?<=\d)\.(?=\d)", "点", text)


def units(text: str) -> list[str]:
    """The units of `text` in order."""
    return [unit[:LONGEST_UNIT] for unit in UNIT.findall(normal(text))]


def is_han(unit: str) -> bool:
    return bool(ONE_HAN.fullmatch(unit))


def without_signs(text: str) -> str:
    """The units of `text` joined, with a space between two runs of letters or digits."""
    text_units = units(text)
    apart = ["" if is_han(a) or is_han(b) else " " for a, b in pairwise(text_units)]
    return "".join(unit + gap for unit, gap in zip(text_units, [*apart, ""], strict=False))


def bigrams(of: list[str]) -> list[str]:
    """Each unit joined with the next. Two runs are joined by `_`, since 2022 and 15 are not 202215."""
    return [a + b if is_han(a) or is_han(b) else f"{a}_{b}" for a, b in pairwise(of)]


def tokens(text: str) -> list[str]:
    """The tokens of `text` in the index: its bigrams and its last unit."""
    text_units = units(text)
    return bigrams(text_units) + text_units[-1:]
