import pytest

from tests.incentives.drafting.grammar.made import proposals, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1.对年产值首次达到3亿元、8亿元的企业，分别给予11万元、26万元奖励。",
            [("年产值首次达到3亿元", 110_000, 110_000, None, None), ("8亿元的企业", 260_000, 260_000, None, None)],
        ),
        (
            "1.对新获批国家级和省级示范平台、工程中心的企业，分别给予90万元、45万元奖励。",
            [
                ("新获批国家级示范平台、工程中心的企业", 900_000, 900_000, None, None),
                ("省级示范平台、工程中心的企业", 450_000, 450_000, None, None),
            ],
        ),
        (
            "1.对购置软件的企业，按实际支出的12%给予补助，每家企业最高补助70万元。",
            [("购置软件的企业，按实际支出", None, 700_000, 12, 12)],
        ),
        (
            "1.对租用厂房的企业，按租金的30%给予补贴；单个企业每年最高不超过18万元。",
            [("租用厂房的企业，按租金", None, 180_000, 30, 30)],
        ),
        (
            "1.对租用仓库的企业，按租金的35%给予补助，每平方米每月最高不超过12元，年度最高40万元。",
            [("租用仓库的企业，按租金", None, 400_000, 35, 35)],
        ),
        (
            "1.大学生可申请最高60万元贷款，财政给予全额贴息。",
            [("大学生可申请", None, 600_000, None, None), ("贷款，财政", None, None, 100, 100)],
        ),
        (
            "1.对新办企业，年纳税200万元以上至900万元、900万元以上的，参照其地方贡献的40%和65%给予奖励。",
            [("年纳税200万元以上至900万元", None, None, 40, 40), ("900万元以上", None, None, 65, 65)],
        ),
        (
            "1.对新入库的企业，给予9万元奖励（第一年4万元，第二年5万元）。",
            [("新入库的企业", 90_000, 90_000, None, None)],
        ),
        (
            "1.对见习留用率60%以下的单位给予补贴，标准为每人每月700元。",
            [("见习留用率60%以下的单位", 700, 700, None, None)],
        ),
        (
            "1.对省内首批次、国内首批次材料，按销售额的9%给予奖励，分别不超过70万元和160万元。",
            [("省内首批次", None, 700_000, 9, 9), ("国内首批次材料", None, 1_600_000, 9, 9)],
        ),
        (
            "1.对参加境外展览的企业，按展位费的45%给予补助，每个展位最高不超过1.8万元。",
            [("参加境外展览的企业，按展位费", None, 18_000, 45, 45)],
        ),
        (
            "1.学徒培养按每人3600元、5200元的标准补贴，其中中级工3600元、高级工5200元。",
            [("中级工", 3600, 3600, None, None), ("高级工", 5200, 5200, None, None)],
        ),
        (
            "1.获得省设计金奖、银奖的，分别奖励12万元、7万元。",
            [("获得省设计金奖", 120_000, 120_000, None, None), ("银奖", 70_000, 70_000, None, None)],
        ),
        (
            "1.新认定省级链主企业45万元，市级链主企业15万元。",
            [
                ("新认定省级链主企业", 450_000, 450_000, None, None),
                ("市级链主企业", 150_000, 150_000, None, None),
            ],
        ),
        ("1.单个企业年度获得扶持资金总额不超过900万元。", []),
        ("1.每年安排300万元经费支持绿谷创业中心建设。", []),
        ("1.如某企业支出50万元，则补助50万元×20%=10万元。", []),
        ("1.对首台产品按省级奖金1:1给予配套奖励。", [("首台产品按省级奖金", None, None, 100, 100)]),
        (
            "1.对上云企业给予3万元、4万元奖励。",
            [("上云企业（第1档）", 30_000, 30_000, None, None), ("上云企业（第2档）", 40_000, 40_000, None, None)],
        ),
    ],
)
def test_rows_of_a_sentence(text, expected):
    assert rows(text) == expected


def test_rows_keep_what_else_limits_a_sum_in_words():
    found = proposals("一、用房\n1.对租房的企业，可按25元/平方米·月的标准给予补助，每年最高不超过36万元。").proposals

    (row,) = found[0].rows
    assert (row.amount_min, row.paid_for, row.period, row.limit) == (25, "平方米", "month", "每年最高不超过36万元")

    found = proposals(
        "一、用房\n1.对租用仓库的，按租金的35%给予补助，每平方米每月最高不超过12元，年度最高40万元。"
    ).proposals
    assert found[0].rows[0].limit == "每平方米每月最高不超过12元"


def test_a_sum_for_a_year_says_so():
    found = proposals(
        "一、租金\n1.对租用厂房的企业，按租金的30%给予补贴，全年累计最高18万元。\n2.对学徒，按每人每年3600元、5200元的标准补贴，其中中级工3600元、高级工5200元。"
    ).proposals

    assert found[0].rows[0].per == ("year",)
    assert [row.per for row in found[1].rows] == [("person", "year")] * 2


def test_rows_know_age_doctorate_thresholds_and_periods():
    found = proposals(
        "一、人才\n1.对40周岁以下的博士，每人每年给予6万元津贴。\n2.对营业收入超过7000万元的企业，给予8万元一次性奖励。"
    ).proposals

    grant, award = found[0].rows[0], found[1].rows[0]
    assert (grant.max_age, grant.doctorate, grant.period, grant.per) == (40, True, "year", ("person", "year"))
    (threshold,) = award.thresholds
    assert (threshold.measure, threshold.operator, threshold.value) == ("营业收入", "gt", 70_000_000)
    assert (award.one_off, award.form, award.amount.text) == (True, "award", "8 万元")
