import io
import json
import logging
import os
import resource
import signal

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from config import audit
from config.audit import JsonLines
from config.origin import Origin, current
from incentives.editorial import workflow
from incentives.editorial.preview_links import create_preview, revoke_preview
from incentives.enums import ReportKind
from incentives.models import Measure, ReaderReport
from policies.importing.actions import import_document
from policies.models import SourceFile
from tests import factories
from tests.config.access.people import staff
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


def test_missing_folder_is_shown_and_stops_nobody(tmp_path, capsys):
    JsonLines(tmp_path / "missing" / "audit.jsonl").emit(record(event="one"))

    assert "FileNotFoundError" in capsys.readouterr().err


def test_line_cut_short_by_a_full_disk_is_shown_and_leaves_the_next_one_whole(tmp_path, capfd):
    file = tmp_path / "audit.jsonl"
    earlier = f'{{"event":"{"x" * 20_000}"}}'
    file.write_text(f"{earlier}\n")
    child = os.fork()
    if not child:  # a process of its own, since the limit on the size of files stands in for a full disk
        most = len(earlier) + 50
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        JsonLines(file).emit(record(event="too long for what is left of the disk, as it has more than 50 bytes"))
        JsonLines(file).emit(record(event="lost"))
        os._exit(0)
    os.waitpid(child, 0)

    JsonLines(file).emit(record(event="whole"))

    first, torn, last = file.read_text().splitlines()
    assert (first, json.loads(last)) == (earlier, {"event": "whole"})
    assert torn.startswith('{"event":"too long')
    shown = capfd.readouterr().err
    assert "an audit line was cut short" in shown
    assert "File too large" in shown


def events(entries: list[dict]) -> list[tuple]:
    return [(entry["event"], entry["user"]) for entry in entries]


def test_workflow_is_recorded(client, audit_log, django_capture_on_commit_callbacks):
    writer, reviewer = staff("editor"), staff("reviewer")
    measure = factories.measure(slug="a-measure")
    with django_capture_on_commit_callbacks(execute=True):
        draft = workflow.revise_measure(measure=measure, by=writer)
        Measure.objects.filter(pk=draft.pk).update(change_note="改名")
        workflow.submit_measure(measure=draft, by=writer)
        workflow.send_back_measure(measure=draft, by=reviewer, reason="不全")
        workflow.submit_measure(measure=draft, by=writer)
        workflow.publish_measure(measure=draft, by=reviewer)
        workflow.archive_measure(measure=draft, by=reviewer, reason="停止执行")

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

    terms, entry = audit_log()
    assert (terms["event"], entry["event"]) == ("terms-read", "imported")
    assert entry["filled"] > 0


def test_changes_of_public_rows_are_recorded(client, audit_log, django_capture_on_commit_callbacks):
    client.force_login(staff("administrator"))
    agency = factories.agency(slug="an-office")
    form = {"name": "绿谷市新局", "short_name": agency.short_name, "slug": agency.slug, "level": agency.level}
    lone = {"action": "delete_selected", "_selected_action": agency.pk, "post": "yes"}

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:policies_synonym_add"), {"word": "小升规", "same_as": "规上入库"})
        client.post(reverse("admin:policies_agency_change", args=[agency.pk]), form | {"phone": "0371-1234"})
        client.post(reverse("admin:policies_agency_changelist"), lone)
        tier = factories.tier("a-tier")
        client.post(reverse("admin:incentives_enterprisetier_delete", args=[tier.pk]), {"post": "yes"})

    entries = audit_log()
    assert [(entry["event"], entry["of"]) for entry in entries] == [
        ("synonym", "小升规＝规上入库"),
        ("agency", "an-office"),
        ("agency", "an-office"),
        ("enterprisetier", "a-tier"),
    ]
    assert [entry["done"] for entry in entries] == ["已添加。", "已修改名称 和 咨询电话。", "删除", "删除"]
    assert {entry["user"] for entry in entries} == {"administrator"}
    assert "0371-1234" not in str(entries)


def test_changes_of_sources_are_recorded(client, audit_log, django_capture_on_commit_callbacks):
    client.force_login(staff("editor"))
    clause = factories.clause(factories.document(slug="a-document"), path="1.7")
    form = {"document": clause.document.pk, "edition": 1, "path": "1.7", "position": 1, "gist": "新的大意"}
    posted = {"clause": clause.pk, "gist": "只是背景"}

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:policies_clause_change", args=[clause.pk]), form)
        client.post(reverse("admin:incentives_measure_unhandled"), posted)

    entries = audit_log()
    assert [(entry["event"], entry["of"], entry["user"]) for entry in entries] == [
        ("clause", "a-document/1/1.7", "editor")
    ] * 2
    assert "大意" in entries[0]["done"]
    assert entries[1]["done"] == "标为背景句"
    assert "新的大意" not in str(entries)


def test_handling_of_reports_is_recorded_without_their_words(client, audit_log, django_capture_on_commit_callbacks):
    report = ReaderReport.objects.create(kind=ReportKind.OTHER, text="某人的电话")
    change = reverse("admin:incentives_readerreport_change", args=[report.pk])
    reviewer, administrator = staff("reviewer"), staff("administrator")

    with django_capture_on_commit_callbacks(execute=True):
        client.force_login(reviewer)
        client.post(change, {"outcome": "right", "note": "某人来电"})
        client.post(change, {"outcome": "", "note": ""})
        client.force_login(administrator)
        client.post(reverse("admin:incentives_readerreport_delete", args=[report.pk]), {"post": "yes"})

    assert [(entry["event"], entry["of"], entry["done"], entry["user"]) for entry in audit_log()] == [
        ("reader-report", report.pk, "right", "reviewer"),
        ("reader-report", report.pk, "reopened", "reviewer"),
        ("reader-report", report.pk, "deleted", "administrator"),
    ]
    assert "某人" not in str(audit_log())
    assert not ReaderReport.objects.exists()


def test_reason_for_sending_back_stays_in_the_database(audit_log, django_capture_on_commit_callbacks):
    draft = workflow.submit_measure(measure=factories.draft(), by=staff("editor"))

    with django_capture_on_commit_callbacks(execute=True):
        workflow.send_back_measure(measure=draft, by=staff("reviewer"), reason="问过王某某")

    (entry,) = audit_log()
    assert entry["done"] == "退回"
    assert "王某某" not in str(entry)


def test_previews_are_recorded_when_made_and_once_when_revoked(audit_log, django_capture_on_commit_callbacks):
    editor, draft = staff("editor"), factories.draft(slug="a-measure")

    with django_capture_on_commit_callbacks(execute=True):
        link, token = create_preview(measure=draft, by=editor, recipient="王某某")
        revoke_preview(link=link, by=editor)
        revoke_preview(link=link, by=editor)

    entries = audit_log()
    assert [(entry["event"], entry["user"], entry["of"]) for entry in entries] == [
        ("preview-made", "editor", "a-measure"),
        ("preview-revoked", "editor", "a-measure"),
    ]
    assert token not in str(entries)
    assert "王某某" not in str(entries)


def test_exports_are_recorded_without_what_was_looked_for(client, audit_log, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for extension in ("csv", "json", "xlsx"):
            answer = client.get(f"/measures.{extension}", {"q": "王某某", "kind": "service", "other": "1"})
            b"".join(answer.streaming_content)
        client.head("/measures.csv")

    entries = audit_log()
    assert [(entry["event"], entry["file"]) for entry in entries] == [
        ("exported", "csv"),
        ("exported", "json"),
        ("exported", "xlsx"),
    ]
    assert {(entry["user"], entry["address"], *entry["filters"]) for entry in entries} == {
        ("", "127.0.0.1", "kind", "q")
    }
    assert "王某某" not in str(entries)
    assert not answer.wsgi_request.session.accessed


def test_dataset_is_recorded(audit_log, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.DATASET_DIR = tmp_path / "data"
    root = "https://huiqi.example.cn"

    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_dataset", root=root, verbosity=0, stdout=io.StringIO())

    (entry,) = audit_log()
    assert entry["event"] == "dataset-published"
    assert (settings.DATASET_DIR / entry["of"]).is_dir()


def test_uploads_are_recorded(client, audit_log, django_capture_on_commit_callbacks):
    client.force_login(staff("editor"))
    hand_in = reverse("admin:policies_document_hand_in")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(hand_in, {"text": "只有一行"})
        text = sample_document.document()
        page = client.post(hand_in, {"text": text})
        seen = {"source": page.context["source"].pk, "seen": page.context["plan"].token}
        client.post(hand_in, seen | {"text": text, "step": "take"})
        source = SourceFile.objects.get()
        client.get(reverse("admin:policies_document_original", args=[source.pk]))

    entries = audit_log()
    assert events(entries) == [
        (event, "editor") for event in ("import-refused", "terms-read", "imported", "original-fetched")
    ]
    assert entries[-1]["of"] == f"{source.document.slug}/1"
