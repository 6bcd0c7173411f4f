"""The staff start page: its worklists, and the lists that they open."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from incentives.editorial.worklists import worklists_with_rows
from incentives.enums import MeasureStatus
from tests import factories

pytestmark = pytest.mark.django_db


def test_start_page_counts_and_links(client, people, revision, django_assert_max_num_queries):
    reviewer = people("审核", "乙")
    client.get(reverse("admin:index"))  # the first page of a session also notes when it began
    with django_assert_max_num_queries(10):
        page = client.get(reverse("admin:index")).content.decode()
    assert "等我审核 1" in page
    assert "我的草稿" not in page

    revision.editors.add(reviewer)
    assert "等我审核 0" in client.get(reverse("admin:index")).content.decode()

    writer = people("编辑", "丙")
    mine, back = factories.draft(title="我写的"), factories.draft(title="退回的", sent_back_note="金额错")
    for draft in (mine, back):
        draft.editors.add(writer)
    client.get(reverse("admin:index"))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("admin:index")).content.decode()
    assert "退回给我 1" in page
    assert "金额错" in page
    assert "我的草稿 1" in page
    assert "近期发布 1" in page


def test_heading_of_a_worklist_opens_what_it_counts(client, people, revision):
    writer = people("编辑")
    for n, values in enumerate(({}, {}, {"sent_back_note": "金额错"}, {"status": MeasureStatus.REVIEW})):
        factories.draft(title=f"我的{n}", **values).editors.add(writer)
    factories.draft(title="同事的").editors.add(factories.user("colleague"))
    factories.publish([cites_an_old_edition(factories.draft(title=title)) for title in ("旧一", "旧二")])
    cites_an_old_edition(factories.draft(title="未发布的"))
    client.force_login(factories.user("root", is_superuser=True))
    reviewer_sees = opened(client)
    client.force_login(writer)

    assert reviewer_sees == {"等我审核": 2, "退回给我": 0, "我的草稿": 0, "原文已改": 2, "复核到期": 0, "近期发布": 3}
    assert opened(client) == {"退回给我": 1, "我的草稿": 2, "原文已改": 2, "复核到期": 0, "近期发布": 3}
    of_others = client.get(reverse("admin:incentives_measure_changelist"), {"pile": "waiting"})
    assert of_others.context["cl"].result_count == 0


def cites_an_old_edition(draft):
    draft.clauses.add(factories.clause(factories.document(edition=2)))
    return draft


def test_start_page_tells_what_is_due_for_review(client):
    day = timezone.localdate()
    factories.measure(title="该复核了", reviewed_on=day - datetime.timedelta(days=62), review_months=2)
    factories.measure(title="还早", reviewed_on=day - datetime.timedelta(days=50), review_months=2)
    factories.measure(title="不定期", reviewed_on=day - datetime.timedelta(days=900))
    factories.draft(title="还没公开", reviewed_on=day - datetime.timedelta(days=900), review_months=2)
    client.force_login(factories.user("root", is_superuser=True))

    counted = opened(client)

    assert counted["复核到期"] == 1


def test_worklist_has_one_order_on_every_database(people):
    """Due for review: first what was never reviewed, by its publication, then what was reviewed longest ago."""
    day = timezone.localdate()
    for title, values in {
        "复核过，近": {"reviewed_on": day - datetime.timedelta(days=70)},
        "没复核过，近": {"published_at": timezone.now() - datetime.timedelta(days=300)},
        "复核过，久": {"reviewed_on": day - datetime.timedelta(days=90)},
        "没复核过，久": {"published_at": timezone.now() - datetime.timedelta(days=400)},
    }.items():
        factories.measure(title=title, review_months=2, **values)

    lists = {worklist.key: rows for worklist, _, rows in worklists_with_rows(people("编辑"))}

    assert [row.title for row in lists["review"]] == ["没复核过，久", "没复核过，近", "复核过，久", "复核过，近"]


def opened(client):
    """By the name of each worklist how many its heading counts, and its list then shows."""
    page = client.get(reverse("admin:index")).content.decode()
    headings = re.findall(r'<a href="([^"]+pile=[^"]+)">(\S+) (\d+)</a>', page)
    assert all(client.get(url).context["cl"].result_count == int(total) for url, _, total in headings)
    return {name: int(total) for _, name, total in headings}


@pytest.mark.parametrize("role", ["编辑", "审核", "管理员", "superuser"])
def test_start_page_costs_the_same_for_everybody(client, people, revision, role, django_assert_max_num_queries):
    if role == "superuser":
        client.force_login(factories.user("root", is_superuser=True))
    else:
        people(role)
    client.get(reverse("admin:index"))  # the first page of a session also notes when it began
    for _ in range(8):
        factories.draft()

    with django_assert_max_num_queries(12):
        assert "近期发布 1" in client.get(reverse("admin:index")).content.decode()
