from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction

from config import audit
from incentives.models import PARTS

CONTENT = ("document", "documentrelation", "clause", "indicator", "measure")
ROWS = tuple(table._meta.model_name for table in PARTS)
REFERENCE = ("agency", "category", "enterprisetier", "synonym")
RECORDS = ("logentry", "accesslog", "accessfailurelog", "accessattempt")

# Who writes does not publish, who publishes does not write: two people behind every published character.
ROLES: dict[str, dict[str, tuple[str, ...]]] = {
    "编辑": {
        "add": (*CONTENT, *ROWS),
        "change": (*CONTENT, *ROWS, "readerreport"),
        "delete": (*ROWS, "documentrelation"),
        "view": (*CONTENT, *ROWS, *REFERENCE, "sourcefile", "readerreport"),
    },
    "审核": {
        "publish": ("measure", "document"),
        "archive": ("measure", "document"),
        "change": ("readerreport",),
        "view": (*CONTENT, *ROWS, *REFERENCE, "sourcefile", "readerreport"),
    },
    "管理员": {
        "add": (*REFERENCE, "user"),
        "change": (*REFERENCE, "user"),
        "delete": (*REFERENCE, "readerreport"),
        "view": (*CONTENT, *ROWS, *REFERENCE, "sourcefile", "readerreport", "previewlink", "user", "group", *RECORDS),
    },
}


class Command(BaseCommand):
    help = "Make or mend the groups 编辑, 审核 and 管理员 with their permissions; may be run again at any time."

    @transaction.atomic
    def handle(self, *args, **options):
        for name, grants in ROLES.items():
            group, _ = Group.objects.get_or_create(name=name)
            granted = permissions(grants)
            if set(group.permissions.all()) != set(granted):
                group.permissions.set(granted)
                audit.note("group-changed", of=name, permissions={permission.codename for permission in granted})
        self.stdout.write(f"Groups ready: {', '.join(ROLES)}.")


def permissions(grants: dict[str, tuple[str, ...]]) -> list[Permission]:
    """The Permission rows for verbs on models; raises Permission.DoesNotExist for one that is not there."""
    apps = ("policies", "incentives", "auth", "admin", "axes")
    return [
        Permission.objects.get(codename=f"{verb}_{model}", content_type__app_label__in=apps)
        for verb, models in grants.items()
        for model in models
    ]
