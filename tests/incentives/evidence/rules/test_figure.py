import dataclasses
from decimal import Decimal

import pytest

from incentives.enums import Operator
from incentives.evidence.claims import FindingState, Reach, Tick
from incentives.evidence.rules import expected
from incentives.evidence.rules.figure import check
from policies.figures.quantities import Nature
from tests.incentives.evidence.made_up import PAIRED, claim, sum_of


def over(yuan):
    """A line of revenue that a condition wants to be passed."""
    return expected.rule(Operator.GT, Decimal(yuan), "元", f"{yuan} 元")


def outcome(text, figure, **values):
    finding = check(claim(text, figure, **values))
    return finding.state, finding.stated


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("给予5万元奖励。", sum_of(50_000)),
        ("给予５ 万元奖励。", sum_of(50_000)),
        ("给予5万—10万元资助。", sum_of(50_000, 100_000)),
        ("给予最高5万元奖励。", expected.award(None, 50_000, "")),
        ("给予不低于5万元奖励。", expected.award(50_000, None, "")),
        ("每人每年给予5万元补贴。", sum_of(50_000, paid_for="人", period="每年")),
        ("每家企业给予5万元补贴。", sum_of(50_000)),
        ("按18元/平方米·月给予补贴。", sum_of(18, paid_for="平方米", period="每月")),
        ("给予5万元一次性奖励。", sum_of(50_000, once=True)),
        ("按贷款利息的50%给予贴息。", expected.rate(Decimal(50), Decimal(50), "")),
        ("对年营业收入超过5亿元的企业给予奖励。", over(500_000_000)),
        ("对40岁以下的人才给予资助。", expected.age(40)),
        ("对18—40岁的人才给予资助。", expected.rule(Operator.LTE, Decimal(40), "岁", "40 岁")),
        ("对18—40岁的人才给予资助。", expected.rule(Operator.GTE, Decimal(18), "岁", "18 岁")),
        ("新增事项30个。", expected.things(30)),
        ("贷款额度最高500万元。", expected.credit(5_000_000)),
        ("贷款期限最长为1年。", expected.months(12)),
        ("设置50%投资损失允许率。", expected.share(Decimal(50))),
        ("投资额不低于基金规模的50%。", expected.share(Decimal(50), floor=True)),
    ],
)
def test_figure_that_its_sentence_states_is_proved(text, figure):
    assert outcome(text, figure)[0] is FindingState.PROVED


@pytest.mark.parametrize(
    ("text", "figure", "fault"),
    [
        ("对18—40岁的人才给予资助。", expected.rule(Operator.LTE, Decimal(18), "岁", "18 岁"), "原文中只有18—40岁"),
        ("给予50万元奖励。", sum_of(5_000_000), "原文中只有50万元"),
        ("给予1，00万元奖励。", sum_of(1_000_000), "原文中只有00万元（未读懂“1，”，请人工核对）"),
        ("给予奖励。", sum_of(50_000), "原文中没有这类数字"),
        ("新增企业50万家。", sum_of(500_000), "原文中没有这类数字"),
        (
            "对年营业收入超过50亿元的企业给予表彰。",
            sum_of(5_000_000_000),
            "原文中是门槛（“营业收入超过”、“的”），不是奖励标准",
        ),
        ("力争贷款余额突破5亿元。", sum_of(500_000_000), "目标"),
        ("给予50亿元奖励。", over(5_000_000_000), "奖励标准（“给予”），不是门槛"),
        ("给予最高5万元奖励。", sum_of(50_000), "原文是上限，本站写作确数"),
        ("给予5万元奖励。", expected.award(None, 50_000, ""), "原文是确数，本站写作上限"),
        ("给予5万元奖励。", expected.award(50_000, None, ""), "原文是确数，本站写作下限"),
        ("给予5万元奖励。", sum_of(50_000, once=True), "没有说一次性"),
        ("给予5万元奖励。", sum_of(50_000, period="每月"), "没有写明每月计发"),
        ("给予5万元奖励。", sum_of(50_000, paid_for="台"), "没有写明按台计发"),
        ("每人每年给予5万元补贴。", sum_of(50_000, paid_for="人"), "原文是每人每年，本站没有写"),
        ("每人每年给予5万元补贴。", sum_of(50_000, paid_for="人", period="每月"), "没有写明每月计发"),
        ("按18元/平方米·月给予补贴。", sum_of(18, period="每月"), "原文是每平方米每月，本站没有写"),
        ("每人给予5万元奖励。", sum_of(50_000), "原文是每人，本站没有写"),
        ("未满40岁的人才。", expected.age(40), "原文不含本数，本站写作含本数"),
        ("力争新增事项30个。", expected.things(30), "目标"),
        ("新增事项30个。", expected.things(30, "项"), "原文中只有30个"),
    ],
)
def test_figure_that_its_sentence_does_not_state_is_wrong(text, figure, fault):
    state, stated = outcome(text, figure)

    assert state is FindingState.WRONG
    assert fault in stated


def test_words_that_a_row_ticks_must_stand_in_the_sentence():
    ticked = {"ticks": (Tick(words=("首次", "首批"), label="限首次"),)}

    assert outcome("对首批入库企业给予5万元奖励。", sum_of(50_000), **ticked)[0] is FindingState.PROVED
    assert outcome("对入库企业给予5万元奖励。", sum_of(50_000), **ticked) == (
        FindingState.WRONG,
        "5万元：原文没有“首次”，本站写作“限首次”",
    )


@pytest.mark.parametrize(("value", "ours"), [(False, "写作“否”"), (None, "没有填")])
def test_words_that_a_row_denies_or_leaves_out_must_not_stand_beside_its_figure(value, ours):
    silent = {"ticks": (Tick(words=("首次", "首批"), label="限首次", value=value, reach=Reach.OWN),)}
    text = "对首次入库的奖励5万元；对再次入库的奖励2万元，对首次上规的奖励3万元。"

    assert outcome(text, sum_of(20_000), **silent)[0] is FindingState.PROVED
    assert outcome(text, sum_of(50_000), **silent) == (
        FindingState.WRONG,
        f"5万元：原文写明“首次”，本站的“限首次”{ours}",
    )
    assert outcome(text, sum_of(30_000), **silent)[0] is FindingState.WRONG


def test_column_is_proved_by_the_figure_that_names_it():
    share = expected.share(Decimal(50))
    text = "青竹投资引导基金对项目的投资额不低于基金规模的50%，设置50%投资损失允许率。"

    finding = check(claim(text, share, "青竹投资引导基金", part="投资损失允许率"))

    assert finding.figure.start == text.rindex("50%")


def test_bare_number_is_no_target():
    bare = dataclasses.replace(expected.things(20), natures=frozenset({Nature.TARGET}))

    assert outcome("清单共20项。", bare)[0] is FindingState.WRONG


def test_without_text_nothing_is_proved():
    assert outcome("", sum_of(50_000)) == (FindingState.NO_TEXT, "本站没有这句话的原文")


def test_without_a_clause_it_is_wrong():
    finding = check(dataclasses.replace(claim(PAIRED, sum_of(50_000)), sentence=None))

    assert (finding.state, finding.sentence_is_chosen) == (FindingState.WRONG, False)


@pytest.mark.parametrize(
    ("operator", "text", "state"),
    [
        (Operator.GTE, "连续保持两年以上的企业给予支持。", FindingState.PROVED),
        (Operator.GT, "连续保持两年以上的企业给予支持。", FindingState.WRONG),
        (Operator.LTE, "连续保持两年以上的企业给予支持。", FindingState.WRONG),
        (Operator.EQ, "连续保持两年的企业给予支持。", FindingState.PROVED),
        (Operator.LT, "连续保持不足两年的企业不予支持。", FindingState.PROVED),
        (Operator.GTE, "连续保持三年以上的企业给予支持。", FindingState.WRONG),
    ],
)
def test_rule_of_a_condition_tells_over_from_at_least(operator, text, state):
    rule = expected.rule(operator, 2, "年", "2 年")

    assert outcome(text, rule)[0] is state


def test_rule_on_a_count_takes_its_unit_alone():
    rule = expected.rule(Operator.EQ, 3, "项", "3 项")

    assert outcome("获得3项荣誉的企业。", rule)[0] is FindingState.PROVED
    assert outcome("获得3年荣誉的企业。", rule)[0] is FindingState.WRONG


def test_the_mark_of_each_state():
    assert [state.mark for state in FindingState] == ["✓", "✗", "人工", "无原文"]
