import base64
import time
from pathlib import Path

import pytest
from django.core.cache import cache

from policies.importing.actions import import_document
from policies.importing.old_word import _ONE_AT_A_TIME, converted
from policies.importing.reading import read_source
from policies.intake.lines import ParsingError
from policies.models import Document
from tests.policies.intake import packages

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
WORD = packages.word(packages.paragraph("绿谷市小店扶持办法"), packages.paragraph("第一条 奖3万元。"))


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture
def office(tmp_path, settings):
    """A program in the place of soffice that does what the lines of a shell script say."""

    def install(script: str) -> Path:
        program = tmp_path / "soffice"
        program.write_text(f'#!/bin/sh\necho ran >> {tmp_path}/runs\necho "$@" >> {tmp_path}/arguments\n{script}')
        program.chmod(0o755)
        settings.SOFFICE, settings.SOFFICE_SECONDS = str(program), 1
        return tmp_path

    return install


WRITES = f"mkdir -p out && echo {base64.b64encode(WORD).decode()} | base64 -d > out/in.docx"


@pytest.mark.django_db
def test_old_word_file_is_converted_and_said(office):
    folder = office(WRITES)

    report = import_document(data=OLD)

    assert [clause.text for clause in Document.objects.get().clauses.all()] == ["奖3万元。"]
    assert "LibreOffice" in report.plan.notices[0]
    said = (folder / "arguments").read_text()
    assert "--headless" in said
    assert "-env:UserInstallation=file:///" in said


def test_a_file_is_converted_once(office):
    folder = office(WRITES)

    assert converted(OLD) == converted(OLD)

    assert (folder / "runs").read_text().count("ran") == 1


def test_old_word_file_is_refused_where_nothing_converts():
    with pytest.raises(ParsingError, match="另存为"):
        read_source(OLD)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", "没有转换成功"),
        ("sleep 60 & sleep 60", "超过 1 秒，已停止"),
        ("mkdir out && head -c 11000000 /dev/zero > out/in.docx", "没有转换成功"),
    ],
)
def test_conversion_that_fails_says_what_to_do(office, script, said):
    office(script)
    begun = time.monotonic()

    with pytest.raises(ParsingError, match=said) as caught:
        converted(OLD)

    assert "另存为" in str(caught.value)
    assert time.monotonic() - begun < 10


def test_program_that_is_not_there_is_told(settings):
    settings.SOFFICE = "/nowhere/soffice"

    with pytest.raises(ParsingError, match="没有启动成功"):
        converted(OLD)


def test_one_conversion_at_a_time(office):
    office(WRITES)
    with _ONE_AT_A_TIME, pytest.raises(ParsingError, match="稍后再试"):
        converted(OLD)


def test_file_with_a_password_is_never_converted(office):
    folder = office(WRITES)

    with pytest.raises(ParsingError, match="密码"):
        read_source(OLD + "EncryptedPackage".encode("utf-16-le"))

    assert not (folder / "runs").exists()
