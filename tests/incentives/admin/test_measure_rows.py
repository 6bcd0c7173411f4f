import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incentives.enums import Kind
from incentives.models import SubsidyTier
from tests import factories
from tests.incentives.admin.measure_form import change, fields, rung

pytestmark = pytest.mark.django_db
LIST = reverse("admin:incentives_measure_changelist")
ADD = reverse("admin:incentives_measure_add")


def test_rows_without_position_go_to_the_end(client, people):
    people("编辑")
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
def test_wrong_row_is_refused_with_a_sentence(client, people, values, said):
    people("编辑")
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


def test_rows_change_places(client, people):
    people("编辑")
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


def test_condition_stays_with_its_row_when_rows_change_places(client, people):
    people("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)
    factories.subsidy_tier(draft, label="甲")
    factories.subsidy_tier(draft, label="乙")
    condition = factories.condition(draft, row=1)

    answer = client.post(change(draft), two_rungs(draft, 2, 1) | one_condition(condition))

    assert answer.status_code == 302
    condition.refresh_from_db()
    assert (condition.row.label, condition.row.position) == ("甲", 2)


def test_condition_chooses_among_the_rows_of_its_version(client, people):
    people("编辑")
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


def test_row_is_not_removed_from_under_a_condition(client, people):
    people("编辑")
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


def test_conditions_read_the_rows_once(client, people):
    people("编辑")
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


def test_row_at_the_end_comes_after_rows_that_were_not_sent_back(client, people):
    people("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)
    factories.subsidy_tier(draft, label="没有送回的", position=1)

    answer = client.post(change(draft), fields(draft) | rung(label="新的"))  # no rows are said to be there

    assert answer.status_code == 302
    assert list(draft.subsidy_tiers.values_list("label", "position")) == [("没有送回的", 1), ("新的", 2)]


def test_after_the_last_place_there_is_none(client, people):
    people("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)
    factories.subsidy_tier(draft, position=32_767)

    answer = client.post(change(draft), fields(draft) | rung())

    assert "“顺序”最大填 32767" in answer.content.decode()
    assert draft.subsidy_tiers.count() == 1


def test_kind_may_not_leave_its_rows_behind(client, people):
    people("编辑")
    draft = factories.draft(kind=Kind.SUBSIDY)
    row = factories.subsidy_tier(draft)
    posted = fields(draft, kind="service") | rung(id=row.pk, measure=draft.pk, position=1)

    answer = client.post(change(draft), posted | {"subsidy_tiers-INITIAL_FORMS": 1})

    assert "已有“奖补档次”明细" in answer.content.decode()
