"""A typed question: what it asks for, and the words it is about. Pure."""

import re
from collections.abc import Collection
from enum import StrEnum

from policies.search.tokens import normal


class Asked(StrEnum):
    """What a question asks for."""

    STACKING = "stacking"  # whether several awards can be had
    WHEN = "when"  # a date or a deadline
    AGE = "age"
    DURATION = "duration"
    SHARE = "share"  # a percentage
    SUM = "sum"  # money
    COUNT = "count"  # a number of things
    TERMS = "terms"  # of a loan: rate, limit, term, security
    WHO = "who"  # an office or an operator
    WHOM = "whom"  # who may have it, on which conditions
    HOW = "how"  # where and how to apply, what is needed
    NAMES = "names"  # 哪些 …
    ANYTHING = "anything"


# The first pattern that the question holds tells what it asks for.
PATTERNS = (
    (
        Asked.STACKING,
        "都能?(?:拿|领|给|享受)|叠加|同时(?:拿|领|享受|申请)|一(?:起|块儿?|并)(?:拿|领|享受|申请)|兼得|重复(?:拿|领|享受|申)|两(?:份|个|边)都",
    ),
    (Asked.WHEN, "什么时候|啥时候|何时|几号|几月|哪天|哪一天|截止|截至|到期|多会|(?:申报|申请|报名)时间"),
    (Asked.AGE, "多大|[几少]岁|年龄|年纪|岁数|岁以[上下]|岁.{0,4}(?:能|可以|行|还)"),
    (Asked.TERMS, "利率(?!补)|年化|年息|几个点|额度|[贷借](?:多少|多久|几)|期限|担保|抵押|质押"),
    (Asked.DURATION, "多久|连续几|多长时间|几年|几天|几个月|多少(?:年|天|个月)"),
    (Asked.SHARE, "比例|百分之|百分比|占比|几成|缩短|压缩|压减|快了"),
    (
        Asked.SUM,
        "多少(?:块|万)?钱|几万|几百万|几个钱|多少万|(?:奖|补|给|拿|领|资助|支持|发)(?:了|到|励|金|贴|助)?的?多少(?![个项家套本名条人户种款件册])|多少(?:奖|补|资助|经费)|奖几|补几"
        "|有(?:没有)?(?:什么|啥)?(?:奖励|奖金|补贴|补助|钱|奖)|给钱|奖钱|金额"
        r"|([给发奖补])不\1"
        "|(?:奖励?|奖金|补贴|补助|资助|经费)(?:是|有|为)?(?:多少|几|吗|么|标准)|有奖",
    ),
    (Asked.COUNT, "多少|几[个项家套本种类款条名位户人间]|总数|数量"),
    (Asked.WHOM, "条件|资格|门槛|谁(?:能|可以)|(?:什么|啥|哪些)(?:样的)?(?:企业|公司|人)(?:能|可以)"),
    (Asked.WHO, "谁|哪个(?:部门|单位|机构|局|平台|银行|区)|哪家|什么(?:部门|单位|机构)|归口|负责"),
    (Asked.HOW, "怎么|怎样|如何|咋|哪里|哪儿|在哪|入口|网址|材料|手续|流程|标准|要求|登录"),
    (Asked.NAMES, "哪些|哪几|哪种|哪个|哪|什么|啥|有没有"),
)
YES_OR_NO = re.compile(r"吗|么$|可不可以|有没有|(.)不\1|[?？]")
# Words of questions and of small talk: what remains is what the question is about.
FILLER_WORDS = (
    "谁来 多少钱 多少万 多少 什么时候 啥时候 什么 怎么样 怎么 怎样 如何 咋 哪些 哪几 哪个 哪家 "
    "哪里 哪儿 哪种 哪天 哪 谁 何时 多久 多长时间 多大 多长 几个 几项 几家 吗 呢 吧 啊 么 "
    "呀 嘛 能不能 可不可以 是不是 要不要 有没有 能否 是否 可以 能够 能 请问 想问 想找 想要 想 "
    "问一下 问 我们公司 我们企业 我们单位 我们厂 我们 我公司 我厂 我 咱们 咱 你们 您 他们 公司 "
    "单位 我司 员工 老板 今年 去年 现在 目前 刚刚 刚 已经 申请 办理 才 俺 俺们 啥 弄 自己 "
    "来企业 来公司 下次 上次 举办 登录 这么 全市 市里 负责 哪个部门 什么部门 哪个单位 哪个局 "
    "哪个机构 哪个区 百分之几 百分之多少 几个点 几个钱 几百万 第一次 就 还 都 过 开始 结束 要交 "
    "提交 递交 准备 针对 到底 一共 总共 一个 一下 需要 要 给 拿到 拿 领取 领 得到 享受 的话 "
    "的 了 是 有 在 被 把 和 与 跟 或者 或 及 还是 政府 这个 那个 这些 那些 方面 相关 "
    "各类 各项 各种 出去 出来 下来 起来 提供 由 关于 这种 太 很 比较 非常 最多 最高 找 想办 没有 没 不 以下 以上"
)
# 多少家小巨人 is about 小巨人, 补助标准 asks for a sum.
# 给不给 and 能不能 only ask.
COUNTED = r"(?:多少|几)(?:个(?![点钱])|[项家套本名条人户种款件册位间]|千|万|百万|年|天|个月)|(?<=[助励贴])标准|(.)不\1"
FILLERS = re.compile("|".join((COUNTED, *sorted(FILLER_WORDS.split(), key=len, reverse=True))))
# Words that hold a filler of one character and are none.
WHOLE_WORD_LIST = (
    "参与 智能 节能 功能 性能 产能 能源 能耗 能力 在线 国有 有限 所有 有关 有效 和谐 中和 要素 要求 没收 不动产 "
    "理由 自由 由于 领衔 领域 领先 带领 高新区 经开区 开发区 不良 问题 跟踪 被动 人才 才能 就业 就医 就近 还款 首都 "
    "都市圈 超过 通过 给付 供给 项目 是非"
)
WHOLE_WORDS = tuple(WHOLE_WORD_LIST.split())
SUM = "[0-9零一二两三四五六七八九十百千]+[万亿]+元?"  # stands by itself: 突破一百亿奖
# 贷个款, 借点钱: what stands inside a verb and its noun.
INSIDE_VERB = re.compile("(?<=[贷借办招买拿领补缺评])(?:[一几两])?[个点笔些套本](?=[款钱证人房奖])")
# Words that stand in many entries and so tell little.
GENERIC_WORDS = (
    "补贴 奖励 补助 资助 扶持 支持 企业 公司 服务 政策 资金 认定 申报 办法 管理 标准 项目 中小 平台 活动 "
    "机构 工作 流程 费用 免费 优惠 奖金 部门 条件 材料 产品 单位 数量 资格 超过 突破 达到"
)
GENERIC = frozenset(GENERIC_WORDS.split())


def asked_for(text: str) -> Asked | None:
    """What the text asks for; None where it is no question."""
    typed = normal(text)
    for asked, pattern in PATTERNS:
        if re.search(pattern, typed):
            return asked
    return Asked.ANYTHING if YES_OR_NO.search(typed) else None


def asks(text: str, asked: Asked) -> bool:
    """Whether the text holds words that ask for that, or say that it is open."""
    return any(kind == asked and re.search(pattern, normal(text)) for kind, pattern in PATTERNS)


def subject_of(text: str, vocabulary: Collection[str] = ()) -> str:
    """The text with spaces in place of the words that only ask: 小巨人能拿多少钱 is about 小巨人.

    The words of `vocabulary` are kept whole, each by itself: 没地方住 loses no 没.
    """
    typed = INSIDE_VERB.sub("", normal(text))
    known = sorted({word for word in (*vocabulary, *WHOLE_WORDS) if len(word) > 1}, key=len, reverse=True)
    parts = re.split("(" + "|".join((SUM, *map(re.escape, known))) + ")", typed)
    kept = (part if at % 2 else FILLERS.sub(" ", part) for at, part in enumerate(parts))
    return " ".join(" ".join(kept).split())
