from decimal import Decimal

import pytest

from incentives.models.amount import NOT_STATED, Amount

HALF, THIRD = Decimal("50.000"), Decimal("30.500")


@pytest.mark.parametrize(
    ("amount", "said", "attainable"),
    [
        (Amount(), NOT_STATED, None),
        (Amount(2_000_000, 2_000_000), "200 万元", 2_000_000),
        (Amount(None, 500_000), "最高 50 万元", 500_000),
        (Amount(100_000, None), "不低于 10 万元", 100_000),
        (Amount(50_000, 100_000), "5 万—10 万元", 100_000),
        (Amount(500, 20_000), "500—2 万元", 20_000),
        (Amount(None, None, HALF, HALF, "贷款利息"), "贷款利息的 50%", None),
        (Amount(None, None, THIRD, HALF, "投资额"), "投资额的 30.5%—50%", None),
        (Amount(None, 300_000, None, HALF, "投资额"), "投资额的 最高 50%，最高 30 万元", 300_000),
        (Amount(None, None, HALF, None, "投资额"), "投资额的 不低于 50%", None),
        (Amount(50_000, 100_000, paid_for="人"), "5 万—10 万元/人", 100_000),
        (Amount(20, 20, paid_for="平方米", period="每月"), "20 元/平方米·月", None),
        (Amount(20_000, 20_000, period="每年"), "2 万元/年", None),
        (Amount(800_000, 800_000, currency="美元"), "80 万美元", None),
        (Amount(500, 20_000, currency="港元", paid_for="人"), "500—2 万港元/人", None),
        (Amount(None, 18, None, HALF, "租金", "平方米", "每月"), "租金的 最高 50%，最高 18 元/平方米·月", None),
        (Amount(None, None, HALF, HALF, "贷款利息", period="每年"), "贷款利息的 50%/年", None),
    ],
)
def test_amount_says_what_is_stated(amount, said, attainable):
    assert str(amount) == said
    assert amount.attainable == attainable
    assert amount.is_stated == (said != NOT_STATED)
