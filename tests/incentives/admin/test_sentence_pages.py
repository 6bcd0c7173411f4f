"""Sentences that wait for a decision: listed, marked as context, cited anew."""

import pytest
from django.urls import reverse

from tests import factories
from tests.incentives.evidence.made_up import PAIRED, paired_award

pytestmark = pytest.mark.django_db


@pytest.fixture
def award():
    return paired_award()


def post(client, name, **values):
    return client.post(reverse(name), values, follow=True).content.decode()


def test_unhandled_sentences_are_listed_and_marked_as_context(admin_client, award):
    waiting = award.clauses.get().document.clauses.get(path="1.2")
    address = reverse("admin:incentives_measure_unhandled", args=[waiting.document.slug])

    queue = admin_client.get(address).content.decode()
    refused = admin_client.post(address, {"clause": award.clauses.get().pk}, follow=True).content.decode()
    marked_now = admin_client.post(address, {"clause": waiting.pk, "gist": "本市有河"}, follow=True).content.decode()

    waiting.refresh_from_db()
    assert "全市有3条河" in queue
    assert PAIRED not in queue
    assert "请写明原因" in refused
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

    queue = admin_client.get(address).content.decode()
    refused = admin_client.post(address, {"old": old.pk, "path": "9.9"}, follow=True).content.decode()
    reply = admin_client.post(address, {"old": old.pk, "path": "1.1"}, follow=True).content.decode()

    assert "改版后等候决定" in queue
    assert 'value="1.1"' in queue
    assert "最新版中没有这个位置" in refused
    assert "已改引最新版的第一部分第1句" in reply
    row.refresh_from_db()
    indicator.refresh_from_db()
    assert (row.clause, indicator.clause, draft.clauses.get()) == (new, new, new)
    assert award.clauses.get() == old  # public: it changes by a revision alone
    assert "青竹奖励（已发布）" in reply


def changed_sentences(number):
    """A document of two editions: `number` sentences of the first are cited and have been changed."""
    document = factories.document(edition=2)
    for n in range(1, number + 1):
        text = f"第{n}类小店每家补助{n}千元。"
        old = factories.clause(document, path=f"1.{n}", position=n, text=text, fingerprint="0" * 64)
        new = text.replace("千", "万")
        factories.clause(document, edition=2, path=f"2.{n}", position=n + 3, text=new, fingerprint="1" * 64)
        factories.link(factories.measure(title=f"引用{n}", sourced=False), "clauses", old)
    return document


def test_all_changed_sentences_are_counted_and_reached_page_by_page(admin_client, monkeypatch):
    monkeypatch.setattr("incentives.admin.sentence_pages.PER_PAGE", 2)
    changed_sentences(5)
    address = reverse("admin:incentives_measure_unhandled")

    first = admin_client.get(address, {"page": 2}).content.decode()
    last = admin_client.get(address, {"page": 2, "changed": 3}).content.decode()

    assert "改版后等候决定（5 句）" in first
    assert 'href="?page=2&amp;changed=2"' in first
    assert "引用1（已发布）" in first
    assert "引用5" not in first
    assert "引用5（已发布）" in last
    assert 'value="2.5"' in last
    assert "第 3 页，共 3 页，5 句" in last


def test_page_of_sentences_costs_the_same_at_any_number(admin_client, django_assert_max_num_queries):
    for number in (3, 20):
        changed_sentences(number)

        with django_assert_max_num_queries(13):
            admin_client.get(reverse("admin:incentives_measure_unhandled"))
