"""The admin of facts and of worked cases."""

import pytest
from django.urls import reverse

from incentives.models import Condition, Fact, MatchCase
from tests import factories
from tests.incentives.admin.measure_form import change, fields

pytestmark = pytest.mark.django_db
FACT = {
    "slug": "patents",
    "name": "发明专利",
    "question": "有几项发明专利",
    "kind": "number",
    "about": "enterprise",
    "unit": "项",
    "position": "40",
    "choices-TOTAL_FORMS": "0",
    "choices-INITIAL_FORMS": "0",
}


def test_new_fact_is_asked_once_a_published_rule_uses_it(admin_client, client):
    admin_client.post(reverse("admin:incentives_fact_add"), FACT)
    fact = Fact.objects.get(slug="patents")
    measure = factories.measure()
    factories.condition(measure, sentence="有三项发明专利")
    Condition._base_manager.update(fact=fact, operator="gte", value="3")

    page = client.get("/match/?patents=2").content.decode()

    assert "有几项发明专利" in page
    assert "发明专利还差 1 项" in page


def test_slug_of_a_fact_is_kept_and_facts_of_columns_are_not_deleted(admin_client):
    facts = factories.facts()
    address = reverse("admin:incentives_fact_change", args=[facts["age"].pk])

    page = admin_client.get(address).content.decode()

    assert 'name="slug"' not in page
    assert admin_client.post(reverse("admin:incentives_fact_delete", args=[facts["age"].pk])).status_code == 403
    assert admin_client.get(reverse("admin:incentives_fact_delete", args=[facts["growth"].pk])).status_code == 200


def case(**values) -> dict[str, str]:
    return {
        "measure_slug": "grant",
        "name": "41 岁的人",
        "answers": "/match/?measure=grant&age=41#results",
        "verdicts-TOTAL_FORMS": "1",
        "verdicts-INITIAL_FORMS": "0",
        "verdicts-0-row": "1",
        "verdicts-0-verdict": "no",
    } | values


def test_case_keeps_the_answers_of_a_pasted_address(admin_client):
    factories.measure(slug="grant")

    admin_client.post(reverse("admin:incentives_matchcase_add"), case())

    kept = MatchCase.objects.get()
    assert (kept.answers, [str(one) for one in kept.verdicts.all()]) == ("age=41", ["第 1 行：不符合"])
    assert "第 1 行：不符合" in admin_client.get(reverse("admin:incentives_matchcase_changelist")).content.decode()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"measure_slug": "nothing"}, "没有网址标识是“nothing”的惠企事项。"),
        ({"answers": "shoe=43"}, "没有这样的问题：shoe。"),
        ({"answers": "age=old"}, "“old”读不出一个数。"),
        ({"answers": "四十一岁"}, "请贴匹配页网址里问号后面的部分"),
    ],
)
def test_wrong_case_is_refused_with_a_sentence(admin_client, values, said):
    factories.measure(slug="grant")

    page = admin_client.post(reverse("admin:incentives_matchcase_add"), case(**values)).content.decode()

    assert said in page
    assert not MatchCase.objects.exists()


@pytest.mark.parametrize(
    ("fact", "typed", "stored"), [("revenue", "50亿", "5000000000"), ("age", "四十", "40"), ("age", "40岁", "40")]
)
def test_value_of_a_rule_is_read_as_people_type_it(admin_client, fact, typed, stored):
    factories.facts()
    draft = factories.draft()
    row = {"sentence": "某条件", "position": "", "fact": fact, "operator": "gt", "value": typed}
    posted = {f"conditions-0-{name}": value for name, value in row.items()} | {"conditions-TOTAL_FORMS": "1"}

    admin_client.post(change(draft), fields(draft) | posted)

    assert Condition.objects.get().value == stored


def test_rule_that_does_not_fit_is_refused_at_its_field(admin_client):
    factories.facts()
    draft = factories.draft()
    row = {"sentence": "某条件", "position": "", "fact": "size", "operator": "gt", "value": "micro"}
    posted = {f"conditions-0-{name}": value for name, value in row.items()} | {"conditions-TOTAL_FORMS": "1"}

    page = admin_client.post(change(draft), fields(draft) | posted).content.decode()

    assert "“企业规模”是单选，比较方式只能是" in page
    assert not Condition.objects.exists()
