import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection

pytestmark = pytest.mark.django_db


def test_setup_roles_twice_is_the_same():
    call_command("setup_roles")
    first = {group.name: set(group.permissions.all()) for group in Group.objects.all()}

    call_command("setup_roles")

    assert {group.name: set(group.permissions.all()) for group in Group.objects.all()} == first
    assert set(first) == {"编辑", "审核", "管理员"}


def test_who_writes_does_not_publish():
    call_command("setup_roles")

    def verbs(name):
        rights = Group.objects.get(name=name).permissions.filter(content_type__model="measure")
        return {permission.codename.split("_")[0] for permission in rights}

    assert verbs("编辑") == {"add", "change", "view"}
    assert verbs("审核") == {"publish", "archive", "view"}


def test_first_staff_in_the_embedded_default(capsys):
    call_command("setup_roles")
    call_command("create_first_staff")
    said = capsys.readouterr().out

    if connection.vendor == "sqlite":
        users = {user.username: user for user in get_user_model().objects.all()}
        password = next(line.split()[1] for line in said.splitlines() if line.split()[0] == "editor")
        assert users["editor"].check_password(password)
        assert [group.name for group in users["reviewer"].groups.all()] == ["审核"]
    else:
        assert not get_user_model().objects.exists()


def test_first_staff_only_once(capsys):
    get_user_model().objects.create_user("somebody")

    call_command("create_first_staff")

    assert capsys.readouterr().out == ""
    assert get_user_model().objects.count() == 1
