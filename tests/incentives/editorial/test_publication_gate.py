"""What keeps a version from being published: everything that it lacks is named at once."""

import pytest

from incentives.editorial.workflow import Refused, publish_measure
from incentives.enums import Kind, MeasureStatus
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return factories.user("reviewer")


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
