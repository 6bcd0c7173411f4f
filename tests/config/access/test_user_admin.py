"""Changes of rights, roles and passwords are on record."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse

from tests import factories
from tests.config.access.people import staff
from tests.config.test_audit import events

pytestmark = pytest.mark.django_db


def test_changes_of_rights_are_recorded(client, audit_log, django_capture_on_commit_callbacks):
    administrator, colleague = staff("administrator"), staff("editor", "colleague")
    client.force_login(administrator)
    url = reverse("admin:auth_user_change", args=[colleague.pk])
    groups = [Group.objects.get(name="审核").pk]
    posted = {"username": "colleague", "groups": groups, "is_active": "on", "is_staff": "on"}
    posted |= {"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"}

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url, posted)
        client.post(
            reverse("admin:auth_user_password_change", args=[colleague.pk]),
            {"password1": "correct-horse-battery", "password2": "correct-horse-battery", "usable_password": "true"},
        )

    assert answer.status_code == 302
    changed, password = audit_log()
    assert changed["event"] == "user-changed"
    assert (changed["user"], changed["of"], changed["groups"]) == ("administrator", "colleague", ["审核"])
    assert "groups" in changed["fields"]
    assert (password["event"], password["of"]) == ("password-set", "colleague")
    assert "horse" not in str(password)


def test_changes_of_groups_are_recorded(client, audit_log, django_capture_on_commit_callbacks):
    client.force_login(factories.user("root", is_superuser=True))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:auth_group_add"), {"name": "访客", "permissions": []})
        client.post(reverse("admin:auth_group_add"), {"name": "同事", "permissions": []})
        pks = {group.name: group.pk for group in Group.objects.all()}
        client.post(reverse("admin:auth_group_delete", args=[pks["访客"]]), {"post": "yes"})
        client.post(
            reverse("admin:auth_group_changelist"),
            {"action": "delete_selected", "_selected_action": pks["同事"], "post": "yes"},
        )

    assert [(entry["event"], entry["of"]) for entry in audit_log()] == [
        ("group-changed", "访客"),
        ("group-changed", "同事"),
        ("group-deleted", "访客"),
        ("group-deleted", "同事"),
    ]


def test_refused_passwords_and_codes_are_recorded(client, audit_log, django_capture_on_commit_callbacks):
    client.force_login(staff("editor"))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:account_confirm"), {"password": "guessed-by-a-thief"})
        client.post(reverse("admin:password_change"), {"old_password": "guessed-by-a-thief"})
        client.post(reverse("admin:account_second_factor"), {"code": "000000"})

    entries = audit_log()
    assert events(entries) == [
        (event, "editor") for event in ("confirmation-refused", "password-change-refused", "code-refused")
    ]
    assert "thief" not in str(entries)


def test_roles_that_a_release_changes_are_recorded(audit_log, django_capture_on_commit_callbacks):
    call_command("setup_roles", verbosity=0)
    role = Group.objects.get(name="审核")
    role.permissions.remove(role.permissions.get(codename="publish_measure"))

    with django_capture_on_commit_callbacks(execute=True):
        call_command("setup_roles", verbosity=0)
        call_command("setup_roles", verbosity=0)

    (entry,) = audit_log()
    assert (entry["event"], entry["of"], entry["user"]) == ("group-changed", "审核", "")
    assert set(entry["permissions"]) == set(role.permissions.values_list("codename", flat=True))


def test_single_permissions_are_recorded(client, audit_log, django_capture_on_commit_callbacks):
    colleague = staff("editor", "colleague")
    client.force_login(factories.user("root", is_superuser=True))
    right = Permission.objects.get(codename="publish_measure")
    posted = {"username": "colleague", "user_permissions": right.pk, "is_active": "on", "is_superuser": "on"}
    posted |= {"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00", "email": "wang@example.cn"}

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:auth_user_change", args=[colleague.pk]), posted)

    (entry,) = audit_log()
    assert (entry["event"], entry["permissions"], entry["groups"]) == ("user-changed", ["publish_measure"], [])
    assert (entry["superuser"], entry["staff"], entry["active"]) == (True, False, True)
    assert "wang" not in str(entry)


def test_refusal_of_a_member_of_staff_is_recorded(client, audit_log, django_capture_on_commit_callbacks):
    client.force_login(staff("editor"))

    with django_capture_on_commit_callbacks(execute=True):
        client.get(reverse("admin:auth_user_changelist"))
        client.get("/styleguide/")

    (entry,) = audit_log()
    assert (entry["event"], entry["user"], entry["of"]) == ("refused", "editor", reverse("admin:auth_user_changelist"))
