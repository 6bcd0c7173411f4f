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
    ],
)
def test_other_words_of_giving(sentence):
    assert read_figures(sentence)[-1].is_award
