import pytest

from policies.figures.read import read_figures


@pytest.mark.parametrize(
    ("sentence", "awards"),
    [
        ("国家级茶园奖励40万元；省级20万元；市级6万元。", 3),
        ("茶艺师津贴：一档900元，二档700元。", 2),
        ("首年补贴80%，次年50%。", 2),
        ("奖励茶厂40万元，注册资本90万元。", 1),
        ("奖励茶厂40万元；保证金2万元。", 1),
        ("奖励茶厂40万元；已拨付10万元。", 1),
        ("奖励茶厂40万元；占比20%。", 1),
    ],
)
def test_a_list_goes_on_without_its_verb(sentence, awards):
    assert sum(figure.is_award for figure in read_figures(sentence)) == awards
