"""What a figure is for one of: a thing (每家, 元/平方米) and a period (每年, 元/月), as tables of words. Pure."""

import re

# One name for a thing, and the words that mean it.
_THINGS = {
    "人": "人 名 位 个人 生 学生",
    "人次": "人次",
    "家": "家 企业 单位",
    "户": "户",
    "项目": "项目 项",
    "件": "件",
    "平方米": "平方米 平米 平方 ㎡ m² m2 M2 m^2",
    "立方米": "立方米 m³ m3 立方",
    "千瓦时": "千瓦时 kWh kwh KWh KWH 度",
    "千瓦": "千瓦 kW KW kw",
    "瓦": "瓦 W",
    "亩": "亩",
    "公顷": "公顷",
    "展位": "标准展位 标展 展位",
    "床位": "床位 张床位 床",
    "标箱": "标准箱 标箱 TEU 箱",
    "台": "台 台套 台（套） 套",
    "辆": "辆 车",
    "公里": "公里 千米 km",
}
# Words that are the thing's one name themselves.
_OWN_NAMES = (
    "公斤 吨 吨标准煤 蒸吨 批次 班次 车次 场次 次 场 期 批 款 座 条 篇 只 头 单 笔 班 本 份 部 门 个 间 种 类 株 棵 "
    "架次 尾 羽 羽次 项次 家次 艘 节 栋 幢 层 席 席位 枚 幅 首 集 轮 片 桩 枪 站 村 镇 社区 机位 工位 卡位 米 升 "
    "斤 克 盒 瓶 票 航班 列 张 处 室 店 馆 校 院 块 口 眼 例 队 团 支 盏"
)
# One name for a period.
_PERIODS = {
    "每年": "自然年度 自然年 会计年度 年度 年",
    "每学年": "学年",
    "每学期": "学期",
    "每季度": "季度 季",
    "每月": "自然月 个月 月度 月",
    "每周": "周",
    "每天": "工作日 天 日",
    "每小时": "小时 时",
    "每课时": "课时 学时",
}
THINGS = {word: name for name, words in _THINGS.items() for word in words.split()}
THINGS |= {word: word for word in _OWN_NAMES.split()}
PERIODS = {word: name for name, words in _PERIODS.items() for word in words.split()}


def _any(words: dict[str, str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_ONE = rf"(?:{_any(THINGS | PERIODS)})"
_KIND = "新增加?|增加|招用|吸纳|引进|孵化|培育|新建|新招用?|录用|转化|留用|带动|介绍|安置|输送|推荐|新开"
_NOT_AFTER = "(?!准|均|底|末|初|体|级)"
_EACH = re.compile(
    rf"每(?:一|1)?(?:{_KIND})?(?:(?:个|家|套|张|台|名|位|户)(?={_ONE}))?(?P<word>{_ONE}){_NOT_AFTER}"
    rf"(?P<more>(?:[/·]每?{_ONE})*)|每[一-鿿]{{0,3}}(?P<enterprise>企业)"
)
# 元/平方米·月, 元/（人·天）, 元/㎡/月; what is no word of the tables is one thing up to the next mark.
_SLASHED = rf"(?:{_ONE}|[一-鿿]{{1,4}}(?=[，。；、）/·]|$))"
SLASH = re.compile(rf"/（?(?P<words>[1一]?{_SLASHED}(?:[年月天日](?![均度底初]))?(?:[·/*×、.\-]每?[1一]?{_ONE})*)）?")
_AFTER = re.compile(rf"(?:的|标准)?((?:每(?:{_ONE}))+)")
_WORD = re.compile(_SLASHED)


def after_slash(text: str, place: int) -> tuple[tuple[str, ...], int]:
    """The words behind a slash and where they end; no words where there is no slash, or one that is not understood."""
    match = SLASH.match(text, place)
    return (_each(match["words"]), match.end()) if match else ((), place)


def before_figure(words: str) -> tuple[str, ...]:
    """每人每月 and the like among the words before a figure."""
    found = []
    for match in _EACH.finditer(words):
        found += ["每企业"] if match["enterprise"] else [f"每{match['word']}", *_each(match["more"])]
    return tuple(dict.fromkeys(found))


def behind_figure(words: str) -> tuple[str, ...]:
    """300元每人每月."""
    match = _AFTER.match(words)
    return before_figure(match[1]) if match else ()


def paid_for(per: tuple[str, ...]) -> str:
    """The thing that one amount is for (人, 家, 平方米), in one name; '' if no thing is named."""
    return next((THINGS.get(bare, bare) for each in per if (bare := each.removeprefix("每")) not in PERIODS), "")


def period(per: tuple[str, ...]) -> str:
    """The period that one amount is for (每年, 每月), in one name; '' if no period is named."""
    return next((PERIODS[bare] for each in per if (bare := each.removeprefix("每")) in PERIODS), "")


def _each(words: str) -> tuple[str, ...]:
    return tuple(f"每{match[0]}" for match in _WORD.finditer(words))
