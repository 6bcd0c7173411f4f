"""The words by which natures are told: what is given, what a threshold is measured in, what is past or hoped for.

All are pieces of regular expressions over the masked words of `context`. The lists come from reading municipal,
district and county policies; a new word belongs here, not in a rule. Pure.
"""

import re

from policies.figures.context import ANY, OTHER, Context
from policies.figures.quantities import Nature

Verdict = tuple[Nature, tuple[str, ...]]

# A word character other than a figure or the end of a clause.
NO_FIGURE = f"[^，。；{ANY[1:-1]}]"
NOTE = r"(?:（[^（）]{0,8}）)?"
BOUND_WORDS = rf"(?:{NOTE}(?:及?其?以[上下]|及?以内)?{NOTE})"

# What is given.
GIFT = (
    "奖励|奖补|奖金|奖|补助|补贴|资助|贴息|贴费|贴补|补偿|津贴|安家费|配套|扶持|返还|减免|减征|免征|加计扣除|"
    "经费|红包|"
    "补差|补足|补齐|差额|即征即退|先征后[返退]|退税|优惠(?!价|利率|政策|贷|条件)|资金支持|支持|消费券|服务券|创新券|抵扣|扣减|报销|慰问金|启动资金"
)
# The same where it may stand anywhere in the sentence: without words that also mean help in kind.
GIFT_SAID = "给予|予以|奖励|奖补|奖金|补助|补贴|资助|贴息|贴补|津贴|安家费|经费|补偿|返还|补给"
GIVEN_LATER = f"{GIFT_SAID}|最高|额度"
# Words after which a figure is given; 支持 and 扶持 only as part of a name for money.
GIVING = (
    "(?:贴息|补贴|补助|奖励|返还|资助|支持)(?:比例|标准|额度|金额|总额|率)|"
    "给予|予以|奖励|奖补|奖金|各奖|补助|补贴|资助|贴息|补偿|津贴|安家费|购房款|返还|减免|免除|减征|减按|发放|"
    "慰问|发给|[限可各能人户]领(?!域|导|军|先|头)|"
    "(?:[房车岗学餐农粮]|租房|购房|生活|交通|稳岗|社保)补(?![充齐足贴助缴办课正测换发给偿差交])|"
    "补发|补给|(?:一次性|分别)兑现|(?<![分颁开研签印批核])发$|(?:财政|政府|基金|[省市区县镇]|再|各|多|另|加|增)补(?![充齐足贴助缴办课正测换发给偿差位选])|(?<![弥填递候缴退增])补(?:贴息|差额?|[租息电水油粮]|[保学运租][费金]|房租|利息)?$|(?:每[^，。；每]{1,6}|各|再|一次性)(?:支持|扶持|帮扶)$|(?:最[高多]|可|能|限)报$|[可能]抵(?![押达御])|立减|直减|(?:可领|[可各]得)$|即?可到账$|报销|"
    "(?<!实际)支付|领取|"
    "可获得?|可申请|可享受|可扣减|可?申领|能领|优惠(?!价|利率|政策|贷|条件)|(?<![付送交发还退供分])给$|抵减|抵免|最高可(?!上浮|提高|延长)|提供|配套|另奖|再奖|奖|授信|贷款额度|(?<!保函|担保|押金|罚款)额度|"
    "生活费|启动资金|资金支持|扶持资金|经费|即征即退|先征后[返退]|补差|补足|补齐|(?:另|再|财政|政府)贴(?![息补费])|可?抵扣|"
    "加奖|追加"
)
LENDING = "贷款|授信|可贷|额度|借款"
AWARDING = f"(?:{GIVING}|{GIFT}|{LENDING}|最高|标准为|执行)"

# What an enterprise is measured in. A figure behind these is its size, not its award.
_BUSINESS = (
    "营业收入|营收|收入|销售额|销售|产值|产出|增加值|投资额|投入|税收|纳税额?|税额|应税|贡献|出口额?|进口额?|"
    "进出口额?|"
    "外资|注册资本金?|实收资本|实缴资本|资本|融资额?|估值|市值|交易额|成交额|合同额|合同金额|到账额?|贷款额|"
    "利润|资产|"
    "票房|营业额|流水|货值|价款|交易量|用电量|客流量?|进货额|服务收费|出资|占股|"
    "面积|费用|支出|增长率?|增幅|增速|增量|增加|每增|比例|比重|占比|占|持股|人数|缴纳|购置额|产能|订单|原值|强度|"
    "价格|造价|负债率|保费"
)
_REACHED = "达到?|实现|完成|(?<!不)(?<!不得)(?<!未)超过?|满|突破"
MEASURE = f"{_BUSINESS}|{_REACHED}"
# Looser: words that measure only where nothing is given.
MEASURED = f"{MEASURE}|下降|降低|减排|节能|投资|规模|总额|金额|额|不低于|不少于|不足|低于|少于|高于|大于|多于|以上|在"
# Shares that are an enterprise's own: as a limit they are conditions, where other shares are plain ratios.
ENTERPRISE_SHARE = "研发|营业|销售|主营|职工|员工|人员|大专|本科|持股|股权|纳税|增长|增速|增幅|利润率|负债率|收入"

# How the names of private parties end. 主管单位, 财政 and offices are public.
PARTY = (
    "(?<!主管)(?<!预算)(?:企业|单位|公司|机构|平台|银行|业主|房东|学员|家长|职工|员工|居民|农户|客户|用户|院校|学校|"
    "高校|医院|工厂|门店|[^个本按每法成新引老外两][人方者商户]|[^公会]社)"
)

# From an old standard to a new one.
RAISED = (
    "提高|提(?=[到至升])|翻[倍番]|上调|调整|调高|调增|上浮|增加|增长|提升|扩大|下调|调低|调减|降低|下降|降|缩减|减少|减|改|变更|变|调|"
    "升|放宽|增|压降|下浮"
)

FUTURE = (
    "力争|争取|目标(?:为|是|：|达)|(?:总体|发展|工作|年度)目标|确保|计划(?!的|指标|单列|立项)|规划|预计|"
    f"(?<![一-鿿])[到至]{OTHER}|“?十[三四五六七]五”?(?:期?末|期间)|将达到?|拟"
)
PAST = (
    "截至|截止|近年来|以来|累计(?:授信|放款|放贷|发放|兑现|支持|投入|拨付|为|向|贷款|完成|引进|培育|实现|投放|获|帮助|减免|"
    "[^不最可]{0,4}企业)|"
    "自[^，。；]{2,12}(?:出台|启动|推出|落地|运行|开展)(?:以来|至今|后)?，|"
    "已(?:累计|发放|兑现|经发|支持|投入|建成|完成|培育|达|有|引进|帮助|为|向|拨付)|"
    "共计?(?:发放|兑现|计发|投入|投放|安排|支持|为|发布)|受益(?!财政|地)|共有?[\ue000-\ue003][^，。；]{0,8}(?:享受|获得|领取)|某(?:企业|公司|单位)|(?:[户人]均|平均每[^，。；]{1,6})(?:获|享|领|节|减|降)"
)
# Past unless it describes who is meant: 带动＊的合作社，补助＊.
DONE_BY = "带动|拉动|撬动|节约|节省|签约|成功获批|压减|缩短|压缩|下降|降低|同比|环比"
REPORTED = f"{OTHER}|全[国省市区县镇乡]|我[省市区县镇乡]"
DONE = (
    "新增|稳定在|达到?|完成|建成|建设|引进|培育|发放|累计|发布|印发[^，。；]{0,4}编|编印|组织|实现|获批|签约|"
    "服务|开展|"
    "举办|支持"
)


def matched(pattern: str, words: str) -> str:
    """The words that match, or an empty text."""
    match = re.search(pattern, words)
    return match[0] if match else ""


def deciding(nature: Nature, *words: str) -> Verdict | None:
    """The verdict if every one of the words was found."""
    return (nature, words) if all(words) else None


def measured_by(context: Context, words: str = MEASURED, gap: int = 10) -> str:
    """The measure directly before the figure: 年度纳税额超过＊."""
    return matched(f"(?:{words}){NO_FIGURE}{{0,{gap}}}$", context.clause_left)
