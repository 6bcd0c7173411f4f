"""The words by which the grammar tells what a sentence does: give, limit, ask, report. Pure."""

import re

from incentives.enums import Form, Kind

GIFT = (
    "奖励|奖补|奖金|补助|补贴|资助|贴息|贴补|津贴|安家费|扶持|优惠|减免|返还|待遇|保障|配套|优先|补偿|经费|贷款|额度|"
    "租金|支持"
)
_GIVES = re.compile(
    f"(?:给予|予以|给与)[^，。；]{{0,28}}(?:{GIFT})|(?:{GIFT})[^，。；]{{0,4}}(?:给予|予以)[^，。；]{{0,12}}(?:{GIFT})|"
    f"可(?:以)?(?:按规定|优先|依法)?(?:享受|获得|申请|返还|申领|领取|给予)|享受[^，。；]{{0,24}}(?:{GIFT}|政策|服务)|"
    "(?:提供|发放)[^，。；]{0,24}(?:补贴|补助|公寓|住房|津贴|周转房|担保|奖金)|(?:免征|免收|免除|减征|减免|减半)|"
    "费率[^，。；]{0,12}(?:执行|降低|为)|(?:一次性|再|另|各)奖|(?:奖励|补助|补贴|资助|返还)(?:标准|金额|比例)[^，。；]{0,10}为|照顾[^，。；]{0,12}(?:入学|入读)|优先(?:安排|安置|保障)"
)
DENIES = re.compile(
    "不予|不再|享受(?:过)?本(?:办法|政策|措施|意见|规定)|不得|不享受|不参与|取消|追回|收回|不适用|除外|停止|暂停|视为|视作|不重复"
)
_PAST = re.compile(
    "截至|截止|近年来|以来|(?:已|共|先后|累计)[一-鿿]{0,2}(?:发放|兑现|支持|投入|拨付|减免|为|帮助|惠及|落实)|同比|上半年"
)
_DUTY = re.compile(
    "^(?:各|由)?[一-鿿、（）()]{0,20}(?:部门|单位|机关|管委会|政府|街道|办公室|各县区|各区)[^，。；]{0,6}(?:要|应|须|负责|会同|牵头|组织)"
)
BACK = re.compile(
    "上述|前述|前款|参照[^，。；]{2,40}(?:给予|执行|方式|标准)|同等|同样|减半(?:奖励|补助|补贴|资助|给予|执行)?[。；;]?$"
)
# Rules for all measures: which of several awards one gets.
FOR_ALL = re.compile("[就从]高|不(?:得|再|可)?重复|叠加|其他(?:扶持|优惠|同类)?政策|同类(?:政策|奖励|扶持)")
# 单个企业年度获得专项资金总额不超过＊: what one may get of all measures together.
CEILING = re.compile(
    "(?:单个|单家|同一|每[个家]|一[个家])(?:企业|单位|主体|申报|项目){1,2}[^，。；]{0,12}(?:获得|享受|获取|取得|申报|安排)"
    "[^，。；]{0,16}(?:资金|奖补|补助|奖励|补贴|扶持|政策)[^，。；]{0,6}(?:总额|总计|合计|累计|总和)[^，。；]{0,8}(?:不超过|最高|不高于)|"
    "(?:本|上述|以上)(?:政策|措施|办法|细则|奖[励补]|补[贴助])[^。；]{0,30}(?:总额|合计|累计)[^，。；]{0,8}(?:不超过|最高|不高于)"
)
_SET_ASIDE = re.compile("(?:安排|设立|统筹)(?:总额|规模)?(?:不低于|不少于)?$")
# What was paid out, to how many: 全年发放＊, 惠及＊家, 给予45家企业＊. Words of a rule (最高, 每家) deny it.
_REPORTED = re.compile(
    "(?:全年|去年|今年以来|上半年|[0-9一二三四]季度|截至|近年来|目前)[^，。；0-9]{0,10}"
    "(?:发放|兑现|拨付|投放|减免|减税|为企业|为全[市区县])|"
    "(?:累计|已|先后|共)[^，。；0-9]{0,6}(?:发放|兑现|拨付|投放|减免|减税)|惠及[^，。；]{0,8}[0-9]|减税降费|"
    "(?:给予|奖励|补助|支持|帮助)[0-9]+余?[家户人名个]|(?:新认定|新增|培育)[^，。；]{0,16}[0-9]+[家户个][，,]"
)
_RULE = re.compile("最高|不超过|每[家人户年月个项]|(?:^|[，。；,;])对[^。；]{2,80}(?:给予|予以|奖励|补助)|的[，,]")
_POURED = re.compile("(?:发放|投放|新增|安排|设立|完成|减|落实|筹措|争取)[^，。；,;]{0,14}$")
LARGE = 100_000_000  # 元; from here on a bare sum is what a place pays out, not what one gets
FUND = re.compile("(?:每年|每年度|年度)?(?:安排|设立|统筹)[^，。；]{0,24}(?:资金|经费|基金|专项)|资金规模|专项资金")
CONTINUES = re.compile(
    "^(?:(?:对)?(?:被?(?:评|认定|评定|命名|列|授予)为|获得?评?|达到?)?(?:国家|省|市|区|县|[一二三四五A-E]+)级的|[（(](?![0-9一二三四五六七八九十]{1,2}[)）])|其中|对其中|再|另|并|同时|在此基础上|每(?:新增|增加|再|超过|多|提高|上升)|超过部分|超出部分|达到|满|首次达到|不足|"
    "以上|此外再|额外|单个|单户|单家|同一(?!.{0,12}(?:企业|单位).{0,30}给予)|每家(?:企业)?(?:每年|年度|累计|最高|不超过)|最高|最多|累计|年度|总额|合计|"
    "以后|第[一二三四五]年|后续|剩余|余下|前述|上述|[0-9.]+(?:万|亿)?元?(?:以上|以下|（))"
)
TO_PERSON = re.compile("(?:给(?:予)?|奖励|补[贴助]|发放)(?:[一-鿿]{0,4})(?:本人|个人)|本人")
AGAIN = re.compile(
    "(?:^|，)(?:再|另|额外|加[奖补])|再(?:给予|奖励|补助|一次性)|另(?:给予|奖|行奖)|额外(?:给予|奖励)|"
    "(?:比例|标准|额度)(?:可|相应)*(?:提高|上浮|上调)"
)
NAMED = re.compile(
    "(?:奖励|奖补|奖|补助|补贴|资助|贴息|津贴|贷款|保障|减免|优惠|返还|安家费|扶持|支持政策|服务)(?:政策|标准|资金)?$"
)
THEME = re.compile(
    "^(?:鼓励|支持|促进|推进|推动|加强|加快|加大|强化|实施|完善|落实|健全|提升|培育|引导|优化|做[大强优]|建立|打造|发展|扩大|深化|拓展|大力|积极|着力|开展)"
)
CALCULATION = re.compile("[=＝]|举例|为例|例如|计算公式|测算：以|标准测算")
PURPOSE = re.compile(
    "^为(?:了|深入|进一步|全面|加快|推[进动]|贯彻|认真|促进|切实|鼓励|支持|落实|做好|充分|规范|[^，。]{0,4}(?:贯彻|落实|推进))|特制定|制定(?:如下|本|以下)|(?:通知|答复|报告)如下"
)
# Parts that state no measure: whatever they hold, and those that may hold one beside what they ask of offices.
ALWAYS_CLOSING = re.compile(
    "附\\s*则|^(?:政策|资金|奖励|奖补)?(?:兑现|拨付)|^(?:申报|审核|申请|办理)[一-鿿]{0,4}(?:程序|流程|审核|审批|管理)|^监督|"
    "绩效(?:管理|评价)|责任追究|罚则|法律责任|^(?:政策|名词|有关)(?:说明|解释)"
)
CLOSING_HEADING = re.compile(
    "^(?:其他(?:事项|规定|要求)?$|保障(?:措施|机制)|组织(?:保障|领导|实施)|(?:强化|加强)(?:组织|保障)|工作要求|有关(?:要求|事项)|"
    "附件|实施保障|资金(?:管理|保障|来源|安排)|几点说明|说明)"
)
ABOUT_TEXT = re.compile(
    "本(?:通知|政策|意见|措施|办法|细则|若干[一-鿿]{0,4}|规定|实施[一-鿿]{0,2})[^。]{0,40}(?:施行|生效|解释|有效期|执行至)|"
    "负责解释|(?:印发|发布|公布)之日起"
)
OFFICE = re.compile("(?:牵头|责任|主管|受理|实施|配合|联系)(?:部门|单位|处室|科室)?[:：]")
HEADING_MAX = 40

_KINDS = (
    (Kind.LOAN, re.compile("贷款|贴息|授信|信贷|担保|[“”]?[一-鿿]{1,4}贷[“”]?(?:产品|款)?")),
    (Kind.TALENT, re.compile("人才|高管|博士|硕士|院士|毕业生|个人|青年|团队负责人|就业见习|技能|见习人员")),
    (Kind.APPROVAL, re.compile("审批|告知承诺|一件事|通办|备案制|证照")),
)
_MONEY = re.compile("奖|补助|补贴|资助|津贴|安家费|返还|经费|补偿|贴息")
_FORMS = (
    (Form.INTEREST, re.compile("贴息|利息补贴")),
    (Form.LOAN, re.compile("贷款(?:金额|额度|最高)|授信")),
    (Form.REDUCTION, re.compile("减免|免[征收除租]|减[征半]")),
    (Form.TRAINING, re.compile("培养经费")),
    (Form.AWARD, re.compile("奖励|奖|奖补|奖金")),
    (Form.PROJECT, re.compile("项目[^，。；]{0,12}资助")),
    (Form.SUBSIDY, re.compile("补贴|补助|津贴|补偿|贴补")),
    (Form.INVESTMENT, re.compile("投资(?=给予|支持)")),
)
_CATEGORIES = (
    ("finance", re.compile("金融|贷款|贴息|融资|担保|保险|上市|基金|信贷|利息")),
    ("talent", re.compile("人才|高管|博士|毕业生|就业|见习|院士|子女入学|技能|安家")),
    ("brand", re.compile("品牌|质量(?!发展)|商标|标准(?:化|制|研制|领跑|修订)|专利|知识产权|老字号")),
    ("approval", re.compile("审批|许可|证照|一件事|通办|政务服务")),
)


def gives(text: str) -> bool:
    """Whether the words give something that can be had: not denied, not past, not an office's duty."""
    if text.rstrip("”」） ").endswith(("？", "?")):
        return False
    return bool(_GIVES.search(text)) and not _PAST.search(text) and not _DUTY.search(text) and not only_denies(text)


def only_denies(text: str) -> bool:
    return bool(DENIES.search(text)) and not re.search(
        "(?:给予|予以)(?!.{0,6}(?:追|取消|处罚|收回))", text.replace("不予以", "").replace("不给予", "")
    )


def kind_of(title: str, text: str, has_rows: bool) -> Kind:
    """The kind by the words of the title first, then of the sentences."""
    for words in (title, text):
        for kind, pattern in _KINDS:
            if pattern.search(words):
                if kind is Kind.TALENT and not has_rows and not _MONEY.search(title + text):
                    return Kind.SERVICE
                return Kind.SUBSIDY if kind is Kind.APPROVAL and has_rows else kind
        if words is title and _MONEY.search(title):
            return Kind.SUBSIDY
    return Kind.SUBSIDY if has_rows or _MONEY.search(text) else Kind.SERVICE


def form_of(text: str) -> str:
    """The form of support that the words behind or around a figure name; '' for none."""
    return next((form.value for form, pattern in _FORMS if pattern.search(text)), "")


def category_of(title: str, heading: str, text: str) -> str:
    """The slug of the category that the title, else the headings, else the sentences speak of; money is `fiscal`."""
    for words in (title, heading, text):
        found = next((slug for slug, pattern in _CATEGORIES if pattern.search(words)), "")
        if found:
            return found
    return "fiscal" if _MONEY.search(title + text) else ""


def is_duty(text: str) -> bool:
    """Whether a sentence tells offices what to do."""
    return bool(_DUTY.search(text))


_GIFT_NAMES = re.compile("培养经费|奖励|奖补|补助|补贴|资助|贴息|津贴|安家费|贷款|返还|减免|扶持|支持|保障|优惠")


def gift_named(text: str) -> str:
    """What is given, in one word; 支持 where no word says more."""
    found = [match[0] for match in _GIFT_NAMES.finditer(text)]
    return next((word for word in found if word not in ("支持", "优惠", "保障", "扶持")), found[0] if found else "支持")


def is_set_aside(before: str, behind: str) -> bool:
    """每年安排最高＊经费: what the budget holds, not what one applicant gets."""
    return bool(_SET_ASIDE.search(before) and re.match("的?[一-鿿]{0,8}(?:经费|资金|预算|基金)", behind))


def gift_said(behind: str) -> str:
    """What a sum is called behind it (交通补贴, 住房补贴), '' where it is only called an award."""
    match = re.match("(?:的|一次性|人民币)*([一-鿿]{2,8}?(?:补贴|补助|奖励|资助|津贴|奖金))", behind)
    return match[1] if match and not _PLAIN_GIFT.fullmatch(match[1]) else ""


# 【高企培育】 in front of an article's words names it.
BRACKETED = re.compile("^【([^【】]{2,24})】")
_NAMED_GIFT = re.compile("([一-鿿]{2}(?:补贴|津贴))")
_PLAIN_GIFT = re.compile("(?:一次性|额外|配套|资金|财政|创新|发展|落户|专项)?(?:补贴|补助|奖励|资助|津贴|奖金)")


def other_gift(text: str, before: str) -> bool:
    """Whether words give by a name (岗位补贴) that the words before do not know, and those by another."""
    named, known = (
        {name for name in _NAMED_GIFT.findall(words) if not _PLAIN_GIFT.fullmatch(name)} for words in (text, before)
    )
    return bool(named and known and not named & known)


def reports(text: str) -> bool:
    """Whether a sentence tells what was paid out, and not what one can get."""
    return bool(_REPORTED.search(text)) and not _RULE.search(text)


def is_poured_out(before: str) -> bool:
    """发放贷款＊, 设立基金＊: the words in front of a large sum say what a place spends."""
    return bool(_POURED.search(before))
