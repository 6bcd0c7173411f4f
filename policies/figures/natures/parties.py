"""Who gives: sums that go from one private party to another are no awards, whatever the verb.

发放, 支付 and their like say nothing of the giver: where an enterprise, a bank or a person is their subject, the city
gives nothing. 奖励 and 补助 are acts of public bodies, so that their subject is the receiver (首次上规企业奖励＊).
Pure.
"""

import re

from policies.figures.context import ANY, Context
from policies.figures.natures.cues import GIFT_SAID, NO_FIGURE, PARTY, Verdict
from policies.figures.quantities import Bound, Nature

_PUBLIC = "财政|政府|[省市区县镇乡]级|主管|部门|人社|医保基金|失业保险基金|工会|就业资金"
# Words that say that money moves and leave open who gives.
_MOVES = (
    "支付|付给|发放|发给|给付|(?<!实)缴纳|交纳|出资|承担|负担|赔付|赔偿|让利|结算|花费|购买|投入|自筹|捐赠|存入|"
    "冻结|归还|偿还|承诺|列支|配套|计提|提取|"
    # A verb of one character stands before its object; 交易, 出口, 花卉 and 退休 are other words.
    "(?:(?<!实)缴|(?<![成提])交|付|垫|赔|花|捐|退|配|出|掏|贴(?![息补费]))"
    f"(?=$|[给了足清至到满每约各不{ANY[1:-1]}]|{NO_FIGURE}{{0,6}}[费款金钱资息租佣]{NO_FIGURE}{{0,6}}$)"
)
_MANNER = (
    "(?:应当?|须|需|必须|要|每[年月季天日次]|按[年月季]|按规定|依法|先行?|另|自行|自|自愿|可|再|还|实际|平均|共|合计|"
    "分别|各|一次性|全额)*"
)
_TO_WHOM = f"(?:[向给为对]{NO_FIGURE}{{1,14}}?)?"
# A party is no subject behind 对, 向, 给, 为: there it receives. Behind 由 it gives.
_SUBJECT = f"(?:(?![向给为对按由凭获被]){NO_FIGURE}){{0,24}}?(?:{PARTY})"
# 垫付后报销＊, 缴纳后可领＊: then the subject receives.
_RECEIVES = "报销|可[以]?[得领报]|申[领请]|领取|享受|获得?|后(?!续)|由|返还"
_MOVED = f"{_MANNER}{_TO_WHOM}{_MANNER}(?:{_MOVES})(?!给?予)(?:(?!{_RECEIVES}){NO_FIGURE}){{0,16}}$"
_ONESELF = "个人|本人|自己|家庭|村?集体"
_TO_OTHERS = "职工|员工|骑手|消费者|顾客|客户|学员|用户|储户|旅客|游客|农户|村民|居民|会员|经销商|供应商"
_PRIVATE_GIVES = tuple(
    re.compile(pattern)
    for pattern in (
        f"^{_SUBJECT}{_MOVED}",
        f"由{NO_FIGURE}{{0,10}}?(?:{PARTY}){_MOVED}",
        f"(?:{_ONESELF})(?:只|仅|先|再|{_MANNER})*(?:{_MOVES}|(?<=集体)补){NO_FIGURE}{{0,4}}(?<!的)$",
        f"(?:{PARTY}|厂家|商家|车企)[再另共]?(?:让利|让|减|降|优惠){NO_FIGURE}{{0,2}}$",
        f"(?:{PARTY}){_MANNER}[向给为对](?:其|本[^，]{{0,2}}|{NO_FIGURE}{{0,6}})(?:{_TO_OTHERS}){NO_FIGURE}{{0,20}}$",
    )
)
_DUTY = re.compile(f"^{_SUBJECT}(?:应当?|须|需|必须|不得)(?!满足|符合|达)")
_BEGUN = re.compile(f"{_SUBJECT}(?!的|$)")
_GOES_ON = re.compile(f"(?:并|同时|还|且)(?:另|再|向[^，]{{2,8}}?)*(?:{_MOVES}|投放){NO_FIGURE}{{0,16}}$")
_PUBLIC_RECEIVES = re.compile(
    "(?:补助|下达|拨付|下拨|划拨|支持|安排|奖励|给予|转移支付)给?(?:我[省市区县镇乡](?![^，]{0,2}(?:企业|单位))|"
    f"各[省市区县镇乡](?!属)|市县|地方财政|县级财政){NO_FIGURE}{{0,8}}$"
)
_TO_A_PURSE = re.compile(f"{NO_FIGURE}{{0,6}}[给至到](?:各?[省市区县镇乡](?:级)?|属地|地方)财政")
# Money that goes to the public purse, and money that comes from it.
_TAKEN = re.compile("罚|追缴|追回|收回|缴纳|缴回|滞纳|违约|赔偿|没收|扣[减除回]|退[回还赔]|收费|押金|保证金(?!补|贷)")
_GIVEN = re.compile(f"{GIFT_SAID}|减免|免[收征交]|贴补|抵扣")
_AWARDED = re.compile("给予|予以|奖|补|资助")


def taken_last(words: str) -> bool:
    """Whether the last word of these that moves money takes it from the reader."""
    taken = max((match.end() for match in _TAKEN.finditer(words)), default=0)
    return taken > max((match.end() for match in _GIVEN.finditer(words)), default=0)


def obliged(context: Context) -> Verdict | None:
    """企业须按＊计提: a duty of a private party."""
    duty = _DUTY.search(context.clause_left)
    awarded = _AWARDED.search(context.clause_left + context.clause_right)
    if duty is None or awarded or re.search(_PUBLIC, duty[0]):
        return None
    return _asked_for(context), (duty[0],)


def to_public(context: Context) -> Verdict | None:
    """省级补助我县资金＊: a public body receives it."""
    receiver = _PUBLIC_RECEIVES.search(context.clause_left) or _TO_A_PURSE.match(context.clause_right)
    return (Nature.FUND, (receiver[0],)) if receiver else None


def _asked_for(context: Context) -> Nature:
    """须出资＊以上 is a condition; what a private party pays otherwise is no figure of the policy."""
    stake = re.search("(?:出资|投资|投入|占股|持股)[^，。；]{0,8}$", context.clause_left)
    return Nature.THRESHOLD if stake and context.quantity.bound is Bound.FLOOR else Nature.OTHER


def between_others(context: Context) -> Verdict | None:
    """平台企业向骑手发放＊, 由学员支付＊: who gives is no public body."""
    for pattern in _PRIVATE_GIVES:
        words = pattern.search(context.clause_left)
        if words is not None and not re.search(_PUBLIC, words[0]):
            return _asked_for(context), (words[0].strip(ANY[1:-1]),)
    return _carried(context)


def _carried(context: Context) -> Verdict | None:
    """平台免收佣金，并发放＊: a clause without a subject has that of the clause before."""
    moved = _GOES_ON.match(context.clause_left)
    earlier = context.segment_left[: len(context.segment_left) - len(context.clause_left)].rstrip("，")
    subject = _BEGUN.match(re.split("[，：]", earlier)[-1]) if moved else None
    if subject is None or re.search(_PUBLIC, subject[0]):
        return None
    return Nature.OTHER, (subject[0], moved[0])
