import pytest

from policies.figures.read import read_figures


@pytest.mark.parametrize(
    "sentence",
    [
        # no longer given
        "对歇业茶厂不再给予每年6万元补贴。",
        "取消对茶摊的3000元入市补贴。",
        "暂停发放每亩200元的茶苗补贴。",
        "镇里不对旧茶机提供15%的补贴。",
        "同一茶农不得同时享受3万元建房补贴和每月500元租房补贴。",
        "每件600元的商标资助不再执行。",
        "每亩300元的补贴标准，自明年起停止执行。",
        "关于奖励茶企20万元的规定予以废止。",
        # taken back, fined
        "虚报产量的，追回补助资金7万元。",
        "未满三年迁出的，须返还安家补助5万元。",
        "逾期不改的，处3万元罚款。",
        "多领的4万元补贴予以收回。",
        "虚报取得的4万元奖励，由镇财政负责追缴。",
        "每日按万分之五加收滞纳金。",
        # already had
        "已获镇级6万元奖励的茶企，可继续申报。",
        "扣除已补助的2万元后发放。",
        # paid by the reader, or worth as much
        "茶艺培训收费标准为每人900元。",
        "茶农意外险保险费标准为50元/人。",
        "茶王赛报名费200元，由茶农承担。",
        "茶农须缴纳保证金5000元。",
        "茶机保费由茶农自付30%。",
        "折合人民币约14万元。",
        "汇率按7.2元折算，另行补贴。",
    ],
)
def test_no_award(sentence):
    figures = read_figures(sentence)

    assert figures
    assert not any(figure.is_award for figure in figures)


@pytest.mark.parametrize(
    ("sentence", "awards"),
    [
        ("茶农不再缴费，另给予2万元补助。", ["2万元"]),
        ("取消门槛并给予每户2万元补助。", ["2万元"]),
        ("不限面积，新茶园均补贴5000元。", ["5000元"]),
        ("茶艺培训收费每人900元，镇里补贴600元。", ["600元"]),
        ("按茶园租金每亩300元给予补贴。", ["300元"]),
        ("茶农自付部分的一半由镇里补贴，即补贴500元。", ["500元"]),
        ("给予茶厂4万元奖励，三年内迁出的追回。", ["4万元"]),
        ("就高不重复，最高补贴9万元。", ["9万元"]),
        # an old standard and a new one
        ("茶苗补贴由每亩200元提高至每亩300元。", ["300元"]),
        ("将贴息比例从20%下调为15%。", ["15%"]),
        ("原补贴标准每亩200元，现提高到每亩300元。", ["300元"]),
        ("奖励在原5000元基础上上浮至8000元。", ["8000元"]),
        ("最高奖励额由8万元增加到9万元。", ["9万元"]),
    ],
)
def test_what_is_given_all_the_same(sentence, awards):
    assert [figure.text for figure in read_figures(sentence) if figure.is_award] == awards
