"""A typed user name can neither forge a line of the audit file nor send control codes to a terminal."""

import json
from pathlib import Path

import pytest
from django.urls import reverse

from config.audit import LOGGER

pytestmark = pytest.mark.django_db
SIGNS = "\n\r\x0b\x1b\x7f\x85\x9b\u2028\u2029\u202e\u2066\u200b\ufeff"


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"{ord(sign):04x}")
def test_sign_that_ends_a_line_or_steers_a_terminal_is_escaped(
    client, audit_log, django_capture_on_commit_callbacks, sign
):
    typed = f'x{sign}{{"event":"signed-in"}}'
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:login"), {"username": typed, "password": "wrong"})

    file: Path = LOGGER.handlers[0].path
    written = file.read_bytes().decode()
    assert sign not in written.removesuffix("\n")
    (line,) = written.splitlines()
    assert (json.loads(line)["event"], json.loads(line)["user"]) == ("sign-in-failed", typed)
    assert len(audit_log()) == 1
