"""What keeps a version from being published: everything that it lacks is named at once."""

import pytest

from incentives.editorial.publication_gate import missing_requirements
from incentives.editorial.workflow import Refused, publish_measure
from incentives.enums import Kind, MeasureStatus
from policies.enums import Level
from policies.models import Agency
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return factories.user("reviewer")


def test_region_is_needed_where_regions_are_in_use(reviewer):
    draft = factories.draft(status=MeasureStatus.REVIEW)
    assert not [row for row in missing_requirements(draft) if row.field == "region"]

    factories.measure(region="甲省乙市")

    assert [row.sentence for row in missing_requirements(draft)] == [
        "适用地区没有写。请在这里或在所据文件写明，如 河南省郑州市。"
    ]
    document = draft.clauses.get().document
    document.level = Level.NATIONAL
    document.save()
    assert missing_requirements(draft) == []


def test_region_is_needed_where_documents_name_different_ones():
    draft = factories.draft(status=MeasureStatus.REVIEW, sourced=False)
    documents = [factories.document(region=name) for name in ("甲省", "甲省乙市", "丁省戊市")]
    factories.link(draft, "clauses", *(factories.clause(one) for one in documents[:2]))
    assert missing_requirements(draft) == []

    factories.link(draft, "clauses", factories.clause(documents[2]))

    assert [row.sentence for row in missing_requirements(draft)] == [
        "所据文件适用于不同的地区（丁省戊市、甲省、甲省乙市）。请写明这一项的适用地区。"
    ]
    draft.region = "甲省乙市"
    assert missing_requirements(draft) == []


def test_terms_that_nobody_looked_for_keep_a_measure_from_being_published():
    draft = factories.draft(status=MeasureStatus.REVIEW, sourced=False)
    clause = factories.clause(text="一次性奖励3万元。", fingerprint="5" * 64)
    factories.link(draft, "clauses", clause)

    told = f"{clause.document.quoted_title}的通则尚未核对：尚未读取，请打开拆解页。"

    assert told in [row.sentence for row in missing_requirements(draft)]
    factories.term(clause, "payment", "即申即享")
    assert told not in [row.sentence for row in missing_requirements(draft)]


def test_agency_that_an_editor_proposed_waits_for_an_administrator():
    agency = factories.agency(name="绿谷市作坊局", is_proposed=True)
    draft = factories.draft(status=MeasureStatus.REVIEW, agencies=[agency])
    assert [row.sentence for row in missing_requirements(draft)] == ["部门“绿谷市作坊局”还待管理员确认。"]

    Agency.objects.update(is_proposed=False)

    assert missing_requirements(draft) == []


def test_condition_of_another_version_is_not_published(reviewer):
    draft = factories.draft(status=MeasureStatus.REVIEW, kind=Kind.SUBSIDY)
    factories.subsidy_tier(draft)
    elsewhere = factories.subsidy_tier(factories.draft(kind=Kind.SUBSIDY))
    factories.condition(draft, sentence="成立满三年", subsidytier=elsewhere)

    with pytest.raises(Refused, match="条件“成立满三年”限于另一个版本的明细，请重选明细行。"):
        publish_measure(measure=draft, by=reviewer)


def test_publish_names_everything_that_is_missing(reviewer):
    tiers = factories.ladder()
    draft = factories.draft(
        status=MeasureStatus.REVIEW,
        kind=Kind.SUBSIDY,
        promise="",
        change_note="",
        sourced=False,
        tiers=[tiers["specialized"]],
    )
    factories.subsidy_tier(draft, 5, label="错档", enterprise_tier=tiers["leading"])
    factories.condition(draft)

    with pytest.raises(Refused) as refusal:
        publish_measure(measure=draft, by=reviewer)

    assert [requirement.field for requirement in refusal.value.missing] == [
        "promise",
        "clauses",
        "change_note",
        "provisions",
        "conditions",
        "provisions",
    ]
    draft.refresh_from_db()
    assert draft.status == MeasureStatus.REVIEW


def test_publish_wants_rows_and_a_public_source(reviewer):
    draft = factories.draft(status=MeasureStatus.REVIEW, kind=Kind.LOAN, sourced=False)
    draft.clauses.add(factories.clause(factories.document(draft=True)))

    with pytest.raises(Refused, match=r"尚未发布.*至少要有一行明细"):
        publish_measure(measure=draft, by=reviewer)


def test_publish_refuses_rows_and_conditions_whose_document_is_hidden(reviewer):
    draft = factories.draft(status=MeasureStatus.REVIEW, kind=Kind.SUBSIDY)
    hidden = factories.clause(factories.document(draft=True))
    factories.subsidy_tier(draft, 5, clause=hidden)
    factories.condition(draft, clause=hidden)

    with pytest.raises(Refused) as refusal:
        publish_measure(measure=draft, by=reviewer)

    missing = [(row.field, row.anchor) for row in refusal.value.missing if "尚未发布" in row.sentence]
    assert missing == [("provisions", "subsidy_tiers-group"), ("conditions", "conditions-group")]


def test_publish_refuses_a_basis_that_readers_cannot_open(reviewer):
    draft = factories.draft(status=MeasureStatus.REVIEW)
    draft.basis.add(factories.document(draft=True, title="未公开的办法"))

    with pytest.raises(Refused, match="政策依据“未公开的办法”尚未发布") as refusal:
        publish_measure(measure=draft, by=reviewer)

    assert [requirement.anchor for requirement in refusal.value.missing] == ["id_basis"]
