"""Official sentences on public pages: figures marked, linked, and found again from the measure; coverage."""

import datetime
import re

import pytest
from django.urls import reverse

from incentives.evidence.annotation import pieces
from incentives.evidence.coverage import Coverage
from incentives.models import SubsidyTier
from incentives.templatetags import sentence_marks
from policies.models import DocumentRelation
from tests import factories
from tests.incentives.evidence.made_up import PAIRED, UNTIL, sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def award():
    document = factories.document()
    first = factories.clause(document, text=PAIRED, fingerprint="0" * 64)
    factories.clause(document, text="全市有3条河,邮编450007。", fingerprint="1" * 64)
    award = factories.measure(kind="subsidy", title="青竹奖励", sourced=False)
    factories.link(award, "clauses", first)
    factories.subsidy_tier(award, 500_000, label="青竹企业")
    return award


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


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
    stated = {"invest_share_min_percent": 50, "loss_tolerance_percent": 20}
    fund = factories.measure(kind="loan")
    factories.loan_product(fund, clause=clause, form="investment", **stated)
    factories.loan_product(fund, clause=clause, credit_limit=10_000, annual_rate=3, term_months=12)
    talent = factories.measure(kind="talent")
    factories.talent_grant(talent, 10_000, clause=clause, max_age=40)
    reform = factories.measure(kind="approval")
    factories.approval_reform(reform, clause=clause, item_count=18)

    text = "".join(page(client, measure.get_absolute_url()) for measure in (fund, talent, reform))

    for figure in ("50%", "20%", "1 万元", "3%", "12 个月", "40 岁以下（含）", "18 项"):
        assert f'<a class="stated row-link" href="{clause.context_url}">{figure}</a>' in text


def test_pieces_leave_out_numbers_that_are_names():
    found = pieces(sentence("政网办〔2022〕15号共3条,邮编450007。"), [])

    assert [piece.text for piece in found if piece.is_figure] == ["3条"]
    assert "".join(piece.text for piece in found) == "政网办〔2022〕15号共3条,邮编450007。"


def test_book_reads_only_cited_sentences(client, award, monkeypatch):
    monkeypatch.setattr(sentence_marks, "MOST_SENTENCES_READ", 1)

    text = page(client, award.clauses.get().document.get_absolute_url())

    assert "50万元</a></mark>" in text
    assert "全市有3条河" in text


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
    assert '<a class="row-link" href="#section-1">奖励</a>' in text


def test_coverage_of_nothing():
    assert Coverage("", "", 0, 0, 0).cited_share == "—"


def test_pages_of_sentences_cost_the_same_at_any_size(client, award, django_assert_max_num_queries):
    address = award.clauses.get().document.get_absolute_url()
    for _ in range(5):
        other = factories.measure(kind="subsidy", sourced=False)
        factories.link(other, "clauses", award.clauses.get())
        factories.subsidy_tier(other, 500_000, label="青竹企业")

    with django_assert_max_num_queries(40):
        client.get(address)


def post(client, name, **values):
    return client.post(reverse(name), values, follow=True).content.decode()


def test_unhandled_sentences_are_listed_and_marked_as_context(admin_client, award):
    waiting = award.clauses.get().document.clauses.get(path="1.2")
    address = reverse("admin:incentives_measure_unhandled", args=[waiting.document.slug])

    listed = admin_client.get(address).content.decode()
    refused = admin_client.post(address, {"clause": waiting.pk, "gist": ""}, follow=True).content.decode()
    marked_now = admin_client.post(address, {"clause": waiting.pk, "gist": "本市有河"}, follow=True).content.decode()

    waiting.refresh_from_db()
    assert "全市有3条河" in listed
    assert PAIRED not in listed
    assert "请写一句大意" in refused
    assert "已标为背景句" in marked_now
    assert "没有尚未处理的句子" in marked_now
    assert (waiting.is_context, waiting.gist) == (True, "本市有河")


def test_unhandled_sentences_of_all_documents_in_pages(admin_client, award, monkeypatch):
    monkeypatch.setattr("incentives.admin.sentence_pages.PER_PAGE", 1)
    factories.clause()

    text = admin_client.get(reverse("admin:incentives_measure_unhandled"), {"page": 2}).content.decode()

    assert "第 2 页，共 2 页，2 句" in text
    assert "上一页" in text


def test_what_only_an_archived_version_cites_is_unhandled_again(admin_client, award):
    type(award)._base_manager.update(status="archived")

    assert "分别一次性给予" in admin_client.get(reverse("admin:incentives_measure_unhandled")).content.decode()


def test_marking_needs_the_permission(client, award):
    client.force_login(factories.user("guest"))

    assert client.get(reverse("admin:incentives_measure_unhandled")).status_code == 403


def test_document_form_links_to_its_sentences_and_check(admin_client, award):
    document = award.clauses.get().document

    text = admin_client.get(reverse("admin:policies_document_change", args=[document.pk])).content.decode()

    for name in ("unhandled", "evidence"):
        assert reverse(f"admin:incentives_measure_{name}", args=[document.slug]) in text


def test_citations_of_a_changed_sentence_wait_for_a_decision(admin_client, award):
    old = award.clauses.get()
    document = old.document
    new = factories.clause(
        document, edition=2, path="1.1", position=1, text=PAIRED.replace("50", "60"), fingerprint="2" * 64
    )
    type(document).objects.filter(pk=document.pk).update(edition=2)
    draft = factories.draft(kind="subsidy", sourced=False)
    draft.clauses.add(old)
    row = factories.subsidy_tier(draft, 500_000, clause=old)
    indicator = factories.indicator(clause=old)
    address = reverse("admin:incentives_measure_unhandled", args=[document.slug])

    listed = admin_client.get(address).content.decode()
    refused = admin_client.post(address, {"old": old.pk, "path": "9.9"}, follow=True).content.decode()
    said = admin_client.post(address, {"old": old.pk, "path": "1.1"}, follow=True).content.decode()

    assert "改版后等候决定" in listed
    assert 'value="1.1"' in listed
    assert "最新版中没有这个位置" in refused
    assert "已改引最新版的第一部分第1句" in said
    row.refresh_from_db()
    indicator.refresh_from_db()
    assert (row.clause, indicator.clause, draft.clauses.get()) == (new, new, new)
    assert award.clauses.get() == old  # public: it changes by a revision alone
    assert "青竹奖励（已发布）" in said
