import pytest

from policies.figures.quantities import Nature
from policies.figures.read import read_figures

AWARD, THRESHOLD, RATIO = Nature.AWARD, Nature.THRESHOLD, Nature.RATIO
TARGET, OUTCOME, COUNT, OTHER, FUND = Nature.TARGET, Nature.OUTCOME, Nature.COUNT, Nature.OTHER, Nature.FUND


@pytest.mark.parametrize(
    ("sentence", "natures"),
    [
        # what is given
        ("对新办的茶企给予8万元补助。", [AWARD]),
        ("合作社首次评优的，奖励6万元。", [AWARD]),
        ("茶农可领取每亩200元的改种补贴。", [AWARD]),
        ("按茶园改造投入的15%给予补贴。", [AWARD]),
        ("按购机款的20%给予最高9万元补贴。", [AWARD, AWARD]),
        ("给予投入额5%、最高9万元的补助。", [AWARD, AWARD]),
        ("按照茶厂购机款的20%，由镇里给予补贴。", [AWARD]),
        ("补贴标准为每人每天不超过20元。", [AWARD]),
        ("茶机贷款贴息比例为40%。", [AWARD]),
        ("茶园贷款额度最高70万元。", [AWARD]),
        ("茶农可申请30万元以内的信用贷款。", [AWARD]),
        ("租金补贴：第一年全额补贴，第二年50%，第三年30%。", [AWARD, AWARD, AWARD]),
        ("奖励标准：金叶奖9万元、银叶奖4万元。", [AWARD, AWARD]),
        ("茶企保险补贴标准：茶农自付部分的三分之二。", [AWARD]),
        ("给予茶企补助，三年累计不超过90万元。", [OTHER, AWARD]),
        ("给予茶厂奖励（省级6万元、市级3万元）。", [AWARD, AWARD]),
        ("获省级茶王奖的，按省级奖励资金的50%给予配套。", [AWARD]),
        ("茶叶减按1%征收。", [AWARD]),
        ("茶贷贴息利率为2%。", [AWARD]),
        ("按照9万元、4万元的标准，分别给予奖励。", [AWARD, AWARD]),
        ("茶厂支持额度最低3万元，最高9万元。", [AWARD, AWARD]),
        ("单个茶厂每年获得的奖补资金总额不超过9万元。", [AWARD]),
        ("按茶贷实际支付利息的50%给予贴息。", [AWARD]),
        # what must be reached
        ("茶企年产值达到700万元的，给予8万元奖励。", [THRESHOLD, AWARD]),
        ("对年产值超700万元的茶企，奖励8万元。", [THRESHOLD, AWARD]),
        ("茶园面积300亩以上的合作社，奖励8万元。", [THRESHOLD, AWARD]),
        ("年产值700万元以下，奖励2万元。", [THRESHOLD, AWARD]),
        ("年产值每新增100万元茶叶奖励3万元。", [THRESHOLD, AWARD]),
        ("产值700万元奖励3万元，900万元以上的，奖励5万元。", [THRESHOLD, AWARD, THRESHOLD, AWARD]),
        ("茶厂奖励金额高于（含）8万元的，分两年按60%、40%拨付。", [THRESHOLD, OTHER, RATIO, RATIO]),
        ("茶厂奖励资金8万元以上的，分两年兑现。", [THRESHOLD, OTHER]),
        ("茶厂补助金额低于1万元的不予补助。", [THRESHOLD]),
        ("茶亭租金低于2万元的据实补贴，高于2万元的按2万元补贴。", [THRESHOLD, THRESHOLD, AWARD]),
        ("单户授信额度70万元以下的茶农贷款，给予1%的风险补偿。", [THRESHOLD, AWARD]),
        ("奖补标准：产值3亿元—5亿元的，2万元；5亿元及以上的，4万元。", [THRESHOLD, AWARD, THRESHOLD, AWARD]),
        ("茶企年产值500万元，且带动茶农就业，给予4万元奖励。", [THRESHOLD, AWARD]),
        ("年销售收入不低于400万元。", [THRESHOLD]),
        ("年营业收入达到400万元且研发投入占比超过3%，可申报。", [THRESHOLD, THRESHOLD]),
        ("资产负债率不高于60%。", [THRESHOLD]),
        ("茶农股东占比达30%以上的合作社", [THRESHOLD]),
        ("超过60万元部分不再补贴。", [THRESHOLD]),
        ("连续经营满2年的茶企可申领补贴。", [THRESHOLD]),
        ("职工人数不少于20人。", [THRESHOLD]),
        # shares and rates that nobody gets
        ("补助资金由镇里承担40%。", [RATIO]),
        ("由镇财政负担的比例为40%。", [RATIO]),
        ("茶贷年利率不超过4.5%。", [RATIO]),
        ("茶贷余额不变的，按不高于LPR+90BP的利率发放。", [RATIO]),
        ("给予茶厂9万元奖励，其中省级财政承担5万元，镇财政承担4万元。", [AWARD, RATIO, RATIO]),
        ("年度用地计划指标的5%留给茶厂。", [RATIO]),
        ("茶园保险业务占比不低于80%。", [RATIO]),
        ("设置20%的损失容忍度。", [RATIO]),
        ("首期拨付60%，验收后拨付40%。", [RATIO, RATIO]),
        ("按应奖励额的30%、70%兑付。", [RATIO, RATIO]),
        ("茶贷余额为存款的60%。", [RATIO]),
        # funds, bases, addresses and the like
        ("设立规模2亿元的茶产业基金。", [FUND]),
        ("茶产业资金总规模3亿元。", [FUND]),
        ("镇财政安排40万元用于发放茶券。", [FUND]),
        ("不超过限额（60万元）之和的120%，给予贷款。", [OTHER, AWARD]),
        ("地址：采茶路233号，邮编450099。", [OTHER, OTHER]),
        ("15分钟内到达，限35岁以下。", [OTHER, OTHER]),
        ("补贴期限最长3年。", [OTHER]),
        ("给予每月最高200元、累计不超过12个月的茶园补贴。", [AWARD, OTHER]),
        ("按最低工资标准的60%给予补贴，最低工资标准为1870元/月。", [AWARD, OTHER]),
        ("处1万元以上3万元以下罚款。", [OTHER]),
        ("每户5万元", [OTHER]),
        # hopes and results
        ("到2031年，力争茶叶产值突破90亿元、茶企达到50家。", [OTHER, TARGET, TARGET]),
        ("力争良种比例提高到60%。", [TARGET]),
        ("“十七五”末，茶园良种率达到60%。", [TARGET]),
        ("亩产提高到1.5以上、良种率不低于40%。", [OTHER, RATIO]),
        ("截至2031年底，已发放茶补3.2亿元，惠及茶农700户。", [OTHER, OUTCOME, OUTCOME]),
        ("茶企办证时限压减30%。", [OUTCOME]),
        ("全镇实现茶叶产值12亿元。", [OUTCOME]),
        ("2031年，我镇茶叶产值突破12亿元。", [OTHER, OUTCOME]),
        ("新增茶企60家。", [OUTCOME]),
        ("茶农合作社稳定在80户以上。", [OUTCOME]),
        ("印发茶事清单12项。", [COUNT]),
        ("每年遴选不超过5家。", [COUNT]),
        # a slice, a step, a scale and what is said twice are thresholds
        ("茶款90万元以内的部分免征佣金。", [THRESHOLD]),
        ("到资奖励每90万元兑付3万元。", [THRESHOLD, AWARD]),
        ("每高出1个百分点，再奖3万元。", [THRESHOLD, AWARD]),
        ("按茶款奖励：3亿—6亿元，9万元；6亿元以上，20万元。", [THRESHOLD, AWARD, THRESHOLD, AWARD]),
        ("茶款≤900万元：奖励9万元。", [THRESHOLD, AWARD]),
        ("对茶款90万元以上（含90万元）的茶厂奖励3万元。", [THRESHOLD, THRESHOLD, AWARD]),
        ("县级奖励低于30万元的，由镇里补齐。", [THRESHOLD]),
        # pots that are named by a verb or a purpose
        ("镇财政新增90万元额度用于奖励茶厂。", [FUND]),
        ("县财政列支60万元对茶园予以奖补。", [FUND]),
        ("每年从土地收入中提取7%用于茶产业。", [FUND]),
        ("茶产业专项经费追加到700万元。", [FUND]),
        ("茶补经费年度封顶700万元。", [FUND]),
        ("全镇奖励资金控制在70万元之内。", [FUND]),
        # what somebody has already, or what is to come
        ("茶王合作社凭此拿到补贴70万元。", [OUTCOME]),
        ("该茶厂因此获得补贴7万元。", [OUTCOME]),
        ("全镇共有70家茶厂享受政策，补贴金额90万元。", [COUNT, OUTCOME]),
        ("本月将兑付第二批茶补90万元。", [TARGET]),
        ("茶厂奖金不超过职工总数的7%。", [RATIO]),
        # what is denied, and what an award is paid in
        ("本办法不包括每吨70元的运费补贴。", [OTHER]),
        ("歇业的茶室不在每月700元补贴之列。", [OTHER]),
        ("本年不设7万元档奖励。", [OTHER]),
        ("补贴标准上调，即由4000元到8000元。", [OTHER, AWARD]),
        ("奖金分两期到位，开工后给40%，竣工后给60%。", [COUNT, RATIO, RATIO]),
        ("奖励90万元，认定时先付60万元，验收后再付30万元。", [AWARD, OTHER, OTHER]),
        ("租茶室每平方米优惠6元。", [AWARD]),
        ("茶农可贷30万元。", [AWARD]),
        ("茶款≥9亿元奖90万元，≥6亿元奖40万元。", [THRESHOLD, AWARD, THRESHOLD, AWARD]),
        ("茶事补助年度资金上限700万元，额满截止。", [FUND]),
        ("老叶申请到了7万元茶贷。", [OUTCOME]),
        ("中标后支付合同价的30%。", [RATIO]),
        ("每延长一年，奖金增加7万元。", [OTHER, AWARD]),
        ("每家新茶室享受7万元开办费。", [AWARD]),
        ("保费先由茶厂垫付，次年按缴纳额的60%补给茶厂。", [AWARD]),
    ],
)
def test_nature(sentence, natures):
    assert [figure.nature for figure in read_figures(sentence)] == natures


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("对新办的茶企给予8万元补助。", ("给予",)),
        ("力争茶叶产值突破90亿元。", ("力争",)),
        ("到2031年，茶企达到50家。", ("到…",)),
        ("茶企12家", ()),
    ],
)
def test_words_that_decided(sentence, words):
    assert read_figures(sentence)[-1].nature_words == words


def test_the_sentence_before_tells_what_is_given():
    (alone,) = read_figures("每户5万元")
    (answered,) = read_figures("每户5万元", before="茶农补贴是多少？")
    *_, same_text = read_figures("茶农补贴是多少？每户5万元")

    assert (alone.nature, answered.nature, same_text.nature) == (OTHER, AWARD, AWARD)


@pytest.mark.parametrize(
    "sentence",
    [
        "获得茶王称号且年产值900万元以上的茶企，可优先推荐。",
        "茶企注册资本不超过900万元的，给予支持。",
        "已兑现茶企奖励900万元。",
        "总投入900万元。",
        "单户不超过5万元的企业贷款。",
        "按占产值5%计提，另给予茶农帮扶。",
        "茶贷余额突破900万元。",
        "对年产值900万元企业给予奖励。",
    ],
)
def test_never_an_award(sentence):
    assert not any(figure.is_award for figure in read_figures(sentence))
