"""The review of a whole document."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from incentives.enums import Kind, MeasureStatus
from incentives.models import Measure
from policies.enums import DocumentStatus, TermKind
from policies.models import Document
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "对首次入围的作坊，一次性奖励{}万元。"


def waiting(document, wan=8, stored=None, **values):
    """A version in review with one row, whose sentence states `wan` 万元; `stored` is what the row says."""
    clause = factories.clause(document, text=TEXT.format(wan), fingerprint=f"{document.pk:032x}{wan:032x}")
    measure = factories.draft(kind=Kind.SUBSIDY, sourced=False, title=f"作坊奖励{wan}", **values)
    measure.clauses.add(clause)
    factories.subsidy_tier(
        measure, (stored or wan) * 10_000, label="首次入围", clause=clause, first_time=True, one_off=True
    )
    writer = factories.user(f"writer-{measure.pk}")
    measure.editors.add(writer)
    Measure.objects.filter(pk=measure.pk).update(status=MeasureStatus.REVIEW)
    return Measure.objects.get(pk=measure.pk)


def address(document):
    return reverse("admin:incentives_measure_document_review", args=[document.slug])


def posted(*decisions):
    """What the page posts: (version, decision, reason) each."""
    return {
        f"{measure.pk}-{name}": value
        for measure, decision, reason in decisions
        for name, value in (("decision", decision), ("reason", reason), ("seen", measure.lock))
    }


@pytest.fixture
def document():
    of = factories.document(draft=True, title="绿谷市作坊办法")
    factories.term(factories.clause(of), TermKind.PAYMENT, "即申即享")
    return of


def test_page_shows_sentence_draft_ticks_and_what_nobody_checked(client, people, document):
    measure = waiting(document, audience="绿谷市作坊")
    people("审核")

    page = client.get(address(document)).content.decode()

    assert "<mark>8万元</mark>" in page
    assert "→ 首次入围 › 金额" in page
    assert "✓" in page
    assert "机器没有核对" in page
    assert f'name="{measure.pk}-seen" value="{measure.lock}"' in page


def test_one_submit_publishes_document_and_measures_and_sends_back(client, people, document):
    good, bad = waiting(document, 8), waiting(document, 9)
    people("审核")

    page = client.post(address(document), posted((good, "pass", ""), (bad, "back", "对象写得太宽")), follow=True)

    assert "已发布 1 项，退回 1 项" in page.content.decode()
    assert Document.objects.get(pk=document.pk).status == DocumentStatus.PUBLISHED
    assert Measure.objects.get(pk=good.pk).status == MeasureStatus.PUBLISHED
    bad.refresh_from_db()
    assert (bad.status, bad.sent_back_note) == (MeasureStatus.DRAFT, "对象写得太宽")


def test_all_sent_back_leaves_the_document_hidden(client, people, document):
    bad = waiting(document)
    people("审核")

    client.post(address(document), posted((bad, "back", "重写")))

    assert Document.objects.get(pk=document.pk).status == DocumentStatus.DRAFT


def test_one_refusal_undoes_everything_and_keeps_the_choices(client, people, document):
    good, wrong = waiting(document, 8), waiting(document, 9, stored=90)
    people("审核")

    page = client.post(address(document), posted((good, "pass", ""), (wrong, "pass", ""))).content.decode()

    assert "什么都没有改动" in page
    assert "还不能发布" in page
    assert page.count("checked") == 2
    assert Document.objects.get(pk=document.pk).status == DocumentStatus.DRAFT
    assert set(Measure.objects.values_list("status", flat=True)) == {MeasureStatus.REVIEW}


def test_state_that_the_page_did_not_show_is_not_published(client, people, document):
    shown, came_later = waiting(document, 8), waiting(document, 9)
    people("审核")
    form = posted((shown, "pass", ""))
    Measure.objects.filter(pk=shown.pk).update(lock=shown.lock + 1)

    refused = client.post(address(document), form).content.decode()
    only_decision = {f"{came_later.pk}-decision": "pass"}
    nothing = client.post(address(document), only_decision).content.decode()

    assert "请重新审阅" in refused
    assert "还没有作任何决定" in nothing
    assert not Measure.objects.published().exists()


def test_reason_is_asked_for_and_bad_values_change_nothing(client, people, document):
    measure = waiting(document)
    people("审核")

    no_reason = client.post(address(document), posted((measure, "back", " "))).content.decode()
    bad = posted((measure, "dance", "")) | {f"{measure.pk}-seen": "x" * 40}
    nonsense = client.post(address(document), bad)

    assert "请写明退回原因" in no_reason
    assert nonsense.status_code == 200
    assert "有 1 项没有填好" in nonsense.content.decode()
    assert Measure.objects.get().status == MeasureStatus.REVIEW


def test_own_draft_is_not_passed(client, people, document):
    measure = waiting(document)
    measure.editors.add(people("审核"))

    page = client.get(address(document)).content.decode()
    refused = client.post(address(document), posted((measure, "pass", ""))).content.decode()

    assert 'value="pass"' not in page
    assert "须由另一人发布" in refused
    assert not Measure.objects.published().exists()


def test_archived_document_is_not_brought_back(client, people, document):
    measure = waiting(document)
    Document.objects.filter(pk=document.pk).update(status=DocumentStatus.ARCHIVED)
    people("审核")

    assert "已归档" in client.post(address(document), posted((measure, "pass", ""))).content.decode()
    assert not Measure.objects.published().exists()


def test_document_needs_its_own_permission(client, people, document):
    measure = waiting(document)
    user = people("审核")
    user.groups.clear()
    user.user_permissions.set(Permission.objects.filter(codename__in=["publish_measure", "view_measure"]))

    page = client.post(address(document), posted((measure, "pass", ""))).content.decode()

    assert "没有发布文件的权限" in page
    assert not Measure.objects.published().exists()


def test_revision_is_shown_beside_what_is_public(client, people, published, revision):
    people("审核")

    page = client.get(address(published.clauses.get().document)).content.decode()

    assert "已发布" in page
    assert "提高奖励" not in page.split("决定：")[1]
    assert "50 万元" in page
    assert "60 万元" in page


def test_editors_read_and_do_not_decide(client, people, document):
    measure = waiting(document)
    people("编辑")

    assert "提交全部决定" not in client.get(address(document)).content.decode()
    assert client.post(address(document), posted((measure, "pass", ""))).status_code == 403


def test_page_costs_the_same_for_many_versions(client, people, document, django_assert_max_num_queries):
    waiting(document, 8)
    people("审核")
    client.get(address(document))
    for wan in range(11, 31):
        waiting(document, wan)

    with django_assert_max_num_queries(50):
        page = client.get(address(document)).content.decode()

    assert page.count("决定：") == 21


def test_draft_that_contradicts_its_sentence_is_not_submitted(client, people, document):
    wrong = waiting(document, 9, stored=90)
    Measure.objects.filter(pk=wrong.pk).update(status=MeasureStatus.DRAFT)
    people("编辑")

    page = client.post(reverse("admin:incentives_measure_step", args=[wrong.pk, "submit"]), follow=True)

    assert "与原文不符（✗）" in page.content.decode()
    assert Measure.objects.get().status == MeasureStatus.DRAFT


def test_assignment_shows_on_the_start_page(client, people, document):
    factories.clause(document)
    user = people("编辑", "甲")
    form = reverse("admin:incentives_measure_assignment", args=[document.slug])

    page = client.post(form, {"assignee": user.pk, "due_on": "2020-01-31"}, follow=True).content.decode()
    wrong = client.post(form, {"assignee": "x", "due_on": "soon"}, follow=True).content.decode()

    assert "绿谷市作坊办法" in page
    assert "<td>甲</td>" in page
    assert "2020-01-31" in page
    assert "已过期限" in page
    assert "没有保存" in wrong
    assert str(document.task) == "绿谷市作坊办法：甲"
    assert client.get(form).status_code == 403


def test_bulk_publication_is_gone_and_links_lead_to_the_review(client, people, document):
    measure = waiting(document)
    people("审核")

    client.post(reverse("admin:incentives_measure_changelist"), {"action": "publish", "_selected_action": [measure.pk]})
    unseen = client.post(reverse("admin:incentives_measure_step", args=[measure.pk, "publish"]), follow=True)

    assert "没有打开看过" in unseen.content.decode()
    assert Measure.objects.get().status == MeasureStatus.REVIEW
    start = client.get(reverse("admin:index")).content.decode()
    assert reverse("admin:incentives_measure_review", args=[measure.pk]) in start
    assert address(document) in start
