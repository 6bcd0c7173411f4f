"""The rows of every table are checked, those of a table without a reader of its own too."""

import pytest
from django.db import models
from django.test.utils import isolate_apps

from incentives.evidence.measure_claims import figures_of
from incentives.evidence.report import check_measure
from incentives.models import Measure
from incentives.models.provision import Award, Provision
from policies.models import Clause
from policies.parsing.sentences import fingerprint
from tests import factories

pytestmark = pytest.mark.django_db


def clause_of(text: str, **values) -> Clause:
    return factories.clause(text=text, fingerprint=fingerprint(text), **values)


def wrong(findings):
    return [f"{finding.item}：{finding.stated}" for finding in findings if finding.is_wrong]


def test_rows_of_every_kind_are_read():
    grant = clause_of("遴选40岁以下的博士,每人给予10万元资助,按投入的30%给予补贴。")
    loan = clause_of("贷款额度最高500万元,年利率3.5%,期限12个月;投资额不低于基金规模的50%,设置20%投资损失允许率。")
    talent = factories.measure(kind="talent", title="博士资助", sourced=False)
    factories.talent_grant(
        talent,
        100_000,
        clause=grant,
        max_age=40,
        doctorate=True,
        paid_for="人",
        rate_min=30,
        rate_max=30,
        rate_base="投入",
    )
    product = factories.measure(kind="loan", title="贷款", sourced=False)
    figures = {"name": "贷款", "credit_limit": 5_000_000, "annual_rate": 3.5, "term_months": 12}
    factories.loan_product(product, clause=loan, **figures, invest_share_min_percent=50, loss_tolerance_percent=20)
    factories.condition(product, clause=loan, fact="age", operator="lte", value="40", sentence="40 岁以下")

    talent_found, loan_found = check_measure(talent), check_measure(product)

    assert {"金额", "比例", "年龄上限"} < {finding.item.part for finding in talent_found}
    assert {finding.mark for finding in talent_found} == {"✓"}
    assert len([finding for finding in loan_found if finding.mark == "✓" and finding.figure]) == 5
    assert len(wrong(loan_found)) == 3  # the condition: its age as rule and as text, and its words


@isolate_apps("incentives")
def test_number_of_a_table_without_a_reader_of_its_own_is_checked_all_the_same():
    class Coupon(Award):
        measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")
        sheets = models.PositiveSmallIntegerField("张数", null=True)

        class Meta(Award.Meta):
            app_label = "incentives"

    class Course(Provision):
        measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")
        hours = models.PositiveSmallIntegerField("课时", null=True)

        class Meta(Provision.Meta):
            app_label = "incentives"

    coupon = figures_of(Coupon(position=4, amount_min=500, amount_max=500, sheets=12))

    assert [(part, figure.low) for part, figure in coupon] == [("金额", 500), ("张数", 12)]
    assert [(part, figure.low) for part, figure in figures_of(Course(hours=8))] == [("课时", 8)]
    assert list(figures_of(Course())) == []
