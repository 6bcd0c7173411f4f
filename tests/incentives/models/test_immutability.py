"""Versions on record refuse every way of changing them at once; drafts do not."""

import pytest
from django.core import serializers
from django.db import transaction

from incentives.editorial.workflow import revise_measure
from incentives.enums import Kind, MeasureStatus
from incentives.models import EnterpriseTier, Material, Measure, MeasureAgency, SettledVersion, SubsidyTier
from tests import factories

pytestmark = pytest.mark.django_db
LINKS = {
    "tiers": lambda: factories.tier(f"tier-{EnterpriseTier.objects.count()}"),
    "basis": factories.document,
    "clauses": factories.clause,
    "indicators": factories.indicator,
}
ON_RECORD = (MeasureStatus.PUBLISHED, MeasureStatus.SUPERSEDED, MeasureStatus.ARCHIVED)


@pytest.fixture
def published():
    measure = factories.measure(kind=Kind.SUBSIDY, title="梯次奖励", agencies=[factories.agency()], sourced=False)
    for name, make in LINKS.items():
        factories.link(measure, name, make())
    factories.subsidy_tier(measure, 500_000)
    factories.condition(measure)
    return measure


def refused(*changes):
    for change in changes:
        with pytest.raises(SettledVersion, match="请用“修订”"), transaction.atomic():
            change()


@pytest.mark.parametrize("status", ON_RECORD)
def test_changes_of_many_at_once(published, status):
    Measure._base_manager.filter(pk=published.pk).update(status=status)
    draft = revise_measure(measure=published, by=factories.user("editor"))
    rows, row = SubsidyTier.objects.filter(measure=published), published.subsidy_tiers.get()
    row.amount_max, published.title = 1, "偷改"

    refused(
        lambda: Measure.objects.update(title="偷改"),
        lambda: Measure.objects.filter(pk=published.pk).update(status=MeasureStatus.DRAFT),
        lambda: Measure.objects.bulk_update([published], ["title"]),
        Measure.objects.all().delete,
        published.category.measures.all().delete,
        lambda: rows.update(amount_max=1),
        lambda: SubsidyTier.objects.bulk_update([row], ["amount_max"]),
        published.subsidy_tiers.all().delete,
        lambda: Material.objects.bulk_create([Material(measure=published, name="营业执照")]),
    )

    assert Measure.objects.filter(title="梯次奖励").count() == 2
    assert rows.get().amount_max == 500_000
    assert draft.subsidy_tiers.update(amount_max=600_000, amount_min=600_000) == 1


@pytest.mark.parametrize("name", LINKS)
def test_links_are_changed_from_neither_side(published, name):
    links, row = getattr(published, name), getattr(published, name).get()
    other = getattr(revise_measure(measure=published, by=factories.user("editor")), name)
    new = LINKS[name]()

    refused(
        lambda: links.add(new),
        lambda: links.remove(row),
        lambda: links.set([new]),
        links.clear,
        lambda: new.measures.add(published),
        lambda: row.measures.remove(published),
        lambda: row.measures.set([]),
        row.measures.clear,
    )

    assert links.get() == row
    other.set([new])
    assert other.get() == new


def test_agencies_are_changed_from_neither_side(published):
    role, other = published.agency_roles.get(), factories.agency()

    refused(
        lambda: published.agencies.add(other),
        lambda: published.agencies.remove(role.agency),
        published.agencies.clear,
        lambda: other.measures.add(published),
        role.agency.measures.clear,
        published.agency_roles.all().delete,
    )

    assert MeasureAgency.objects.get() == role


def test_rows_do_not_move_to_another_version(published):
    draft = factories.draft(kind=Kind.SUBSIDY)
    row = factories.subsidy_tier(draft, 5)
    row.measure = published

    for move in (
        lambda: draft.subsidy_tiers.update(measure=published),
        lambda: SubsidyTier.objects.bulk_update([row], ["measure"]),
    ):
        with pytest.raises(TypeError, match="do not move"), transaction.atomic():
            move()
    assert draft.subsidy_tiers.count() == 1


def test_fixtures_store_a_version_with_its_links(published):
    kept = serializers.serialize("json", Measure.objects.all(), use_natural_foreign_keys=True)
    for name in LINKS:
        getattr(Measure, name).through._base_manager.all().delete()

    for stored in serializers.deserialize("json", kept):
        stored.save()

    assert [getattr(published, name).count() for name in LINKS] == [1, 1, 1, 1]
    refused(Measure.objects.get().clauses.clear)


def test_version_on_record_refuses_every_change(published):
    row, condition = published.subsidy_tiers.get(), published.conditions.get()
    published.title = "偷改"
    published.status = MeasureStatus.DRAFT
    row.amount_max = 1

    for change in (published.save, row.save, row.delete, condition.save, condition.delete):
        with pytest.raises(SettledVersion, match="请用“修订”"):
            change()
    with pytest.raises(SettledVersion):
        Material.objects.create(measure=published, name="营业执照")
    assert Measure.objects.get().title != "偷改"
    assert SubsidyTier.objects.get().amount_max == 500_000


def test_version_on_record_is_not_deleted(published):
    with pytest.raises(SettledVersion):
        published.delete()
    assert Measure.objects.get() == published


def test_row_of_a_version_on_record_does_not_move_to_a_draft(published):
    row = published.subsidy_tiers.get()
    row.measure = factories.draft(kind=Kind.SUBSIDY)

    for change in (row.save, row.delete):
        with pytest.raises(SettledVersion):
            change()
    assert published.subsidy_tiers.count() == 1


def test_refusal_quotes_a_title_that_has_quotation_marks():
    measure = factories.measure(title="“谷穗”奖励")

    with pytest.raises(SettledVersion, match="“‘谷穗’奖励”的这个版本"):
        measure.delete()
