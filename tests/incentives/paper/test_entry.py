"""One measure on paper: what is stated, and what the source leaves open."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incentives.enums import Delivery, Form, Kind
from incentives.models import Material, Measure
from incentives.paper.entry import CHUNK, PaperEntry, entries
from incentives.statements.open_points import STACKED
from policies.enums import Stacking, TermKind
from tests import factories

pytestmark = pytest.mark.django_db

STACKING, MONEY, LOAN = (
    "能不能和其他奖补一起拿？",
    "没有写明金额的，给多少？怎么计算？",
    {"年利率是多少？", "最长可以用多久？", "要不要抵押或者担保？"},
)


def on_paper(measure: Measure) -> PaperEntry:
    return next(entries([measure.pk]))


def facts(entry: PaperEntry) -> dict[str, tuple[str, ...]]:
    return dict((*entry.who, *entry.money, *entry.how, *entry.where))


def test_everything_the_source_leaves_open_is_asked_and_named_once():
    entry = on_paper(factories.measure())

    assert len(entry.questions) == 8
    assert entry.questions[0] == "哪些企业可以享受？要满足哪些条件？"
    assert entry.unstated == (
        *("支持对象", "申报条件", "办理方式", "申报入口", "申报材料", "申报时间和截止日期"),
        *("认定或负责的部门", "咨询电话", "政策依据", "有效期"),
    )
    assert not {"办理方式", "申报时间", "申报入口", "政策依据"} & set(facts(entry))


def test_nothing_is_asked_of_what_is_stated():
    measure = factories.measure(
        delivery=Delivery.APPLICATION,
        apply_until="2030-01-01",
        apply_url="https://example.cn/",
        contact_phone="0000-7",
        audience="灌区企业",
        valid_until="2031-01-01",
        agencies=[factories.agency(name="水利局", phone="0000-8")],
    )
    factories.link(measure, "basis", factories.document(title="灌溉补助办法", doc_number="绿政〔2029〕3号"))
    factories.condition(measure, sentence="在本市注册")
    Material._base_manager.bulk_create([Material(measure=measure, name="营业执照", required=True)])

    entry = on_paper(measure)

    assert (entry.questions, entry.unstated) == ((), ())
    assert entry.materials == ("营业执照（必交）",)
    assert facts(entry)["申报时间"] == ("2030年1月1日止",)
    assert facts(entry)["咨询电话"] == ("0000-7",)
    assert facts(entry)["部门"] == ("责任部门：水利局 0000-8",)
    assert facts(entry)["政策依据"] == ("《灌溉补助办法》绿政〔2029〕3号",)


def test_money_and_stacking_are_asked_only_where_there_is_an_award():
    stated = factories.measure(kind=Kind.SUBSIDY, stacking=Stacking.STACKABLE)
    factories.subsidy_tier(stated, 10_000)
    silent = factories.measure(kind=Kind.TALENT)
    factories.talent_grant(silent)

    assert {STACKING, MONEY}.isdisjoint(on_paper(stated).questions)
    assert {STACKING, MONEY} <= set(on_paper(silent).questions)
    assert {STACKING, MONEY}.isdisjoint(on_paper(factories.measure()).questions)
    assert facts(on_paper(silent))["能否叠加"] == ("来源未载明，不要自行相加。",)
    assert STACKED.name not in on_paper(silent).unstated, "said beside the sums already"
    assert facts(on_paper(stated))["能否叠加"] == ("可以叠加",)
    assert (on_paper(stated).award, on_paper(silent).award) == (10_000, None)


def test_terms_are_asked_of_a_loan_and_not_of_a_fund():
    loan, fund = factories.measure(kind=Kind.LOAN), factories.measure(kind=Kind.LOAN)
    factories.loan_product(loan, credit_limit=10**6)
    factories.loan_product(fund, form=Form.INVESTMENT)

    assert set(on_paper(loan).questions) >= LOAN
    assert LOAN.isdisjoint(on_paper(fund).questions)
    assert on_paper(loan).award is None, "a credit limit is no award"


def test_inherited_terms_are_stated_with_their_place_and_not_asked():
    clause = factories.clause(path="2.7")
    measure = factories.measure(kind=Kind.SUBSIDY, sourced=False)
    factories.link(measure, "clauses", clause)
    factories.subsidy_tier(measure, 10_000)
    factories.term(clause, TermKind.STACKING, Stacking.HIGHEST_ONLY)
    factories.term(clause, TermKind.APPLY_UNTIL, "2033-01-31")

    entry = on_paper(measure)

    assert facts(entry)["能否叠加"] == ("按文件通则：从高不重复。",)
    assert facts(entry)["申报截止"] == ("2033年1月31日（文件通则，第二部分第7句）",)
    assert "申报时间和截止日期" not in entry.unstated


def test_conditions_say_where_they_stand_and_whose_they_are():
    measure = factories.measure(kind=Kind.TALENT)
    factories.talent_grant(measure, 100_000, label="博士", max_age=40, doctorate=True)
    factories.talent_grant(measure, 50_000, label="其他", max_age=40)
    factories.condition(measure, sentence="经遴选入选", clause=factories.clause(path="3.4"))

    groups = on_paper(measure).groups

    assert groups == (
        ("", (("年龄不超过 40 岁", ""), ("经遴选入选", "第三部分第4句"))),
        ("博士", (("具有博士学位", ""),)),
    )


def test_sources_name_every_public_place_once_and_no_hidden_document():
    document = factories.document(title="节水条例", written_on="2031-05-04")
    measure = factories.measure(kind=Kind.SUBSIDY, sourced=False)
    factories.link(measure, "clauses", factories.clause(document, path="1.2"))
    factories.subsidy_tier(measure, 10_000, clause=factories.clause(document, path="1.3"))
    factories.condition(measure, clause=factories.clause(factories.document(title="草稿", draft=True)))

    entry = on_paper(measure)

    assert facts(entry)["信息来源"] == ("《节水条例》第一部分第2句、第一部分第3句（2031年5月4日成文）",)
    assert entry.documents == (("《节水条例》", "", "2031年5月4日", False),)


def test_what_is_over_or_was_changed_is_said_first():
    document = factories.document(edition=2)
    measure = factories.measure(sourced=False, valid_until="2020-03-01")
    factories.link(measure, "clauses", factories.clause(document, path="1.9"))

    notes = on_paper(measure).notes

    assert notes[0].startswith("已截止：有效期已于2020年3月1日届满")
    assert "第一部分第9句在原文新版中已有改动" in notes[1]


def test_queries_do_not_grow_with_the_measures():
    keys = []
    for number in range(6):
        measure = factories.measure(kind=Kind.SUBSIDY)
        factories.subsidy_tier(measure, 10_000 * (number + 1))
        factories.condition(measure)
        keys.append(measure.pk)
    factories.term(measure.clauses.get(), TermKind.STACKING, Stacking.HIGHEST_ONLY)

    counts = []
    for few in (keys[:2], keys):
        with CaptureQueriesContext(connection) as seen:
            assert [one.award for one in entries(few)] == [10_000 * (number + 1) for number in range(len(few))]
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert len(keys) < CHUNK
