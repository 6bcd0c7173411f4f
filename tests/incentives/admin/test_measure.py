import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incentives.admin.edit_conflicts import LONGEST_SUMMARY
from incentives.enums import Kind, MeasureStatus
from incentives.models import Condition, Measure, SubsidyTier
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("admin:incentives_measure_changelist")
ADD = reverse("admin:incentives_measure_add")


def change(measure):
    return reverse("admin:incentives_measure_change", args=[measure.pk])


@pytest.fixture
def staff(client):
    """A function that signs in a user of a group."""
    call_command("setup_roles")

    def sign_in(role):
        user = factories.user(role)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return user

    return sign_in


def fields(measure, **values):
    """What the change form of a subsidy posts, without rows."""
    posted = {
        "title": measure.title,
        "slug": measure.slug,
        "promise": measure.promise,
        "kind": measure.kind,
        "category": measure.category_id,
        "availability": measure.availability,
        "delivery": measure.delivery,
        "stacking": measure.stacking,
        "change_note": measure.change_note,
        "seen_lock": measure.lock,
        "clauses": [clause.pk for clause in measure.clauses.all()],
    }
    for prefix in ("subsidy_tiers", "conditions", "materials", "agency_roles"):
        posted |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return posted | values


def rung(**values):
    """One new rung in the form of a subsidy."""
    row = {"label": "一档", "position": "", "first_time": "unknown", "one_off": "unknown"} | values
    return {"subsidy_tiers-TOTAL_FORMS": 1} | {f"subsidy_tiers-0-{name}": value for name, value in row.items()}


def test_new_measure_is_a_draft_of_its_editor(client, staff):
    editor = staff("编辑")
    values = {"title": "新", "slug": "new", "promise": "得到", "kind": "subsidy", "category": factories.category().pk}

    answer = client.post(
        ADD, values | {"availability": "offer", "delivery": "not_stated", "stacking": "not_stated", "_continue": "1"}
    )

    made = Measure.objects.get()
    assert answer.status_code == 302
    assert (made.status, made.version, made.lock, list(made.editors.all())) == ("draft", 1, 1, [editor])
    page = client.get(change(made)).content.decode()
    assert "至少选一条信息来源" in page
    assert 'name="subsidy_tiers-TOTAL_FORMS"' in page
    assert 'name="loan_products-TOTAL_FORMS"' not in page


def test_new_measure_with_a_taken_slug(client, staff):
    staff("编辑")
    factories.measure(slug="same")
    values = {"title": "新", "slug": "same", "promise": "得到", "kind": "service", "category": factories.category().pk}

    answer = client.post(ADD, values | {"availability": "offer", "delivery": "not_stated", "stacking": "not_stated"})

    assert "请用“修订”" in answer.content.decode()
    assert Measure.objects.count() == 1


def test_rows_without_position_go_to_the_end(client, staff):
    staff("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)

    client.post(change(draft), fields(draft) | rung(amount_min=5, amount_max=5))

    assert SubsidyTier.objects.get().position == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"amount_min": 9, "amount_max": 5}, "金额下限不能大于上限。"),
        ({"rate_min": 9}, "比例和比例的基数须同时填写或同时留空。"),
        ({"amount_max": 0}, "金额须大于 0；来源未载明时请留空。"),
        ({"label": "", "amount_min": 5}, "这个字段是必填项。"),
    ],
)
def test_wrong_row_is_refused_with_a_sentence(client, staff, values, said):
    staff("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)

    answer = client.post(change(draft), fields(draft) | rung(**values))

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not SubsidyTier.objects.exists()


def two_rungs(draft, first, second):
    """The form of a draft with two rungs whose places are to be `first` and `second`."""
    posted = fields(draft) | {"subsidy_tiers-TOTAL_FORMS": 2, "subsidy_tiers-INITIAL_FORMS": 2}
    for number, (row, place) in enumerate(zip(draft.subsidy_tiers.order_by("position"), (first, second), strict=True)):
        row_posted = {"id": row.pk, "measure": draft.pk, "label": row.label, "position": place}
        row_posted |= {"first_time": "unknown", "one_off": "unknown"}
        posted |= {f"subsidy_tiers-{number}-{name}": value for name, value in row_posted.items()}
    return posted


def test_rows_change_places(client, staff):
    staff("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)
    factories.subsidy_tier(draft, label="甲", position=1)
    factories.subsidy_tier(draft, label="乙", position=2)

    doubled = client.post(change(draft), two_rungs(draft, 2, 2))
    assert "“顺序”有重复" in doubled.content.decode()

    assert client.post(change(draft), two_rungs(draft, 2, 1)).status_code == 302
    assert list(draft.subsidy_tiers.order_by("position").values_list("label", flat=True)) == ["乙", "甲"]

    draft.refresh_from_db()
    removed = two_rungs(draft, 2, 2) | {"subsidy_tiers-1-DELETE": "on"}
    assert client.post(change(draft), removed).status_code == 302
    assert list(draft.subsidy_tiers.values_list("label", "position")) == [("乙", 2)]


def one_condition(condition, **values):
    """The form of one stored condition."""
    posted = {"id": condition.pk, "measure": condition.measure_id, "position": 1, "sentence": condition.sentence}
    posted |= {"subsidytier": condition.subsidytier_id or ""} | values
    count = {"conditions-TOTAL_FORMS": 1, "conditions-INITIAL_FORMS": 1}
    return count | {f"conditions-0-{name}": value for name, value in posted.items()}


def test_condition_stays_with_its_row_when_rows_change_places(client, staff):
    staff("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)
    factories.subsidy_tier(draft, label="甲")
    factories.subsidy_tier(draft, label="乙")
    condition = factories.condition(draft, row=1)

    answer = client.post(change(draft), two_rungs(draft, 2, 1) | one_condition(condition))

    assert answer.status_code == 302
    condition.refresh_from_db()
    assert (condition.row.label, condition.row.position) == ("甲", 2)


def test_condition_chooses_among_the_rows_of_its_version(client, staff):
    staff("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)
    rung = factories.subsidy_tier(draft, label="甲")
    elsewhere = factories.subsidy_tier(factories.draft(kind=Kind.SUBSIDY), label="别处")
    condition = factories.condition(draft)

    page = client.get(change(draft)).content.decode()
    assert f'<option value="{rung.pk}">第 1 行：甲</option>' in page
    assert "别处" not in page
    assert 'name="conditions-0-talentgrant"' not in page

    refused = client.post(change(draft), fields(draft) | one_condition(condition, subsidytier=elsewhere.pk))
    assert refused.status_code == 200
    assert client.post(change(draft), fields(draft) | one_condition(condition, subsidytier=rung.pk)).status_code == 302
    condition.refresh_from_db()
    assert condition.row == rung


def test_row_is_not_removed_from_under_a_condition(client, staff):
    staff("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)
    factories.subsidy_tier(draft, label="甲")
    factories.subsidy_tier(draft, label="乙")
    condition = factories.condition(draft, row=1, sentence="成立满三年")
    removing = two_rungs(draft, 1, 2) | {"subsidy_tiers-0-DELETE": "on"}

    refused = client.post(change(draft), removing | one_condition(condition))

    assert refused.status_code == 200
    assert "成立满三年" in refused.content.decode()
    assert draft.subsidy_tiers.count() == 2
    client.post(change(draft), fields(draft) | two_rungs(draft, 1, 2) | one_condition(condition, DELETE="on"))
    draft.refresh_from_db()
    assert client.post(change(draft), fields(draft) | removing | {"seen_lock": draft.lock}).status_code == 302
    assert draft.subsidy_tiers.get().label == "乙"


def test_conditions_read_the_rows_once(client, staff):
    staff("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)
    factories.subsidy_tier(draft)
    factories.condition(draft)
    client.get(change(draft))
    with CaptureQueriesContext(connection) as one:
        client.get(change(draft))
    for _ in range(5):
        factories.condition(draft)

    with CaptureQueriesContext(connection) as six:
        client.get(change(draft))

    assert sum("incentives_subsidytier" in query["sql"] for query in six) == sum(
        "incentives_subsidytier" in query["sql"] for query in one
    )


def test_wrong_dates_are_refused_at_the_field(client, staff):
    staff("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)

    answer = client.post(change(draft), fields(draft, valid_from="2025-03-02", valid_until="2025-03-01"))

    assert answer.context["adminform"].form.errors == {"valid_until": ["有效期止不能早于有效期起。"]}


def test_row_at_the_end_comes_after_rows_that_were_not_sent_back(client, staff):
    staff("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)
    factories.subsidy_tier(draft, label="没有送回的", position=1)

    answer = client.post(change(draft), fields(draft) | rung(label="新的"))  # no rows are said to be there

    assert answer.status_code == 302
    assert list(draft.subsidy_tiers.values_list("label", "position")) == [("没有送回的", 1), ("新的", 2)]


def test_after_the_last_place_there_is_none(client, staff):
    staff("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)
    factories.subsidy_tier(draft, position=32_767)

    answer = client.post(change(draft), fields(draft) | rung())

    assert "“顺序”最大填 32767" in answer.content.decode()
    assert draft.subsidy_tiers.count() == 1


def test_kind_may_not_leave_its_rows_behind(client, staff):
    staff("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)
    row = factories.subsidy_tier(draft)
    posted = fields(draft, kind="service") | rung(id=row.pk, measure=draft.pk, position=1)

    answer = client.post(change(draft), posted | {"subsidy_tiers-INITIAL_FORMS": 1})

    assert "已有“奖补档次”明细" in answer.content.decode()


def test_published_version_is_never_edited_in_place(client, staff):
    staff("编辑")
    measure = factories.measure(kind=Kind.SUBSIDY)

    page = client.get(change(measure))
    typed = fields(measure, title="改了")
    answer = client.post(change(measure), typed)
    crafted = client.post(change(measure), {name: value for name, value in typed.items() if name != "seen_lock"})

    assert page.status_code == 200
    assert 'name="title"' not in page.content.decode()
    assert "不能再保存" in answer.content.decode()
    assert crafted.status_code == 403
    measure.refresh_from_db()
    assert measure.title != "改了"


def test_slug_of_a_revision_is_settled(client, staff):
    staff("编辑")
    factories.measure(slug="same")
    draft = factories.draft(slug="same", version=2)

    assert 'name="slug"' not in client.get(change(draft)).content.decode()


def act(client, action, *measures):
    posted = {"action": action, "_selected_action": [measure.pk for measure in measures]}
    return client.post(LIST, posted, follow=True).content.decode()


def test_the_way_from_revision_to_publication(client, staff):
    measure = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure, 5)

    staff("编辑")
    assert "已建立草稿" in act(client, "revise", measure)
    draft = Measure.objects.in_work().get()
    Measure.objects.filter(pk=draft.pk).update(change_note="改了")
    assert "已提交审核" in act(client, "submit", draft)
    publish = reverse("admin:incentives_measure_step", args=[draft.pk, "publish"])
    client.post(publish, {"seen": draft.lock + 1})
    assert Measure.objects.in_work().get() == draft

    staff("审核")
    client.post(publish, {"seen": draft.lock + 1})

    measure.refresh_from_db()
    assert measure.status == MeasureStatus.SUPERSEDED
    assert Measure.objects.published().get() == draft
    assert LogEntry.objects.count() == 3


def test_refused_action_says_why_and_changes_nothing(client, staff):
    draft = factories.draft(sourced=False, status=MeasureStatus.REVIEW)
    staff("审核")

    publish = reverse("admin:incentives_measure_step", args=[draft.pk, "publish"])
    said = client.post(publish, {"seen": draft.lock}, follow=True).content.decode()

    assert "还不能发布：至少选一条信息来源。" in said
    assert Measure.objects.get().status == MeasureStatus.REVIEW


def test_archive(client, staff):
    staff("审核")
    measure = factories.measure()

    page = client.get(reverse("admin:incentives_measure_archive", args=[measure.pk])).content.decode()
    step = reverse("admin:incentives_measure_step", args=[measure.pk, "archive"])
    refused = client.post(step, follow=True).content.decode()
    done = client.post(step, {"reason": "文件已失效"}, follow=True).content.decode()

    assert "归档的原因" in page
    assert "请写明归档原因" in refused
    assert "已归档" in done
    assert "文件已失效" in LogEntry.objects.get().change_message


@pytest.mark.parametrize("role", ["编辑", "审核"])
def test_nothing_is_deleted(client, staff, role):
    staff(role)
    draft = factories.draft()

    assert client.get(reverse("admin:incentives_measure_delete", args=[draft.pk])).status_code == 403


def test_view_on_site_for_published_rows_only(client, staff):
    staff("编辑")
    published, draft = factories.measure(), factories.draft()

    assert "在站点上查看" in client.get(change(published)).content.decode()
    assert "在站点上查看" not in client.get(change(draft)).content.decode()


@pytest.mark.parametrize("model", ["measure", "enterprisetier"])
def test_incentive_lists_open_and_search(admin_client, model):
    factories.ladder()
    factories.condition(factories.measure())

    answer = admin_client.get(reverse(f"admin:incentives_{model}_changelist"), {"q": "事"})

    assert answer.status_code == 200
    assert Condition.objects.count() == 1


@pytest.mark.parametrize("kind", Kind)
def test_form_of_every_kind_opens(admin_client, kind):
    assert admin_client.get(change(factories.draft(kind=kind))).status_code == 200


def test_summary_longer_than_its_figures_can_be_read_in_time_is_refused(client, staff):
    staff("编辑")
    draft = factories.draft()

    refused = client.post(change(draft), fields(draft, summary="奖" * (LONGEST_SUMMARY + 1)))
    taken = client.post(change(draft), fields(draft, summary="奖" * LONGEST_SUMMARY))

    assert f"不超过 {LONGEST_SUMMARY} 字符" in str(refused.context["adminform"].form.errors["summary"])
    assert taken.status_code == 302
    draft.refresh_from_db()
    assert draft.summary == "奖" * LONGEST_SUMMARY


def test_sentences_stand_beside_the_form_with_the_rows_that_hold_their_figures(client, people):
    people("编辑")
    clause = factories.clause(text="对示范作坊给予8万元奖励。", fingerprint="8" * 64)
    draft = factories.draft(kind=Kind.SUBSIDY, sourced=False)
    factories.subsidy_tier(draft, 80_000, label="示范作坊", clause=clause)

    page = client.get(reverse("admin:incentives_measure_change", args=[draft.pk])).content.decode()

    assert "<summary>原文 1 句</summary>" in page
    assert re.search("<mark>8万元</mark><small[^>]*>→[^<]*示范作坊", page)
    assert f"{clause}：对示范作坊给予8万元奖励。" in page  # the choice of the row shows the words


def test_boxes_find_clauses_with_their_words(client, people):
    people("编辑")
    clause = factories.clause(text="对示范作坊，一次性奖励8万元。" + "并公布名单。" * 20, fingerprint="8" * 64)
    asked = {"app_label": "incentives", "model_name": "subsidytier", "field_name": "clause", "term": clause.path}

    (found,) = client.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert found["text"].startswith(f"{clause}：对示范作坊，一次性奖励8万元。并公布")
    assert found["text"].endswith("…")
