"""The 拆解 page: proposals beside their sentences, and what editors decide of them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from incentives.drafting.text_desk import DeskText
from incentives.enums import MeasureStatus
from incentives.evidence.report import check_measure
from incentives.models import Measure, ProposalDecision, TextPresence
from policies.models import Clause
from tests import factories
from tests.incentives.admin.desk.made_text import address, keys, stored, take

pytestmark = pytest.mark.django_db


def test_page_shows_sentences_with_marked_figures_beside_proposals(client, people, document):
    people("编辑")

    page = client.get(address(document)).content.decode()

    assert "6 项：0 已接受，0 不是事项，6 待定" in page
    assert "<mark>7万元</mark>" in page
    assert "示范作坊的企业奖励" in page
    assert "全部接受：第一条" in page
    assert page.index("<mark>8万元</mark>") > page.index("示范作坊的企业奖励")


def test_accepting_makes_a_draft_with_its_evidence(client, people, document):
    writer = people("编辑")

    page = take(client, document, "accept", keys(document)[0])

    draft = Measure.objects.get()
    row = draft.subsidy_tiers.get()
    assert "6 项：1 已接受" in page
    assert draft.slug == "shi-fan-zuo-fang-de-qi-ye-jiang-li"
    assert (draft.title, draft.promise, draft.audience) == (
        "示范作坊的企业奖励",
        "一次性给予7万元奖励",
        "首次认定为示范作坊的企业",
    )
    assert (row.amount_min, row.amount_max, row.first_time, row.one_off) == (70_000, 70_000, True, True)
    assert row.clause.path == "1.2"
    assert list(draft.editors.all()) == [writer]
    assert not [finding for finding in check_measure(draft) if finding.is_wrong]


def test_whole_part_conditions_and_free_slugs(client, people, document):
    people("编辑")
    for number in range(1, 7):
        take(client, document, "accept-part", str(number))

    slugs = set(Measure.objects.values_list("slug", flat=True))
    cloud = Measure.objects.filter(title__contains="上云").earliest("pk")

    assert len(slugs) == 6
    assert "shi-fan-zuo-fang-de-qi-ye-jiang-li-2" in slugs
    assert "2万元" in cloud.conditions.get().sentence
    assert cloud.conditions.get().clause.path == "2.2"
    assert "6 项：6 已接受" in client.get(address(document)).content.decode()


def test_changing_opens_the_draft(client, people, document):
    people("编辑")

    answer = client.post(address(document), {"step": "edit", "key": keys(document)[1]})

    assert answer.url == reverse("admin:incentives_measure_change", args=[Measure.objects.get().pk])


def test_second_editor_does_not_accept_again(client, people, document):
    people("编辑", "甲")
    client.get(address(document))
    key = keys(document)[0]
    take(client, document, "accept", key)
    people("编辑", "乙")

    page = client.get(address(document)).content.decode()
    again = take(client, document, "accept", key)
    edited = take(client, document, "edit", key)

    assert "甲（" in page
    assert "也打开了这份文件" in page
    assert "已经有人处理过了" in again
    assert "已经有人处理过了" in edited
    assert Measure.objects.count() == 1
    assert TextPresence.objects.first().seen_at <= timezone.now()
    assert str(TextPresence.objects.first()) == f"甲：{document}"
    assert str(ProposalDecision.objects.get()) == f"{document}：已接受"


def test_award_is_dropped_with_a_reason_alone(client, people, document):
    people("编辑")
    key = keys(document)[0]

    without = take(client, document, "drop", key)
    with_reason = take(client, document, "drop", key, reason="只是举例")

    assert "请写明为什么不是事项" in without
    assert "1 不是事项" in with_reason
    assert "不是事项\n          ：只是举例" in with_reason
    assert Clause.objects.get(document=document, path="1.2").is_context
    assert "6 待定" in take(client, document, "reopen", key)
    assert not Clause.objects.get(document=document, path="1.2").is_context


def test_merge_split_and_think_again(client, people, document):
    people("编辑")
    first, second, *_ = keys(document)

    merged = take(client, document, "merge", second)
    split = take(client, document, "split", first)
    parted = take(client, document, "reopen", DeskText(document).proposals[0].key)

    assert "5 项" in merged
    assert "6 项" in split
    assert "5 项" in parted
    take(client, document, "accept", keys(document)[0])
    draft = Measure.objects.get()
    assert [row.amount_max for row in draft.subsidy_tiers.all()] == [70_000, 80_000]
    assert "不能重新考虑" in take(client, document, "reopen", keys(document)[0])
    assert "不能这样处理" in take(client, document, "merge", keys(document)[1])


def test_context_is_marked_in_bulk_without_a_gist(client, people, document):
    people("编辑")

    page = take(client, document, "context")

    marked = Clause.objects.filter(document=document, is_context=True)
    assert "已标为背景句 8 句" in page
    assert set(marked.values_list("path", flat=True)) == {"0.1", "1.1", "2.1", "3.1", "4.1", "5.1", "6.1", "6.3"}
    assert set(marked.values_list("gist", flat=True)) == {""}


def test_drafts_are_submitted_together(client, people, document):
    people("编辑")
    for key in keys(document)[:3]:
        take(client, document, "accept", key)
    _, empty, wrong = Measure.objects.order_by("pk")
    wrong.subsidy_tiers.update(amount_min=1, amount_max=1)
    Measure.objects.filter(pk=empty.pk).update(promise="")

    assert "请先核对通则，再提交" in take(client, document, "submit")
    take(client, document, "terms")
    page = take(client, document, "submit")

    assert "已提交审核 1 项" in page
    assert "应有" in page  # the sum that the sentence states
    assert "一句话还没有写" in page
    assert set(Measure.objects.filter(status=MeasureStatus.DRAFT)) == {empty, wrong}


def test_discarded_draft_is_proposed_again(client, people, document):
    people("编辑")
    take(client, document, "accept", keys(document)[0])
    Measure.objects.update(status=MeasureStatus.ARCHIVED)

    assert "6 待定" in client.get(address(document)).content.decode()
    assert "6 项：1 已接受" in take(client, document, "accept", keys(document)[0])


def test_measure_made_elsewhere_is_known(client, people, document):
    factories.draft(title="早有的事项").clauses.set([Clause.objects.get(document=document, path="1.2")])
    people("编辑")

    page = client.get(address(document)).content.decode()

    assert "已有事项：" in page
    assert "6 项：1 已接受，0 不是事项，5 待定" in page


def test_readers_of_the_desk_take_no_step_and_unknown_steps_are_refused(client, people, document):
    people("审核")
    assert client.post(address(document), {"step": "accept"}).status_code == 403
    assert "接受</button>" not in client.get(address(document)).content.decode()
    people("编辑", "甲")

    assert "没有这个操作" in take(client, document, "dance")
    assert "已经有人处理过了" in take(client, document, "drop", "x/y")


def test_without_a_category_nothing_is_made(client, people):
    document = stored()
    people("编辑")

    assert "先建立类别" in take(client, document, "accept", keys(document)[0])
    assert not Measure.objects.exists()
    assert not ProposalDecision.objects.exists()
