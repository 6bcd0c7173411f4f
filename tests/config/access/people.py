"""Signed-in staff of each role."""

from django.contrib.auth.models import AbstractUser, Group
from django.core.management import call_command

from tests import factories

PASSWORD = "a-long-password"  # the password of factories.user
ROLES = {"editor": "编辑", "reviewer": "审核", "administrator": "管理员"}


def staff(role: str, name: str = "", **values) -> AbstractUser:
    """A user of `role` (a key of ROLES); creates the groups."""
    if not Group.objects.filter(name=ROLES[role]).exists():
        call_command("setup_roles", verbosity=0)
    user = factories.user(name or role, **values)
    user.groups.add(Group.objects.get(name=ROLES[role]))
    return user
