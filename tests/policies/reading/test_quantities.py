from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from policies.figures import read_figures
from policies.reading.quantities import Kind, Precision, Quantity, written


@pytest.mark.parametrize(
    "text",
    ["5万元", "5万元—10万元", "不超过5万元", "不低于5万元", "超过5万元", "低于5万元", "0.8%", "三分之二", "2031年底"],
)
def test_written_form_reads_back(text):
    (figure,) = read_figures(text)
    (again,) = read_figures(written(figure))

    for name in ("low", "high", "unit", "bound", "exclusive", "precision"):
        assert getattr(again, name) == getattr(figure, name)


@pytest.mark.parametrize(
    ("low", "kind", "unit", "text"),
    [
        (120, Kind.COUNT, "家", "120家"),
        (Decimal("0.80"), Kind.PERCENT, "%", "0.8%"),
        (Fraction(2, 3), Kind.RATIO, "", "3分之2"),
        (1500000, Kind.AMOUNT, "元", "150万元"),
    ],
)
def test_written_number(low, kind, unit, text):
    assert written(Quantity(text="", start=0, end=0, kind=kind, low=low, high=low, unit=unit)) == text


def test_written_date_keeps_its_precision():
    day = date(2031, 5, 1)
    quantity = Quantity(text="", start=0, end=0, kind=Kind.DATE, low=day, high=day, precision=Precision.MONTH)

    assert written(quantity) == "2031年5月"


def test_what_has_no_value_is_written_as_it_stands():
    (figure,) = read_figures("6月30日")

    assert written(figure) == "6月30日"
