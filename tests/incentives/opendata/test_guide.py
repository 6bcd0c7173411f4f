"""The examples of docs/open-data.md: every address answers as written, and the Python code prints what it says."""

import contextlib
import io
import re
from pathlib import Path

import httpx
import pytest
from django.core.management import call_command

from tests.incentives.opendata.outside import outside_client

pytestmark = pytest.mark.django_db
GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "open-data.md").read_text(encoding="utf-8")
ASKED = re.findall(r"curl -\w+ '(http://127\.0\.0\.1:8000[^']+)'(?:  # (\d+))?", GUIDE)


@pytest.fixture
def site(content, settings, tmp_path):
    settings.DATASET_DIR = tmp_path
    call_command("publish_dataset", root="https://huiqi.example.cn", stdout=io.StringIO())
    with outside_client() as client:
        yield client


def test_addresses_answer_as_the_guide_says(site):
    here = {address: address.replace("127.0.0.1:8000", "testserver") for address, _ in ASKED}
    found = {address: str(site.get(asked).status_code) for address, asked in here.items()}

    assert len(ASKED) >= 10
    assert found == {address: status or "200" for address, status in ASKED}


def test_files_of_the_dataset_are_there(site):
    (names,) = re.findall(r"for file in (.+); do", GUIDE)

    assert [site.get(f"/data/{name}").status_code for name in names.split()] == [200] * 6


def test_quoted_provision_is_what_the_api_says(site):
    items = site.get("/api/v1/measures?kind=subsidy&tier=little-giant&page_size=1").json()["items"]
    provision = items[0]["provisions"][1]

    assert provision["citation"]["fingerprint"] in GUIDE
    assert all(f'"{name}"' in GUIDE for name in provision)


def test_program_prints_what_the_guide_says(site, monkeypatch):
    (program,) = re.findall(r"```python\n(.*?)```", GUIDE, flags=re.S)
    monkeypatch.setattr(httpx, "Client", lambda **_: contextlib.nullcontext(site))
    printed = io.StringIO()

    with contextlib.redirect_stdout(printed):
        exec(compile(program, "open-data.md", "exec"), {})

    assert printed.getvalue().strip() == re.search(r"print\(len\(found\)\)  # (\d+)", program)[1]
