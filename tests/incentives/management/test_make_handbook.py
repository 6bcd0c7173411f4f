"""`make_handbook`: a handbook written at the server."""

import io

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from tests import factories

pytestmark = pytest.mark.django_db
ROOT = {"root": "https://huiqi.example.cn"}


def made(target, **options) -> str:
    out = io.StringIO()
    call_command("make_handbook", target, stdout=out, **ROOT | options)
    return out.getvalue()


@pytest.fixture
def two(db):
    factories.measure(title="节水奖励", category=factories.category("water"))
    factories.measure(title="植树奖励", category=factories.category("trees"))


def test_writes_the_list_that_the_query_asks_for(tmp_path, two):
    told = made(tmp_path / "book.docx", query="category=water")

    text = "\n".join(one.text for one in Document(tmp_path / "book.docx").paragraphs)
    assert "Wrote 1 measures" in told
    assert "节水奖励" in text
    assert "植树奖励" not in text


def test_says_what_is_wrong_and_writes_nothing(tmp_path, two):
    with pytest.raises(CommandError, match="没有符合这些条件"):
        made(tmp_path / "book.docx", query="min_amount=900000")
    with pytest.raises(CommandError, match="SITE_DOMAIN"):
        made(tmp_path / "book.docx", root=None)

    assert list(tmp_path.iterdir()) == []


def test_says_that_the_file_cannot_be_written(tmp_path, two):
    with pytest.raises(CommandError, match="Cannot write"):
        made(tmp_path / "no-such-folder" / "book.docx")
