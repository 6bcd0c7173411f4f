"""Questions typed into the search box, and the answers that the entries give."""

import datetime

import pytest
from django.urls import reverse

from incentives.enums import Delivery, Form, Kind, ReformMode
from incentives.listing.notices import UNRELATED
from incentives.listing.search.answer import LONGEST, AnswerLine, shortened
from policies.enums import Stacking
from policies.models import Synonym
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("incentives:measure-list")


@pytest.fixture(scope="module")
def catalogue(beneath):
    return beneath(made)


def made():
    document = factories.document(slug="reply")
    said = [factories.clause(document, path=f"1.{n}", position=n) for n in range(1, 8)]
    rungs = factories.measure(
        title="谷穗企业奖励",
        promise="评上银穗、金穗，得奖励",
        kind=Kind.SUBSIDY,
        summary="分两级奖励。两级奖励的申领材料来源未载明。",
    )
    factories.link(rungs, "clauses", said[0])
    factories.subsidy_tier(rungs, 300_000, label="首次评上银穗企业", first_time=True, one_off=True, clause=said[1])
    factories.subsidy_tier(rungs, 700_000, label="评上金穗企业", clause=said[2])
    vague = factories.measure(title="陶土标杆", promise="成为陶土标杆，按规定得奖励", kind=Kind.SUBSIDY)
    factories.link(vague, "clauses", said[3])
    factories.subsidy_tier(vague, None, label="陶土标杆", clause=said[3])
    grant = factories.measure(title="青禾英才经费", promise="青禾英才得经费", kind=Kind.TALENT)
    factories.link(grant, "clauses", said[3])
    factories.talent_grant(grant, 60_000, label="青禾英才", max_age=38, doctorate=True, clause=said[3])
    reform = factories.measure(title="山谷通办", promise="山谷通办", kind=Kind.APPROVAL)
    factories.link(reform, "clauses", said[4])
    factories.approval_reform(reform, mode=ReformMode.SAME_CITY, label="山谷通办", item_count=45, clause=said[4])
    others = [*loans(said[5:]), open_call(said[6])]
    for measure in (rungs, vague, grant, reform, *others):
        factories.listed(measure)


def loans(said):
    """A measure with two loans, and a fund."""
    loan = factories.measure(
        title="稻香信贷", promise="可选稻香贷、麦浪贷", kind=Kind.LOAN, summary="两款产品的租赁条款来源未载明。"
    )
    factories.link(loan, "clauses", said[0])
    factories.loan_product(loan, label="稻香贷", name="稻香贷", operator="谷城银行", form=Form.LOAN, clause=said[0])
    factories.loan_product(loan, label="麦浪贷", name="麦浪贷", form=Form.LOAN, credit_limit=2_000_000, clause=said[1])
    fund = factories.measure(title="芦苇基金", promise="投资芦苇项目", kind=Kind.LOAN)
    factories.link(fund, "clauses", said[0])
    factories.loan_product(
        fund,
        label="芦苇基金",
        name="芦苇基金",
        form=Form.INVESTMENT,
        invest_share_min_percent=45,
        annual_rate="3.5",
        term_months=24,
        loss_tolerance_percent=30,
        clause=said[0],
    )
    return loan, fund


def open_call(clause):
    """A measure with a time to apply, an office and a condition."""
    dated = factories.measure(
        title="灯塔申报",
        promise="灯塔企业可申报",
        delivery=Delivery.AUTOMATIC,
        stacking=Stacking.HIGHEST_ONLY,
        agencies=[factories.agency(slug="lamp", name="灯塔局")],
        apply_from=datetime.date(2026, 3, 1),
        apply_until=datetime.date(2999, 5, 31),
    )
    factories.link(dated, "clauses", clause)
    factories.link(dated, "indicators", factories.indicator(name="灯塔企业", value=17, unit="家", clause=clause))
    factories.condition(dated, sentence="灯塔称号保持两年以上", clause=clause)
    return dated


def lines(client, q):
    found = client.get(LIST, {"q": q}).context["answer"]
    return [line.text for line in found.lines] if found else []


@pytest.mark.parametrize(
    ("q", "answers"),
    [
        ("银穗企业能拿多少钱", ["首次评上银穗企业：30 万元，限首次，一次性"]),
        ("金穗企业奖多少", ["评上金穗企业：70 万元"]),
        ("青禾英才要多大年纪", ["青禾英才：6 万元，38 岁以下，限博士"]),
        ("山谷通办有多少项", ["山谷通办：同城通办，45 项"]),
        ("稻香信贷有哪些", ["稻香贷：谷城银行运营", "麦浪贷：额度最高 200 万元"]),
        ("麦浪贷额度多少", ["麦浪贷：额度最高 200 万元"]),
        ("芦苇基金投资比例", ["芦苇基金：期限 24 个月，年利率 3.5%，投资占比不低于 45%，投资损失允许率 30%"]),
        ("灯塔什么时候截止", ["申报时间：2026年3月1日至2999年5月31日"]),
        ("灯塔归谁负责", ["负责部门：灯塔局"]),
        ("灯塔怎么办", ["办理方式：免申即享", "申报入口、申报材料来源未载明"]),
        ("灯塔企业多少家", ["灯塔企业：17 家"]),
        ("灯塔要保持多久", ["灯塔称号保持两年以上"]),
        ("灯塔能叠加吗", ["叠加规则：从高不重复"]),
        ("灯塔要什么条件", ["灯塔称号保持两年以上", "支持对象来源未载明"]),
        ("全市有几家灯塔企业", ["灯塔企业：17 家"]),
        ("谷穗企业奖励有多少奖金", ["首次评上银穗企业：30 万元，限首次，一次性", "评上金穗企业：70 万元"]),
    ],
)
def test_answer_is_what_the_entry_states(client, catalogue, q, answers):
    assert lines(client, q) == answers


@pytest.mark.parametrize(
    ("q", "open_point"),
    [
        ("陶土标杆多少钱", "金额来源未载明"),
        ("稻香贷利率多少", "利率、期限、担保要求来源未载明"),
        ("银穗金穗奖励都能拿吗", "能否叠加（都拿）来源未载明"),
        ("谷穗奖励什么时候截止", "申报时间和截止日期来源未载明"),
        ("谷穗奖励谁负责", "认定或负责的部门来源未载明"),
        ("谷穗奖励怎么申请", "办理方式、申报入口、申报材料来源未载明"),
        ("稻香贷租赁多少", "两款产品的租赁条款来源未载明"),
        ("谷穗企业奖励多久", "年限来源未载明"),
        ("谷穗企业奖励哪天开始报", "申报时间和截止日期来源未载明"),
    ],
)
def test_what_no_source_states_is_said(client, catalogue, q, open_point):
    answer = client.get(LIST, {"q": q})

    assert open_point in [line.text for line in answer.context["answer"].lines]
    assert "12345" in answer.content.decode()


@pytest.mark.parametrize("q", ["银穗", "火箭多少钱", "木星补贴", "谷穗火箭多少钱"])
def test_no_answer_where_nothing_is_asked_or_nothing_speaks_of_it(client, catalogue, q):
    assert lines(client, q) == []


def test_sums_that_are_stated_are_never_called_unstated(client, catalogue):
    assert not [line for line in lines(client, "谷穗奖励多少钱") if "金额来源未载明" in line]


def test_answer_links_its_clauses(client, catalogue):
    page = client.get(LIST, {"q": "金穗企业奖多少"}).content.decode()

    assert 'class="answer"' in page
    assert 'href="/documents/reply/1.3/"' in page


def test_answer_stands_on_the_first_page_alone(client, catalogue):
    assert client.get(LIST, {"q": "金穗企业奖多少", "page": "2"}).status_code == 404


def test_nothing_of_what_was_typed(client, catalogue):
    answer = client.get(LIST, {"q": "木星补贴"})
    factories.listed(factories.measure(title="补贴总览"))
    near = client.get(LIST, {"q": "木星补贴"})

    assert answer.context["total"] == 0
    assert near.context["heading"] == UNRELATED
    assert "tel:12345" in near.content.decode()


def test_words_of_the_vocabulary_lead_to_what_they_mean(client, catalogue):
    Synonym.objects.create(word="缺钱", same_as="信贷")

    assert client.get(LIST, {"q": "最近缺钱"}).context["cards"][0].measure.title == "稻香信贷"


def test_answer_in_the_api(client, catalogue):
    told = client.get("/api/v1/measures", {"q": "金穗企业奖多少"}).json()["answer"]

    assert told["lines"] == ["评上金穗企业：70 万元"]
    assert [one["path"] for one in told["citations"]] == ["1.3"]
    assert client.get("/api/v1/measures", {"q": "金穗企业"}).json()["answer"] is None


def test_answer_is_short():
    long = AnswerLine("长" * LONGEST, None)

    assert shortened([long, long]) == (long,)


def test_suggestions_answer_a_question_that_is_typed(client, catalogue):
    box = client.get(reverse("incentives:suggest"), {"q": "银穗企业奖多少钱"}).content.decode()

    assert 'class="answer"' in box
    assert "首次评上银穗企业：30 万元" in box
    assert 'class="answer"' not in client.get(reverse("incentives:suggest"), {"q": "谷穗"}).content.decode()
    assert 'class="answer"' not in client.get(reverse("incentives:suggest"), {"q": "宇航服多少钱"}).content.decode()
    assert client.get(reverse("incentives:suggest")).status_code == 200


def test_where_nothing_is_found_the_categories_lead_on(client, catalogue):
    html = client.get(LIST, {"q": "宇航服"}).content.decode()

    assert 'aria-label="按类别查找"' in html
    assert 'href="tel:12345"' in html
    assert "<span>0" not in html


def test_a_name_alike_does_not_answer_for_another(client, catalogue):
    factories.measure(title="“麻香贷”平台", promise="通过“麻香贷”平台找信贷", kind=Kind.SERVICE)

    box = client.get(LIST, {"q": "麻香贷是谁运营的"}).context["answer"]

    assert "谷城银行" not in " ".join(line.text for line in (box.lines if box else ()))


def test_what_the_vocabulary_leads_to_is_not_called_unlike(client, catalogue):
    Synonym.objects.create(word="揭不开锅", same_as="信贷")

    page = client.get(LIST, {"q": "厂里揭不开锅了"})

    assert page.context["cards"]
    assert UNRELATED not in page.content.decode()


def test_sums_in_traditional_characters(client, catalogue):
    assert [card.measure.title for card in client.get(LIST, {"q": "70萬"}).context["cards"]] == ["谷穗企业奖励"]


def test_measures_of_one_city_do_not_answer_for_another(client):
    document = factories.document(slug="reply-of-a-city", region="河南省郑州市")
    award = factories.measure(title="石榴林场奖励", kind=Kind.SUBSIDY)
    factories.link(award, "clauses", clause := factories.clause(document, path="1.1"))
    factories.subsidy_tier(award, 300_000, label="首次评上石榴林场", clause=clause)
    factories.listed(award)

    here, elsewhere = (client.get(LIST, {"q": f"{place}石榴林场奖多少"}) for place in ("郑州", "洛阳"))

    assert here.context["answer"].measure == award
    assert elsewhere.context["answer"] is None
    assert elsewhere.context["title"].startswith("没有收录洛阳的惠企事项")
    assert client.get(reverse("incentives:suggest"), {"q": "洛阳石榴林场奖多少"}).context["answer"] is None


def test_known_word_narrowed_by_an_unknown_one_is_called_near(client, catalogue):
    Synonym.objects.create(word="贷款", same_as="信贷")

    narrowed, plain = (client.get(LIST, {"q": q}).context for q in ("公积金贷款", "急需贷款"))

    assert narrowed["is_unrelated"]
    assert not plain.get("is_unrelated")
