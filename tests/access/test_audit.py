import json
import logging

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse

from config import audit
from config.audit import JsonLines
from config.origin import Origin, current
from incentives import actions
from incentives.models import Measure
from policies.actions import import_document
from tests import factories
from tests.access.people import staff
from tests.policies import sample_document

pytestmark = pytest.mark.django_db


def record(**entry) -> logging.LogRecord:
    record = logging.makeLogRecord({"msg": "tried"})
    record.entry = entry
    return record


def test_line_names_time_request_address_and_user(audit_log, django_capture_on_commit_callbacks):
    token = current.set(Origin("abc-12345", "203.0.113.7"))
    with django_capture_on_commit_callbacks(execute=True):
        audit.note("tried", by="甲", of="乙\n{", number=3, fields={"b", "a"}, long="长" * 999, other=ValueError("x"))
    current.reset(token)

    (entry,) = audit_log()
    assert entry.pop("at").endswith("+08:00")
    assert entry == {
        "event": "tried",
        "request": "abc-12345",
        "address": "203.0.113.7",
        "user": "甲",
        "of": "乙\n{",
        "number": 3,
        "fields": ["a", "b"],
        "long": "长" * 200,
        "other": "x",
    }


def test_what_was_rolled_back_is_not_recorded(audit_log, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        audit.note("tried")
        transaction.set_rollback(True)

    assert audit_log() == []


def test_file_is_appended_to_and_private(tmp_path):
    file = tmp_path / "audit.jsonl"
    file.write_text("kept\n")
    fresh = tmp_path / "fresh.jsonl"

    JsonLines(file).emit(record(event="one"))
    JsonLines(file).emit(record(event="two \ud800"))
    JsonLines(fresh).emit(record(event="three"))

    assert file.read_text().splitlines()[0] == "kept"
    assert [json.loads(line)["event"] for line in file.read_text().splitlines()[1:]] == ["one", "two \ud800"]
    assert fresh.stat().st_mode & 0o777 == 0o600


def test_full_disk_is_shown_and_stops_nobody(tmp_path, capsys):
    JsonLines(tmp_path / "missing" / "audit.jsonl").emit(record(event="one"))

    assert "FileNotFoundError" in capsys.readouterr().err


def events(entries: list[dict]) -> list[tuple]:
    return [(entry["event"], entry["user"]) for entry in entries]


def test_workflow_is_recorded(client, audit_log, django_capture_on_commit_callbacks):
    writer, reviewer = staff("editor"), staff("reviewer")
    measure = factories.measure(slug="a-measure")
    with django_capture_on_commit_callbacks(execute=True):
        draft = actions.revise_measure(measure=measure, by=writer)
        Measure.objects.filter(pk=draft.pk).update(change_note="改名")
        actions.submit_measure(measure=draft, by=writer)
        actions.send_back_measure(measure=draft, by=reviewer, reason="不全")
        actions.submit_measure(measure=draft, by=writer)
        actions.publish_measure(measure=draft, by=reviewer)
        actions.archive_measure(measure=draft, by=reviewer)

    entries = audit_log()
    assert [entry["event"] for entry in entries] == ["measure"] * 6
    assert [(entry["user"], entry["done"][:2]) for entry in entries] == [
        ("editor", "由第"),
        ("editor", "提交"),
        ("reviewer", "退回"),
        ("editor", "提交"),
        ("reviewer", "发布"),
        ("reviewer", "归档"),
    ]
    assert entries[-1]["of"] == "a-measure"
    assert entries[-1]["version"] == 2


def test_document_is_published_and_recorded(client, audit_log, django_capture_on_commit_callbacks):
    document = factories.document(draft=True)
    client.force_login(staff("reviewer"))
    posted = {"action": "publish", "_selected_action": document.pk}

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:policies_document_changelist"), posted)

    assert ("document", "reviewer") in events(audit_log())


def test_import_is_recorded(audit_log, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        import_document(data=sample_document.document().encode())

    (entry,) = audit_log()
    assert entry["event"] == "imported"
    assert entry["filled"] > 0


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


def test_refusal_of_a_member_of_staff_is_recorded(client, audit_log, django_capture_on_commit_callbacks):
    client.force_login(staff("editor"))

    with django_capture_on_commit_callbacks(execute=True):
        client.get(reverse("admin:auth_user_changelist"))
        client.get("/styleguide/")

    (entry,) = audit_log()
    assert (entry["event"], entry["user"], entry["of"]) == ("refused", "editor", reverse("admin:auth_user_changelist"))
