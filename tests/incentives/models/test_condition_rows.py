"""The row that a condition asks for: one, of its own version, there as long as the condition."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import RestrictedError

from incentives.enums import Kind
from incentives.models import Condition, SubsidyTier
from tests import factories

pytestmark = pytest.mark.django_db


def test_condition_of_two_rows_breaks_a_rule():
    measure = factories.draft(kind=Kind.SUBSIDY)
    rung = factories.subsidy_tier(measure)
    grant = factories.talent_grant(factories.draft(kind=Kind.TALENT))

    with pytest.raises(IntegrityError):
        factories.condition(measure, subsidytier=rung, talentgrant=grant)


def test_condition_names_a_row_that_is_there():
    with transaction.atomic():
        factories.condition(factories.draft(kind=Kind.SUBSIDY), subsidytier_id=77)

        with pytest.raises(IntegrityError):
            connection.check_constraints()  # as the end of the transaction does
        transaction.set_rollback(True)


def test_condition_names_a_row_of_its_own_version():
    measure, other = factories.draft(kind=Kind.SUBSIDY), factories.draft(kind=Kind.SUBSIDY)
    condition = factories.condition(measure, subsidytier=factories.subsidy_tier(other, label="别处"))

    with pytest.raises(ValidationError, match="“别处”是另一个事项或版本的明细"):
        condition.full_clean()


def test_row_goes_with_its_measure_and_not_before_what_is_asked_of_it():
    measure = factories.draft(kind=Kind.SUBSIDY)
    rung = factories.subsidy_tier(measure)
    factories.condition(measure, row=1)

    with pytest.raises(RestrictedError):
        rung.delete()
    with pytest.raises(RestrictedError):
        measure.subsidy_tiers.all().delete()
    measure.delete()

    assert not Condition.objects.exists()
    assert not SubsidyTier.objects.exists()
