from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction

from config import audit
from incentives.editorial.transitions import ADMINISTRATOR, EDITOR, REVIEWER, TRANSITIONS
from incentives.models import PARTS

CONTENT = ("document", "documentrelation", "documentterm", "clause", "indicator", "measure", "matchcase")
ROWS = (*(table._meta.model_name for table in PARTS), "matchcaseverdict")
REFERENCE = ("agency", "category", "enterprisetier", "fact", "factchoice", "scene", "scenepin", "synonym")
RECORDS = ("logentry", "accesslog", "accessfailurelog", "accessattempt")

# What each group may do with the rows of each model. The permissions for the workflow of measures come on top, from the
# table of transitions. Who writes does not publish, and who publishes does not write.
ROLES: dict[str, dict[str, tuple[str, ...]]] = {
    EDITOR: {
        "add": (*CONTENT, *ROWS, "agency"),  # an agency that they add is a proposal
        "change": (*CONTENT, *ROWS, "readerreport"),
        "delete": (*ROWS, "documentrelation", "documentterm", "matchcase"),
        "view": (*CONTENT, *ROWS, *REFERENCE, "sourcefile", "readerreport"),
    },
    REVIEWER: {
        "publish": ("document",),
        "archive": ("document",),
        "change": ("readerreport",),
        "view": (*CONTENT, *ROWS, *REFERENCE, "sourcefile", "readerreport"),
    },
    ADMINISTRATOR: {
        "add": (*REFERENCE, "user"),
        "change": (*REFERENCE, "user"),
        "delete": (*REFERENCE, "readerreport"),
        "view": (*CONTENT, *ROWS, *REFERENCE, "sourcefile", "readerreport", "previewlink", "user", "group", *RECORDS),
    },
}


class Command(BaseCommand):
    help = "Create or update the groups 编辑, 审核 and 管理员 with their permissions; may be run again at any time."

    @transaction.atomic
    def handle(self, *args, **options):
        for name in ROLES:
            group, _ = Group.objects.get_or_create(name=name)
            granted = permissions(name)
            if set(group.permissions.all()) != set(granted):
                group.permissions.set(granted)
                audit.note("group-changed", of=name, permissions={permission.codename for permission in granted})
        self.stdout.write(f"Groups ready: {', '.join(ROLES)}.")


def permissions(role: str) -> list[Permission]:
    """The Permission rows of a group; raises Permission.DoesNotExist if one is not there."""
    names = {f"{verb}_{model}" for verb, models in ROLES[role].items() for model in models}
    names |= {f"{transition.permission}_measure" for transition in TRANSITIONS.values() if transition.role == role}
    apps = ("policies", "incentives", "auth", "admin", "axes")
    return [Permission.objects.get(codename=name, content_type__app_label__in=apps) for name in sorted(names)]
