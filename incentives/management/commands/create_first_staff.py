import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from config import audit
from incentives.editorial.transitions import EDITOR, REVIEWER

STAFF = {"editor": EDITOR, "reviewer": REVIEWER}


class Command(BaseCommand):
    help = (
        "In the embedded default (SQLite) with no users yet: make an editor and a reviewer with random passwords, "
        "printed once. On PostgreSQL, or where there are users, it does nothing."
    )

    @transaction.atomic
    def handle(self, *args, **options):
        users = get_user_model().objects
        if connection.vendor != "sqlite" or users.exists():
            return
        self.stdout.write("Staff logins, shown only this once (change them in the admin):")
        for name, role in STAFF.items():
            password = secrets.token_urlsafe(12)
            user = users.create_user(name, password=password, is_staff=True)
            user.groups.add(Group.objects.get(name=role))
            audit.note("user-added", of=name, groups=[role], active=True, staff=True, superuser=False)
            self.stdout.write(f"  {name:<10} {password}   ({role})")
