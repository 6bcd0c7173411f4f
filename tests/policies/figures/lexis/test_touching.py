import pytest

from policies.figures.read import read_figures


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("补贴1，00万元", "1，"),
        ("补贴5元5", "5元5"),
        ("补贴1万元零500元", "1万元零500元"),
        ("补贴20万元×70%", "×"),
        ("补贴±5万元", "±"),
        ("补贴3万元半", "半"),
        ("补贴1.2.3万元", "."),
        ("补贴10-5万元", "-"),
        ("茶王奖 2 30万元", " "),
        ("补贴共2\n5万元", " "),
        ("补贴2.\n5万元", ". "),
        ("补贴5万元/10亩", "/"),
        ("按8折补贴", "8折"),
        ("补贴三五万元", "三五万元"),
    ],
)
def test_a_number_beside_something_unread_has_no_value(text, unread):
    figures = read_figures(text)

    assert figures
    assert not any(figure.has_value or figure.is_award for figure in figures)
    assert figures[-1].unread == unread


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("满3年补贴5万元", [3, 50000]),
        ("3年5万元", [3, 50000]),
        ("补贴5万元，10万元", [50000, 100000]),
        ("补贴5万元/3万元", [50000, 30000]),
        ("补贴5万元2.茶厂", [50000, 2]),
        ("2. 补贴5万元", [2, 50000]),
        ("补贴额＝投资额×10%", [10]),
        ("茶王奖\t2\t30万元", [2, 300000]),
        ("茶王奖　2　30万元", [2, 300000]),
        ("茶王奖|2|30万元", [2, 300000]),
        ("外资额的6‰折合人民币", ["0.6"]),
    ],
)
def test_neighbours_that_are_understood(text, values):
    assert [str(figure.value) for figure in read_figures(text)] == list(map(str, values))


def test_a_figure_without_value_is_not_limited_either():
    (figure,) = read_figures("最高补贴20万元×70")[:1]

    assert (figure.low, figure.high) == (None, None)
