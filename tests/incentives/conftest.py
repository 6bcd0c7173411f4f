import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from incentives.editorial.workflow import revise_measure, submit_measure
from incentives.enums import Kind
from incentives.models import Measure, SubsidyTier
from tests import factories


@pytest.fixture
def people(client):
    """Sign in as one of several: `people("编辑", "甲")`."""
    call_command("setup_roles")

    def sign_in(role, name=""):
        user = factories.user(name or role)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def published():
    measure = factories.measure(kind=Kind.SUBSIDY, title="梯次奖励")
    factories.subsidy_tier(measure, 500_000, label="一档")
    return measure


@pytest.fixture
def revision(published):
    """A revision with a changed award, waiting for review."""
    writer = factories.user("writer")
    draft = revise_measure(measure=published, by=writer)
    SubsidyTier.objects.filter(measure=draft).update(amount_min=600_000, amount_max=600_000)
    factories.subsidy_tier(draft, 7, label="新档")
    Measure.objects.filter(pk=draft.pk).update(change_note="提高奖励", title="梯次奖")
    return submit_measure(measure=draft, by=writer)
