import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.figures.pairing import PairingProblem, read_pairings
from policies.figures.quantities import Bound


def pairs(sentence, before=""):
    (pairing,) = read_pairings(sentence, before)
    assert pairing.problem is PairingProblem.NONE
    return [(pair.subject, *(figure.text for figure in pair.figures)) for pair in pairing.pairs]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("对金叶茶企、银叶茶企，分别给予9万元、4万元奖励。", [("金叶茶企", "9万元"), ("银叶茶企", "4万元")]),
        ("银叶、金叶茶企分别奖励4万元和9万元。", [("银叶", "4万元"), ("金叶茶企", "9万元")]),
        ("省级、市级茶园，分别按20%、10%给予补贴。", [("省级茶园", "20%"), ("市级茶园", "10%")]),
        ("茶王赛一、二等奖奖金分别为9万元、4万元。", [("茶王赛一等奖奖金", "9万元"), ("二等奖奖金", "4万元")]),
        ("首次评上的，分别给予省级、市级茶园9万元、4万元。", [("省级茶园", "9万元"), ("市级茶园", "4万元")]),
        ("分别给予金叶茶企9万元、银叶茶企4万元。", [("金叶茶企", "9万元"), ("银叶茶企", "4万元")]),
        (
            "对甲类、乙类茶厂，分别按机款的20%、10%给予最高9万元、4万元补贴。",
            [("甲类茶厂", "20%", "9万元"), ("乙类茶厂", "10%", "4万元")],
        ),
        (
            "对甲类、乙类茶厂，分别按机款的20%、10%补贴，最高不超过9万元、4万元。",
            [("甲类茶厂", "20%", "9万元"), ("乙类茶厂", "10%", "4万元")],
        ),
        (
            "产值1亿元及以上至2亿元、2亿元以上的茶企，分别奖励4万元、9万元。",
            [("产值1亿元及以上至2亿元", "4万元"), ("2亿元以上的茶企", "9万元")],
        ),
        ("茶厂、茶园分别奖励9万元、产值的8‰。", [("茶厂", "9万元"), ("茶园", "8‰")]),
        ("茶厂、茶园分别奖励9万元、4万元（每镇最多3家）。", [("茶厂", "9万元"), ("茶园", "4万元")]),
        ("茶厂、茶园分别达到109家、42家。", [("茶厂", "109家"), ("茶园", "42家")]),
        ("甲镇、乙镇依次补贴9万元、4万元。", [("甲镇", "9万元"), ("乙镇", "4万元")]),
        # the list in front of 分别, or in a later clause
        ("对甲类、乙类茶厂，按照9万元、4万元的标准分别给予奖励。", [("甲类茶厂", "9万元"), ("乙类茶厂", "4万元")]),
        (
            "对按期建成的甲类、乙类茶厂按9万元、4万元分别补助。",
            [("按期建成的甲类茶厂", "9万元"), ("乙类茶厂", "4万元")],
        ),
        (
            "对甲类、乙类茶师，分别按照薪酬的50%，给予每年最高9万元、4万元的补贴。",
            [("甲类茶师", "9万元"), ("乙类茶师", "4万元")],
        ),
        # names: each for one of something, 参与 is no list, quoted names of one enterprise, ranks, sizes
        ("对购茶机、租茶机，分别给予每户9万元、每月每户4万元补贴。", [("购茶机", "9万元"), ("租茶机", "4万元")]),
        ("参与省级、市级茶标的分别奖励9万元、4万元。", [("参与省级茶标", "9万元"), ("市级茶标", "4万元")]),
        (
            "获评省级“金叶”“银叶”茶企、市级茶企的，分别奖励9万元、4万元。",
            [("获评省级“金叶”“银叶”茶企", "9万元"), ("市级茶企", "4万元")],
        ),
        ("茶王赛前二名分别奖励9万元、4万元。", [("茶王赛第一名", "9万元"), ("茶王赛第二名", "4万元")]),
        ("大、小型茶厂分别按20%、10%返还。", [("大型茶厂", "20%"), ("小型茶厂", "10%")]),
        # a series, 一次性 before 分别, subjects behind 分别, an old standard
        (
            "茶馆评为三星级至五星级的，分别奖励2万元、4万元、9万元。",
            [("茶馆评为三星级", "2万元"), ("四星级", "4万元"), ("五星级", "9万元")],
        ),
        ("对省级、市级茶园一次性分别补助9万元、4万元。", [("省级茶园", "9万元"), ("市级茶园", "4万元")]),
        ("分别对省级、市级的茶园给予9万元、4万元奖励。", [("省级的茶园", "9万元"), ("市级的茶园", "4万元")]),
        ("分别向高级、中级茶艺师发放9000元、4000元。", [("高级茶艺师", "9000元"), ("中级茶艺师", "4000元")]),
        ("首次评上的，由镇政府一次性分别奖励茶厂9万元、茶园4万元。", [("茶厂", "9万元"), ("茶园", "4万元")]),
        ("省级、市级茶园的奖励分别由4万元、2万元提高到9万元、5万元。", [("省级茶园", "9万元"), ("市级茶园", "5万元")]),
    ],
)
def test_pairs(sentence, expected):
    assert pairs(sentence) == expected


def test_one_cap_governs_all():
    (pairing,) = read_pairings("对茶厂、茶园，分别给予最高9万元、4万元补贴。")

    assert [pair.figure.bound for pair in pairing.pairs] == [Bound.CAP, Bound.CAP]


def test_subjects_in_the_sentence_before():
    expected = [("金叶茶企", "9万元"), ("银叶茶企", "4万元")]

    assert pairs("分别给予9万元、4万元奖励。", before="设金叶茶企称号；金叶茶企、银叶茶企。") == expected
    assert pairs("金叶茶企、银叶茶企。分别给予9万元、4万元奖励。") == expected


def test_later_list_refers_to_the_earlier():
    sentence = "茶厂、茶园，分别奖励9万元、4万元；次年仍达到上述标准的，分别奖励3万元、2万元，最高分别为6万元、5万元。"
    first, second, third = read_pairings(sentence)

    assert first.subjects == second.subjects == third.subjects == ("茶厂", "茶园")
    assert [pair.figure.text for pair in third.pairs] == ["6万元", "5万元"]


@pytest.mark.parametrize(
    "sentence",
    [
        "对茶厂、茶园、茶店，分别给予9万元、4万元奖励。",
        "对茶厂、茶园，分别给予9万元、4万元、2万元奖励。",
        "对茶厂、茶园，分别给予9万元奖励。",
        "对茶厂、茶园，分别按20%、10%给予最高9万元、4万元、2万元奖励。",
        "达到上述标准的，分别给予9万元、4万元奖励。",
    ],
)
def test_unequal_lengths_are_reported_and_not_paired(sentence):
    (pairing,) = read_pairings(sentence)

    assert pairing.problem is PairingProblem.UNEQUAL
    assert pairing.pairs == ()
    assert pairing.figures


@pytest.mark.parametrize(
    "sentence",
    [
        "由县、镇两级财政分别给予9万元、4万元奖励。",
        "省级、市级茶园挂牌后，由农业局和茶业局分别给予9万元、4万元支持。",
    ],
)
def test_who_pays_is_no_subject(sentence):
    (pairing,) = read_pairings(sentence)

    assert (pairing.problem, pairing.subjects, pairing.pairs) == (PairingProblem.PAYERS, (), ())


def test_who_decides_is_no_payer():
    (pairing,) = read_pairings("省级、市级茶园，由农业局、茶业局审核后分别给予9万元、4万元奖励。")

    assert pairing.pairs


def test_no_subject_at_all():
    (pairing,) = read_pairings("分别给予9万元、4万元。")

    assert pairing.problem is PairingProblem.NO_SUBJECTS


def test_thresholds_behind_the_word_are_no_values():
    (pairing,) = read_pairings("分别对产值1亿元以上的茶企奖励9万元、4万元。")

    assert [figure.text for figure in pairing.figures] == ["9万元", "4万元"]


def test_without_figures_there_is_no_list():
    assert read_pairings("分别由茶办、科协负责。") == []


def test_span_reaches_from_the_word_to_the_last_figure():
    sentence = "茶厂、茶 园 分 别奖励 9 万元、４万元整治补贴。"
    sentence = sentence.replace("分 别", "分别")
    (pairing,) = read_pairings(sentence)

    assert sentence[pairing.start : pairing.end] == "分别奖励 9 万元、４万元"


PIECES = [
    "对",
    "茶厂",
    "省级",
    "、",
    "和",
    "，",
    "。",
    "；",
    "分别",
    "给予",
    "最高",
    "9万元",
    "4%",
    "的",
    "（",
    "）",
    "上述",
    "“",
    "”",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_input_raises_and_every_pair_has_a_figure(sentence):
    for pairing in read_pairings(sentence):
        assert (pairing.problem is PairingProblem.NONE) == bool(pairing.pairs)
        assert all(sentence[figure.start : figure.end] == figure.text for figure in pairing.figures)
        assert len({len(pair.figures) for pair in pairing.pairs}) <= 1
