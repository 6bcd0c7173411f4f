"""No request, however strange, is answered with 500. `make fuzz` sends 10,000, `make test` a few hundred."""

import io
import os
from contextlib import suppress

import docx
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from policies.actions import import_document
from policies.intake import read_file
from policies.plaintext import ParsingError
from tests.access.matrix import World
from tests.fuzz.requests import anything
from tests.policies import sample_document

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


def clients(world: World) -> list[Client]:
    """A stranger, and a superuser, who reaches every line behind a permission."""
    root = Client()
    root.force_login(type(world.writer).objects.create_superuser("fuzz-root", password="unused-here-at-all"))
    for client in (stranger := Client(), root):
        client.raise_request_exception = False
    return [stranger, root]


def test_no_request_is_answered_with_500(world, transaction_point):
    sent = {}
    browsers = clients(world)

    @RELAXED
    @given(asked=anything(world), who=st.sampled_from(browsers))
    def ask(asked, who):
        cookies = who.cookies.copy()
        with transaction_point():
            status = asked.send(who)
        who.cookies = cookies
        sent[status] = sent.get(status, 0) + 1
        assert status < 500, asked

    ask()

    assert sum(sent.values()) >= REQUESTS
    print(f"{sum(sent.values())} requests on {connection.vendor}: {dict(sorted(sent.items()))}")


@RELAXED
@given(
    data=st.one_of(st.binary(max_size=2000), st.text(max_size=2000).map(lambda text: text.encode("gb18030", "replace")))
)
def test_import_of_any_bytes_is_done_or_refused(transaction_point, data):
    with transaction_point(), suppress(ParsingError):
        import_document(data=data)


def word_file() -> bytes:
    made = docx.Document()
    for line in sample_document.document().splitlines():
        made.add_paragraph(line)
    made.save(file := io.BytesIO())
    return file.getvalue()


WORD = word_file()
TAGS = ["p", "table", "script", "br", "svg", "x:y", "!--", "![CDATA["]


@RELAXED
@given(
    changes=st.dictionaries(st.integers(0, len(WORD) - 1), st.integers(0, 255), max_size=30),
    end=st.integers(0, len(WORD)),
)
def test_damaged_word_file_is_read_or_refused(changes, end):
    data = bytearray(WORD)
    for place, byte in changes.items():
        data[place] = byte

    with suppress(ParsingError):
        read_file(bytes(data))
    with suppress(ParsingError):
        read_file(bytes(data[:end]))


@RELAXED
@given(inner=st.text(max_size=300), tag=st.sampled_from(TAGS))
def test_any_web_page_is_read_or_refused(inner, tag):
    with suppress(ParsingError):
        read_file(f"<!doctype html><html><body><{tag}>{inner}</{tag}>".encode(errors="replace"))


LINES = sample_document.document().splitlines()
mangled = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=20).map("\n".join)


@RELAXED
@given(text=mangled)
def test_import_of_a_mangled_text_is_done_or_refused(transaction_point, text):
    with transaction_point(), suppress(ParsingError):
        import_document(data=text.encode(errors="replace"))
