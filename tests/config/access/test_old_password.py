"""Changing the password requires the old one, which cannot be guessed with a stolen session."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.config.access.people import PASSWORD, staff

pytestmark = pytest.mark.django_db
CHANGE = reverse("admin:password_change")
NEW = "another-good-one-77"


def change(client, old: str, **extra):
    return client.post(CHANGE, {"old_password": old, "new_password1": NEW, "new_password2": NEW}, **extra)


@pytest.fixture
def editor(client):
    user = staff("editor")
    client.force_login(user)
    return user


def test_wrong_old_password_is_told_and_the_right_one_taken(client, editor):
    refused = change(client, "wrong")

    assert refused.status_code == 200
    assert "old_password" in refused.context["form"].errors
    assert change(client, PASSWORD).status_code == 302
    editor.refresh_from_db()
    assert editor.check_password(NEW)
    assert client.get(reverse("admin:index")).status_code == 200  # this session stays


def test_page_for_a_new_password_is_kept_by_nobody(client, editor):
    assert "no-store" in client.get(CHANGE)["Cache-Control"]


def test_guessed_old_passwords_lock_as_at_the_sign_in(client, editor):
    answers = [change(client, f"guess-{number}").status_code for number in range(settings.AXES_FAILURE_LIMIT)]

    assert answers == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]
    assert change(client, PASSWORD).status_code == 429  # also for the right password, so that it is not revealed
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_locked_address_of_a_thief_does_not_lock_the_owner(client, editor):
    for number in range(settings.AXES_FAILURE_LIMIT):
        change(client, f"guess-{number}", REMOTE_ADDR="203.0.113.9")

    assert change(client, PASSWORD, REMOTE_ADDR="203.0.113.7").status_code == 302
