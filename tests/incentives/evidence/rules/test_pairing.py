import pytest

from incentives.evidence.claims import FindingState, Tick
from incentives.evidence.rules import expected
from incentives.evidence.rules.figure import check
from tests.incentives.evidence.made_up import LINES, PAIRED, PARTS, claim, sum_of

LARGE, SMALL = 2_000_000, 500_000


def state(text, figure, subject, rivals=(), **values):
    return check(claim(text, figure, subject, **values), tuple(rivals))


@pytest.mark.parametrize(
    ("subject", "yuan"),
    [
        ("首次获评“大榕树”企业", LARGE),
        ("首次获评青竹“大榕树”企业", LARGE),
        ("青竹大榕树", LARGE),
        ("首次获评青竹中小企业", SMALL),
        ("青竹", SMALL),
    ],
)
def test_pair_agrees_and_the_swapped_one_does_not(subject, yuan):
    swapped = LARGE + SMALL - yuan

    assert state(PAIRED, sum_of(yuan), subject).state is FindingState.PROVED
    assert "按“分别”" in state(PAIRED, sum_of(swapped), subject).stated


def test_subject_that_fits_none_is_not_guessed():
    stated = state(PAIRED, sum_of(LARGE), "一档").stated

    assert "看不出本行指“首次获评的“大榕树”企业”还是“青竹企业”" in stated


def test_row_is_told_by_its_threshold():
    assert state(LINES, sum_of(200_000), "一档", lines=(500_000_000,)).state is FindingState.PROVED
    assert state(LINES, sum_of(400_000), "一档", lines=(500_000_000,)).state is FindingState.WRONG
    assert state(LINES, sum_of(400_000), "收入超过 10 亿元").state is FindingState.PROVED


def test_levels_are_told_apart():
    text = "对认定的国家级、省级、市级工程中心,分别给予30万元、20万元、10万元奖励。"

    assert state(text, sum_of(200_000), "省级工程中心").state is FindingState.PROVED
    assert state(text, sum_of(200_000), "市级工程中心").state is FindingState.WRONG


def test_prizes_that_differ_in_one_character():
    text = "对一等奖、二等奖、三等奖,分别给予30万元、20万元、10万元奖励。"

    assert state(text, sum_of(200_000), "二等奖（一次性）").state is FindingState.PROVED
    assert state(text, sum_of(100_000), "二等奖（一次性）").state is FindingState.WRONG


def test_unequal_lists_are_reported_not_guessed():
    text = "对甲级、乙级、丙级企业,分别给予30万元、20万元奖励。"

    assert "前后个数不等" in state(text, sum_of(300_000), "甲级企业").stated


TWO_LISTS = (
    "对首次获评的“大榕树”企业、青竹企业，分别奖励200万元、50万元，对“领航”企业、“领航”产品，分别奖励500万元、100万元。"
)


def test_figure_of_another_list_is_not_the_row_s():
    assert state(TWO_LISTS, sum_of(SMALL), "首次获评青竹中小企业").state is FindingState.PROVED
    assert "本行更像另一处“分别”" in state(TWO_LISTS, sum_of(5_000_000), "首次获评青竹中小企业").stated


def test_word_of_one_list_is_not_spread_to_the_next():
    first = (Tick(words=("首次",), label="限首次"),)

    assert state(TWO_LISTS, sum_of(LARGE), "大榕树企业", ticks=first).state is FindingState.PROVED
    assert "没有“首次”" in state(TWO_LISTS, sum_of(5_000_000), "领航企业", ticks=first).stated


@pytest.mark.parametrize("tier", ["“大榕树”企业", "“领航”企业", "高新技术企业"])
def test_tier_that_is_not_the_row_s_own(tier):
    right = state(TWO_LISTS, sum_of(SMALL), "青竹企业；青竹企业", tier="青竹企业")
    wrong = state(TWO_LISTS, sum_of(SMALL), f"青竹企业；{tier}", tier=tier)

    assert right.state is FindingState.PROVED
    assert wrong.state is FindingState.WRONG


def test_revenue_line_that_the_row_leaves_out():
    text = "对年营业收入超过5亿元、10亿元的榕树企业，分别奖励20万元、40万元。"

    stated = state(text, sum_of(400_000), "年营业收入超过 10 亿元", takes_lines=True).stated

    assert "原文的门槛是10亿元，本行没有填" in stated


def test_one_value_twice_in_the_list_is_no_swap():
    text = "对甲级、乙级、丙级企业,分别给予30万元、20万元、20万元奖励。"

    assert state(text, sum_of(200_000), "丙级企业").state is FindingState.PROVED


def test_two_figures_that_fit_better_the_other_way_round():
    cancel = claim(PARTS, expected.things(7), "直接取消审批")
    record = claim(PARTS, expected.things(8), "审批改为备案")

    assert "可能互换" in check(cancel, (record,)).stated
    assert check(
        claim(PARTS, expected.things(8), "直接取消审批"), (claim(PARTS, expected.things(7), "审批改为备案"),)
    ).state


def test_figure_next_door_that_fits_far_better():
    assert "直接取消审批8项" in state(PARTS, expected.things(12), "直接取消审批").stated
    assert state(PARTS, expected.things(12), "别的名目").state is FindingState.PROVED


def test_threshold_before_an_award_is_not_taken_for_the_other_award_of_its_row():
    """Both are sums, and the row's name is the words around the threshold."""
    text = "对年度上云费用超过2万元的作坊，给予8万元补助。"

    assert check(claim(text, sum_of(80_000), "年度上云费用超过2万元的作坊")).state is FindingState.PROVED


def test_cap_of_a_rate_is_told_by_the_words_before_the_rate():
    text = "工坊请人看过竹编图样,给予最高20万元补贴;照着图样翻新竹编的,按花费的30%给予最高90万元补贴。"

    row = "照着图样翻新竹编"
    assert state(text, expected.award(None, 900_000, ""), row, name=row).state is FindingState.PROVED
    assert state(text, expected.award(None, 200_000, ""), row, name=row).state is FindingState.WRONG
