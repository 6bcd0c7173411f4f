import pytest

from policies.figures.read import read_figures


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("茶艺培训费由镇财政全额补贴。", 100),
        ("茶机检测费予以全额减免。", 100),
        ("茶农保费由镇财政全额承担。", 100),
        ("茶市摊位费全免。", 100),
        ("茶市摊位费减半收取。", 50),
    ],
)
def test_a_share_said_without_a_number(sentence, value):
    (figure,) = read_figures(sentence)

    assert figure.is_award
    assert (figure.value, figure.unit, figure.worded) == (value, "%", True)


def test_relief_by_years():
    free, half = read_figures("对新茶厂实行“三免两减半”扶持。")

    assert (free.text, free.value, half.text, half.value) == ("三免", 100, "两减半", 50)


@pytest.mark.parametrize(
    "sentence", ["虚报的，应全额退还补贴款。", "经费实行全额预算管理。", "验收后全额拨付。", "全额入库。"]
)
def test_what_is_not_given_in_full_is_no_figure(sentence):
    assert read_figures(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "茶叶增值税即征即退60%。",
        "财政另贴0.7个百分点。",
        "持茶券可抵扣300元。",
        "升级的，按差额补足4万元。",
        "每提高1级加奖2万元。",
        "茶室第二年房租免除50%。",
        "先由茶农垫付，年底报销70%。",
        "茶农先缴15%，镇财政补85%。",
        "每增加一个茶种多补2万元。",
        "由镇财政一次性兑现2万元。",
        "已领1万元的茶农只补发差额2000元。",
        "单个茶厂享受本政策总额不超过5万元。",
    ],
)
def test_other_words_of_giving(sentence):
    assert read_figures(sentence)[-1].is_award


@pytest.mark.parametrize("heading", ["（二）补贴标准", "（三）奖励额度：", "扶持标准"])
def test_a_heading_says_what_is_given(heading):
    assert all(figure.is_award for figure in read_figures("新茶园60元，老茶园30元。", before=heading))


@pytest.mark.parametrize("heading", ["收费标准：", "缴费标准"])
def test_a_heading_of_fees_gives_nothing(heading):
    assert not any(figure.is_award for figure in read_figures("每次20元，由申请人缴纳。", before=heading))


@pytest.mark.parametrize(
    ("sentence", "awards"),
    [
        ("首次获评省级茶厂的，由受益财政奖励18万元。", ["18万元"]),
        ("购茶企业按实际支付金额的7%补助，最高30万元。", ["7%", "30万元"]),
        ("按茶厂实付利息的50%给予贴息，单个企业每年贴息不超过40万元。", ["50%", "40万元"]),
        ("新认定国家级茶厂60万元，省级茶厂25万元。", ["60万元", "25万元"]),
        ("新认定国家级茶厂营业收入60万元。", []),
        ("货款支付金额的30%由茶厂自筹。", []),
    ],
)
def test_who_pays_and_what_is_paid_do_not_hide_an_award(sentence, awards):
    assert [figure.text for figure in read_figures(sentence) if figure.is_award] == awards
