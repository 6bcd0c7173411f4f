"""The desk's list as a file."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db
EXPORT = reverse("admin:incentives_measure_export")


def test_file_has_what_the_filters_leave(client, people, django_assert_max_num_queries):
    writer = people("编辑", "甲")
    draft = factories.draft(title="=作坊奖励", audience="绿谷市作坊")
    draft.editors.add(writer)
    for _ in range(30):
        factories.measure()
    listed = client.get(reverse("admin:incentives_measure_changelist"), {"status__exact": "draft"}).content.decode()

    with django_assert_max_num_queries(20):
        everything = client.get(EXPORT)
    answer = client.get(EXPORT, {"status__exact": "draft"})

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert f"{EXPORT}?status__exact=draft" in listed
    assert len(everything.content.decode().splitlines()) == 32
    assert len(lines) == 2
    assert lines[0].startswith("名称,版本,状态")
    assert "'=作坊奖励,1,草稿" in lines[1]
    assert ",甲," in lines[1]
    assert draft.clauses.get().document.title in lines[1]
    assert len(client.get(EXPORT, {"q": "甲"}).content.decode().splitlines()) == 2


def test_bad_filters_lead_back_to_the_list_and_only_staff_read_it(client, people):
    assert client.get(EXPORT).status_code == 302
    people("审核")

    assert client.get(EXPORT, {"pile__x": "1"}).status_code == 302
    assert client.post(EXPORT).status_code == 405
    client.force_login(factories.user("nobody"))
    assert client.get(EXPORT).status_code == 403
