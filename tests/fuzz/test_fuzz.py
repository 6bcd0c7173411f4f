"""No request, however strange, is answered with 500. `make fuzz` sends 10,000, `make test` a few hundred."""

import os
from collections import Counter
from contextlib import suppress

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import connection
from django.urls import resolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from policies.importing.actions import import_document
from policies.intake.lines import ParsingError
from policies.intake.read import read_file
from policies.parsing.document import parse_document
from tests.config.access.matrix import World
from tests.fuzz.requests import Browser, asked, browsers
from tests.policies import sample_document
from tests.policies.intake import packages

pytestmark = pytest.mark.django_db
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "250"))
RELAXED = settings(
    max_examples=REQUESTS,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
    derandomize="FUZZ_REQUESTS" not in os.environ,  # make test asks the same each time, make fuzz something new
)


@pytest.fixture
def world(db) -> World:
    call_command("setup_roles", verbosity=0)
    return World()


@pytest.fixture
def people(world, transaction_point) -> list[Browser]:
    return browsers(world, transaction_point)


def test_every_form_is_found(people):
    there = {resolve(form.path).view_name for browser in people for form in browser.forms}

    assert there >= {
        *(f"admin:account_{page}" for page in ("code", "confirm", "second_factor", "sessions")),
        *(f"admin:{page}" for page in ("login", "logout", "password_change", "auth_user_password_change")),
        *(f"admin:policies_document_{page}" for page in ("hand_in", "add", "change", "changelist")),
        *(f"admin:incentives_measure_{page}" for page in ("add", "change", "changelist", "previews", "step")),
        *(f"admin:incentives_measure_{page}" for page in ("unhandled", "versions")),
        *(f"incentives:{page}" for page in ("measure-list", "match", "ladder", "report", "check")),
    }


def test_no_request_is_answered_with_500(world, people, transaction_point):
    sent: Counter[int] = Counter()
    stored = 0

    @RELAXED
    @given(asked(world, people))
    def ask(asking):
        nonlocal stored
        who, request = asking
        cookies = who.client.cookies.copy()
        with transaction_point():
            before = LogEntry.objects.count()
            status = request.send(who.client)
            stored += status < 500 and LogEntry.objects.count() > before
        who.client.cookies = cookies
        sent[status] += 1
        assert status < 500, request

    ask()

    assert sent.total() >= REQUESTS
    assert stored  # some hostile words got as far as a table
    print(f"{sent.total()} requests on {connection.vendor}, {stored} stored: {dict(sorted(sent.items()))}")


@RELAXED
@given(
    data=st.one_of(st.binary(max_size=2000), st.text(max_size=2000).map(lambda text: text.encode("gb18030", "replace")))
)
def test_import_of_any_bytes_is_done_or_refused(transaction_point, data):
    with transaction_point(), suppress(ParsingError):
        import_document(data=data)


LINES = sample_document.document().splitlines()
TAGS = ["p", "table", "script", "br", "svg", "x:y", "!--", "![CDATA["]


PARTS = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "<w:t>甲</w:t>",
    "<w:ins>",
    "<w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "<w:fldChar/>",
    "<m:f/>",
]


@RELAXED
@given(inner=st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
def test_any_xml_in_a_word_file_is_read_or_refused(inner):
    with suppress(ParsingError):
        parse_document(read_file(packages.word(packages.paragraph("甲。"), inner)))


@RELAXED
@given(inner=st.text(max_size=300), tag=st.sampled_from(TAGS))
def test_any_web_page_is_read_or_refused(inner, tag):
    with suppress(ParsingError):
        read_file(f"<!doctype html><html><body><{tag}>{inner}</{tag}>".encode(errors="replace"))


mangled = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=20).map("\n".join)


@RELAXED
@given(text=mangled)
def test_import_of_a_mangled_text_is_done_or_refused(transaction_point, text):
    with transaction_point(), suppress(ParsingError):
        import_document(data=text.encode(errors="replace"))
