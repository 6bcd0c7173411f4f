"""One wording for what many write in several: traditional characters, common turns, words that say nothing. Pure."""

import re

_TRADITIONAL = (
    "萬億兩貳參壹陸獎勵貼補給與獲評認定遴選單項軍產業專優質標準領導導龍頭巨級國際創業創發佈審批證簡備諾務辦線"
    "網際臺鄭開區縣縮減壓時間從過對為這應會個們後來還員萬計劃銀貸資額損許權責清動態調環營場雙強擴實現據條"
    "財稅稱號連續歲輕醫療學歷隊團約廳門處號達總廣鼓勵術輔導組織築鋪說話報紙僅無須數據"
)
_SIMPLE = (
    "万亿两贰叁壹陆奖励贴补给与获评认定遴选单项军产业专优质标准领导导龙头巨级国际创业创发布审批证简备诺务办线"
    "网际台郑开区县缩减压时间从过对为这应会个们后来还员万计划银贷资额损许权责清动态调环营场双强扩实现据条"
    "财税称号连续岁轻医疗学历队团约厅门处号达总广鼓励术辅导组织筑铺说话报纸仅无须数据"
)
_SIMPLIFIED = str.maketrans(dict(zip(_TRADITIONAL, _SIMPLE, strict=True)))

_WORDINGS = (
    (re.compile("头一?[次回年]|首评|首获|第一[次回]|初次"), "首次"),
    (re.compile("评上|评为|获得|拿到|拿下|评下来"), "获评"),
    (re.compile("营业收入|主营收入|营收"), "主营业务收入"),
    (re.compile("建成|建好|盖好"), "建设"),
    (re.compile("亏损|亏本|亏了|赔了"), "损失"),
    (re.compile("兜底|容忍|认账"), "允许"),
    (re.compile("门户网站?|(?<!官方)网站"), "官网"),
    (re.compile("培养费"), "培养经费"),
    (re.compile("制定|制订|修订|起草"), "制修订"),
    (re.compile("(?<!单项|隐形|行业|细分)冠军(?=企业|产品)"), "单项冠军"),
)
# What a statement may have more or less without saying anything else.
_FILLERS = re.compile(
    "[的了也都才搞]|有(?![限效机])|就?是(?!否)|已经?|目前|现在|现有|一共|总共|共计|总计|合计|大概|其实|实际上?|据说|听说|网传|对于|关于"
    "|我[市省]|本[市省]|全市|市里|郑州市?(?!银行|天使)|这[项个]|该|相关|有关|其中|另外|以及|政策(?!汇编)"
)
_WORD = re.compile(r"[一-鿿A-Za-z0-9]+")
_QUOTED = re.compile("[“「『]([^“”」』]{2,16})[”」』]")
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}


def simplified(text: str) -> str:
    """The text in simplified characters, each in its place."""
    return text.translate(_SIMPLIFIED)


def plain(text: str) -> str:
    """The text with common turns made one."""
    for pattern, word in _WORDINGS:
        text = pattern.sub(word, text)
    return text


def telling(text: str) -> str:
    """The text without words that say nothing."""
    return _FILLERS.sub("", text)


def grams(text: str) -> set[str]:
    """The two-character pieces of a text, marks and words that say nothing left out, common turns made one."""
    signs = "".join(_WORD.findall(telling(plain(text)).translate(_WIDTHS))).lower()
    return {signs[place : place + 2] for place in range(len(signs) - 1)}


def names_in(text: str) -> set[str]:
    """What stands in quotation marks in a text."""
    return set(_QUOTED.findall(text))


def in_order(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in their order, as those of an abbreviation do: 市工信局."""
    signs = iter(full)
    return all(sign in signs for sign in short)
