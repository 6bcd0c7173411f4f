import pytest

from policies.figures.read import read_figures
from tests.policies.figures.written import written


@pytest.mark.parametrize(
    "text",
    ["5万元", "5万元—10万元", "不超过5万元", "不低于5万元", "超过5万元", "低于5万元", "0.8%", "三分之二", "2031年底"],
)
def test_written_form_reads_back(text):
    (figure,) = read_figures(text)
    (again,) = read_figures(written(figure))

    for name in ("low", "high", "unit", "bound", "exclusive", "precision"):
        assert getattr(again, name) == getattr(figure, name)
