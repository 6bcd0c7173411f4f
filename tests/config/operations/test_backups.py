import io
import sqlite3
import stat
import subprocess

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from config.operations import backups
from config.operations.backups import BackupError, back_up, restore
from incentives.editorial.preview_links import create_preview, previewed, revoke_preview
from incentives.models import Measure
from policies.caching import content_version
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
LATER, LAST = ("incentives", "9999_of_a_later_release"), ("incentives", "0006_reader_report")


@pytest.fixture
def backup(tmp_path):
    """One measure, somebody signed in, and a backup of that."""
    factories.measure(title="那时的奖励")
    SessionStore().create()
    back_up(tmp_path / "site.backup")
    return tmp_path / "site.backup"


def titles() -> list[str]:
    return sorted(Measure.objects.values_list("title", flat=True))


def test_restored_database_is_as_it_was_and_nobody_is_signed_in(client, backup):
    factories.measure(title="后来的奖励")
    since = content_version.current().number

    call_command("restore", backup, "--no-input", stdout=io.StringIO())

    assert titles() == ["那时的奖励"]
    assert not Session.objects.exists()
    assert content_version.current().number > since
    page = client.get(reverse("incentives:measure-list"), {"q": "奖励"}).content.decode()
    assert "那时的奖励" in page
    assert "后来的奖励" not in page
    factories.measure(title="新的奖励")  # keys go on where they were
    assert titles() == ["新的奖励", "那时的奖励"]


def test_only_the_owner_reads_a_backup_and_nothing_is_overwritten(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    before = backup.read_bytes()

    with pytest.raises(BackupError, match="is there already"):
        back_up(backup)

    assert backup.read_bytes() == before
    assert sorted(file.name for file in backup.parent.iterdir()) == ["site.backup", "site.backup.sha256"]


def test_two_backups_to_one_place_do_not_mix(tmp_path):
    (tmp_path / "site.backup.part").write_text("of the other")

    with pytest.raises(BackupError, match="another backup is under way"):
        back_up(tmp_path / "site.backup")

    assert (tmp_path / "site.backup.part").read_text() == "of the other"


@pytest.mark.parametrize("place", ["no-such-folder/site.backup", "file/site.backup"])
def test_place_that_cannot_be_written_is_named(tmp_path, place):
    (tmp_path / "file").touch()

    with pytest.raises(BackupError, match="could not be written"):
        back_up(tmp_path / place)


def test_file_that_is_no_backup_changes_nothing(backup, tmp_path):
    (text := tmp_path / "text").write_text("not a backup")
    (half := tmp_path / "half").write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    for file in (text, half):
        backups.checksum_file(file).write_text(f"{backups.sha256(file)}  {file.name}\n")
    factories.measure(title="后来的奖励")

    for file in (text, half, tmp_path / "none", tmp_path):
        with pytest.raises(BackupError):
            restore(file, statements=[])

    assert titles() == ["后来的奖励", "那时的奖励"]
    assert Session.objects.exists()


def test_backup_of_a_later_release_is_refused(tmp_path):
    recorder = MigrationRecorder(backups.connection)
    recorder.record_applied(*LATER)
    try:
        back_up(tmp_path / "later")
    finally:
        recorder.record_unapplied(*LATER)
    factories.measure(title="奖励")

    with pytest.raises(BackupError, match="later release: this one does not know 9999_of_a_later_release"):
        restore(tmp_path / "later", statements=[])

    assert titles() == ["奖励"]


def test_backup_of_an_older_release_is_told(tmp_path):
    recorder = MigrationRecorder(backups.connection)
    recorder.record_unapplied(*LAST)
    out = io.StringIO()
    try:
        back_up(tmp_path / "older")
        call_command("restore", tmp_path / "older", "--no-input", stdout=out)
    finally:
        recorder.record_applied(*LAST)

    assert "Restored." in out.getvalue()
    assert "of an older release: run manage.py migrate" in out.getvalue()


def test_tool_that_is_missing_or_fails_is_named():
    with pytest.raises(BackupError, match=r"no-such-tool is not installed \(Debian: postgresql-client\)"):
        backups._run(["no-such-tool"])
    with pytest.raises(BackupError, match=r"ls failed: .*no-such-place"):
        backups._run(["ls", "/no-such-place"])


def test_commands_ask_first_and_say_what_they_did(backup, monkeypatch, tmp_path):
    factories.measure(title="后来的奖励")
    out = io.StringIO()
    monkeypatch.setattr("builtins.input", lambda question: "no")

    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", backup)
    assert len(titles()) == 2

    monkeypatch.setattr("builtins.input", lambda question: "yes")
    call_command("restore", backup, stdout=out)
    call_command("backup", tmp_path / "again", stdout=out)
    assert titles() == ["那时的奖励"]
    assert out.getvalue().startswith("Restored. Everybody signs in again.\nWrote ")

    with pytest.raises(CommandError, match="again is there already"):
        call_command("backup", tmp_path / "again")
    with pytest.raises(CommandError, match=r"none is not there\. Nothing was changed"):
        call_command("restore", tmp_path / "none", "--no-input")


def test_both_are_on_record(backup, caplog):
    with caplog.at_level("INFO", "huiqi.audit"):
        assert restore(backup, statements=[]) is True
        back_up(backup.with_name("again"))

    entries = [record.entry for record in caplog.records if record.name == "huiqi.audit"]
    assert [(entry["event"], entry["file"]) for entry in entries] == [
        ("restored", "site.backup"),
        ("backed-up", "again"),
    ]


def test_secret_link_that_was_revoked_since_opens_nothing_again(tmp_path):
    editor = factories.user("editor")
    link, token = create_preview(measure=factories.draft(), by=editor, recipient="法规处")
    back_up(tmp_path / "site.backup")
    revoke_preview(link=link, by=editor)

    call_command("restore", tmp_path / "site.backup", "--no-input", stdout=io.StringIO())

    assert previewed(token) is None


def test_one_flipped_bit_is_noticed_and_so_is_a_missing_checksum(backup):
    sums = backups.checksum_file(backup)
    said = subprocess.run(["sha256sum", "--check", sums.name], cwd=backup.parent, capture_output=True, text=True)
    assert said.stdout == "site.backup: OK\n"
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)
    factories.measure(title="后来的奖励")

    with pytest.raises(BackupError, match=r"site\.backup is damaged: it is not what site\.backup\.sha256 was made of"):
        restore(backup, statements=[])
    sums.unlink()
    with pytest.raises(BackupError, match=r"site\.backup\.sha256 is not there"):
        restore(backup, statements=[])

    assert len(titles()) == 2


def test_restore_whose_last_statement_fails_changes_nothing(backup):
    factories.measure(title="后来的奖励")

    with pytest.raises((BackupError, sqlite3.Error)):
        restore(backup, statements=["UPDATE no_such_table SET a = 1"])

    assert len(titles()) == 2
    assert Session.objects.exists()
