"""Official sentences on public pages: figures marked, linked, and found again from the measure; coverage."""

import datetime

import pytest

from incentives.evidence.annotation import pieces
from incentives.evidence.clauses import sentences_of
from incentives.evidence.coverage import Coverage
from incentives.models import SubsidyTier
from policies.models import Clause, DocumentRelation, Indicator
from tests import factories
from tests.incentives.evidence.made_up import UNTIL, page, paired_award, sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def award():
    return paired_award()


def test_figures_are_marked_and_linked_to_what_uses_them(client, award):
    clause = award.clauses.get()
    link = f'<mark class="figure nowrap"><a href="{award.get_absolute_url()}" title="用于：青竹奖励">50万元</a></mark>'
    free = '<mark class="figure figure--free nowrap">200万元</mark>'

    for address in (clause.document.get_absolute_url(), clause.get_absolute_url()):
        text = page(client, address)
        assert link in text
        assert free in text


def test_indicator_and_its_date_are_linked(client):
    clause = factories.clause(text=UNTIL, fingerprint="0" * 64)
    indicator = factories.indicator(
        name="大榕树企业",
        value=109,
        nature="outcome",
        clause=clause,
        as_of=datetime.date(2031, 12, 31),
        as_of_precision="year_end",
    )

    text = page(client, clause.get_absolute_url())

    for figure in ("109家", "2031年底"):
        assert f'<a href="{indicator.get_absolute_url()}" title="用于：大榕树企业">{figure}</a>' in text


def test_wrong_figure_is_not_linked_and_no_verdict_is_public(client, award):
    SubsidyTier._base_manager.filter(measure=award).update(amount_min=5_000_000, amount_max=5_000_000)

    text = page(client, award.clauses.get().get_absolute_url())

    assert '<mark class="figure figure--free nowrap">50万元</mark>' in text
    assert "✗" not in text


def test_measure_links_each_figure_to_its_sentence_in_context(client, award):
    clause = award.clauses.get()

    assert f'<a class="stated row-link" href="{clause.context_url}">50 万元</a>' in page(
        client, award.get_absolute_url()
    )
    assert f'id="clause-{clause.path}"' in page(client, clause.document.get_absolute_url())


def test_figures_of_all_kinds_are_linked(client):
    clause = factories.clause()
    shares = {"invest_share_min_percent": 50, "loss_tolerance_percent": 20}
    fund = factories.measure(kind="loan")
    factories.loan_product(fund, clause=clause, form="investment", **shares)
    factories.loan_product(fund, clause=clause, credit_limit=10_000, annual_rate=3, term_months=12)
    talent = factories.measure(kind="talent")
    factories.talent_grant(talent, 10_000, clause=clause, max_age=40)
    reform = factories.measure(kind="approval")
    factories.approval_reform(reform, clause=clause, item_count=18)

    text = "".join(page(client, measure.get_absolute_url()) for measure in (fund, talent, reform))

    for figure in ("不低于 50%", "20%", "1 万元", "3%", "12 个月", "40 岁以下", "18 项"):
        assert f'<a class="stated row-link" href="{clause.context_url}">{figure}</a>' in text


def test_pieces_leave_out_numbers_that_are_names():
    parts = pieces(sentence("政网办〔2022〕15号共3条,邮编450007。"), [])

    assert [piece.text for piece in parts if piece.is_figure] == ["3条"]
    assert "".join(piece.text for piece in parts) == "政网办〔2022〕15号共3条,邮编450007。"


def test_copying_works_without_a_script(client, award):
    clause = award.clauses.get()

    assert f'<span class="citation" id="citation">{clause.citation}</span>' in page(client, clause.get_absolute_url())


def test_coverage_of_sections(client):
    document = factories.document()
    for path in ("0.1", "1.1", "1.2", "1.3", "1.4"):
        factories.clause(document, path=path, section_heading="" if path == "0.1" else "奖励", is_context=path == "0.1")
    clauses = {clause.path: clause for clause in document.clauses.all()}
    factories.link(factories.measure(sourced=False), "clauses", clauses["1.1"])
    factories.indicator(clause=clauses["1.2"])
    DocumentRelation.objects.create(from_document=document, to_document=factories.document(), clause=clauses["1.3"])

    text = page(client, document.get_absolute_url())

    assert '全文 </th> <td class="number" data-label="句数">5</td>' in text
    assert '<td class="number" data-label="已引用">3（60%）</td>' in text
    assert '<td class="number" data-label="尚未处理">1（25%）</td>' in text
    assert f'<a class="row-link" href="{document.get_absolute_url()}#section-1">奖励</a>' in text


def test_coverage_of_nothing():
    assert Coverage("", "", 0, 0, 0).cited_share == "—"


def test_book_of_cited_sentences_is_shown(client):
    """One condition for 1,300 sentences was too deep for SQLite."""
    document = factories.document()
    text = {"text": "每家奖励5万元。", "fingerprint": "0" * 64}
    clauses = [Clause(document=document, path=f"1.{n}", position=n, **text) for n in range(1, 1301)]
    Clause.objects.bulk_create(clauses)
    Indicator.objects.bulk_create(
        Indicator(name=f"指标{n}", slug=f"i-{n}", value=5, unit="家", nature="count", clause=clause)
        for n, clause in enumerate(clauses)
    )

    assert len(sentences_of(clause.pk for clause in clauses)) == 1300
    assert "每家奖励" in page(client, document.get_absolute_url())


def test_pages_of_sentences_cost_the_same_at_any_size(client, award, django_assert_max_num_queries):
    address = award.clauses.get().document.get_absolute_url()
    for _ in range(5):
        other = factories.measure(kind="subsidy", sourced=False)
        factories.link(other, "clauses", award.clauses.get())
        factories.subsidy_tier(other, 500_000, label="青竹企业")

    with django_assert_max_num_queries(40):
        client.get(address)
