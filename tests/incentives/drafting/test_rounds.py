"""A call to apply fills the measure that exists; a 问答 becomes a source beside it."""

import datetime

import pytest

from incentives.drafting.decide import Undecided, fill_into_measure
from incentives.drafting.text_desk import DeskText
from incentives.enums import MeasureStatus
from incentives.models import Measure
from policies.importing.actions import import_document
from tests import factories

pytestmark = pytest.mark.django_db
CALL = """关于组织开展2026年绿谷市示范作坊申报工作的通知
一、申报条件
申报企业须在本市登记满两年。
二、申报材料
提交材料：示范作坊申请表、营业执照复印件。
三、申报时间
申报时间为2026年3月1日至2026年3月31日。
四、申报方式
请登录绿谷市企业服务平台（https://qy.example.cn）申报。咨询电话：0000-6543210。
"""
ANSWERS = """绿谷市示范作坊政策问答
一、问：示范作坊可以得到什么？
答：对首次认定的示范作坊，给予7万元奖励。
"""


def desk(data: str):
    return DeskText(import_document(data=data.encode()).document)


@pytest.fixture
def known():
    factories.measure(title="别的补贴", slug="other")
    return factories.measure(title="绿谷市示范作坊奖励", slug="workshop", apply_until=datetime.date(2025, 3, 31))


def test_call_is_filled_into_the_measure_that_exists(known):
    text, editor = desk(CALL), factories.user("editor")
    row = text.proposals[0]
    assert row.proposal.form == "round"
    assert row.meant[0] == known

    draft = fill_into_measure(document=text.document, key=row.key, slug="workshop", by=editor)

    assert (draft.slug, draft.version, draft.status) == ("workshop", 2, MeasureStatus.DRAFT)
    assert (draft.apply_from, draft.apply_until) == (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))
    assert draft.apply_url == "https://qy.example.cn"
    assert draft.contact_phone == "0000-6543210"
    assert {material.name for material in draft.materials.all()} >= {"示范作坊申请表", "营业执照复印件"}
    assert draft.clauses.filter(document=text.document).exists()
    assert DeskText(text.document).counts["open"] == 0


def test_answers_become_sources_beside_the_measure(known):
    text, editor = desk(ANSWERS), factories.user("editor")
    row = text.proposals[0]
    assert row.proposal.form == "source"

    draft = fill_into_measure(document=text.document, key=row.key, slug="workshop", by=editor)

    assert draft.apply_until == known.apply_until
    assert set(draft.clauses.filter(document=text.document).values_list("path", flat=True)) == set(row.proposal.clauses)


def test_nothing_is_filled_where_the_measure_is_in_review_or_unknown(known):
    text, editor = desk(CALL), factories.user("editor")
    key = text.proposals[0].key
    with pytest.raises(Undecided, match="请选一个已发布的事项"):
        fill_into_measure(document=text.document, key=key, slug="nothing", by=editor)
    factories.draft(slug="workshop", version=2, status=MeasureStatus.REVIEW)

    with pytest.raises(Undecided, match="正在审核"):
        fill_into_measure(document=text.document, key=key, slug="workshop", by=editor)
    assert Measure.objects.filter(slug="workshop").count() == 2
