from incentives.enums import Form, ReformMode
from incentives.models import ApprovalReform, LoanProduct, SubsidyTier, TalentGrant
from incentives.statements.rows import age_limit, loan_table, row_text, row_words


def test_an_award_in_words():
    row = SubsidyTier(
        label="首次评上谷穗企业", amount_min=300_000, amount_max=300_000, first_time=True, one_off=True, form=Form.AWARD
    )

    assert row_words(row) == ("首次评上谷穗企业", "30 万元", ("限首次", "一次性奖励"))
    assert row_text(row) == "首次评上谷穗企业：30 万元，限首次，一次性奖励"


def test_an_award_without_a_sum_says_so():
    assert row_text(TalentGrant(label="安家", doctorate=True, max_age=38)) == "安家：金额来源未载明，38 岁以下，限博士"


def test_what_repeats_the_name_is_not_said_twice():
    assert row_text(LoanProduct(label="谷粒贷", name="谷粒贷", note="谷粒贷")) == "谷粒贷"


def test_reforms_and_loans_have_no_sum():
    reform = ApprovalReform(label="通办", mode=ReformMode.SAME_CITY, item_count=45, item_unit="个")
    loan = LoanProduct(label="谷粒贷", operator="谷城银行", credit_limit=2_000_000, term_months=24, guarantee="免抵押")

    assert row_words(reform) == ("通办", "", ("同城通办", "45 个"))
    assert row_text(loan) == "谷粒贷：谷城银行运营，额度最高 200 万元，期限 24 个月，免抵押"


def test_an_age_is_a_limit_and_no_award():
    assert age_limit(TalentGrant(max_age=38)) == "38 岁以下"
    assert age_limit(LoanProduct(credit_limit=5)) == ""


def test_table_of_loans_has_the_terms_that_some_row_states():
    grain = LoanProduct(name="谷粒贷", credit_limit=2_000_000, interest_subsidy=False)
    wave = LoanProduct(name="麦浪贷", operator="谷城银行")

    table = loan_table([grain, wave])

    assert table.labels == ("运营主体", "额度上限", "贴息")
    assert [[cell.text for cell in cells] for _, cells in table.rows] == [["", "200 万元", "无"], ["谷城银行", "", ""]]
    assert [cell.is_figure for cell in table.rows[0][1]] == [False, True, False]
    assert table.unstated == ("平台", "阶段", "年利率", "期限", "担保要求")


def test_a_fund_has_no_terms_of_a_loan_in_the_table():
    fund = LoanProduct(name="芦苇基金", form=Form.INVESTMENT, invest_share_min_percent=45)
    loan = LoanProduct(name="谷粒贷", guarantee="须担保")

    table = loan_table([fund, loan])

    assert table.labels == ("担保要求", "投资占可投规模")
    assert [[cell.text for cell in cells] for _, cells in table.rows] == [["—", "不低于 45%"], ["须担保", "—"]]
    assert "损失允许率" in table.unstated
    assert loan_table([fund]).unstated == ("运营主体", "平台", "阶段", "损失允许率")
