import csv
import hashlib
import io
import json
import os

import jsonschema_rs
import openpyxl
import pytest
from django.core.management import CommandError, call_command

from incentives.opendata.dataset import contents, publishing
from incentives.opendata.dataset.publishing import CURRENT, MEANING, SUMS
from policies.caching.content_version import raise_version
from tests import factories
from tests.incentives.made_catalogue import made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATASET_DIR = tmp_path / "data"
    return settings.DATASET_DIR


def publish(root="https://huiqi.example.cn"):
    said = io.StringIO()
    call_command("publish_dataset", root=root, stdout=said)
    return said.getvalue()


def body(client, name):
    answer = client.get(f"/data/{name}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_dataset_is_whole_and_as_its_schema_says(client):
    catalogue = made()
    factories.measure(title="已截止", valid_until="2020-01-01")

    said = publish()

    data, schema = json.loads(body(client, "catalogue.json")), json.loads(body(client, "schema.json"))
    jsonschema_rs.validate(schema, data)
    assert "Published" in said
    assert {row["title"] for row in data["measures"]} == set(catalogue) | {"已截止"}
    assert [len(data[name]) for name in ("clauses", "indicators", "tiers", "agencies")] == [6, 1, 4, 1]
    assert data["measures"][0]["url"].startswith("https://huiqi.example.cn/measures/")
    assert data["about"]["licence"]


def test_sums_are_those_of_the_files(client):
    made()
    publish()

    sums = dict(reversed(line.split("  ")) for line in body(client, SUMS).decode().splitlines())

    assert sums == {name: hashlib.sha256(body(client, name)).hexdigest() for name in MEANING}
    manifest = json.loads(body(client, "manifest.json"))
    assert {file["name"]: file["sha256"] for file in manifest["files"]} == sums


def test_dictionary_explains_every_field():
    rows = list(csv.DictReader(io.StringIO(contents.dictionary().removeprefix(contents.BOM))))

    explained = {(row["类型"], row["字段"]): row["说明"] for row in rows}
    assert explained["Amount", "max_yuan"] == "上限（元）；null＝没有上限"
    assert [pair for pair, said in explained.items() if not said] == []
    schema = json.loads(contents.schema())
    members = {(name, one) for name, shape in schema["$defs"].items() for one in shape.get("properties", {})}
    assert members < set(explained)


def test_tables_hold_all_measures(client):
    made()
    publish()

    book = openpyxl.load_workbook(io.BytesIO(body(client, "measures.xlsx")))
    rows = list(csv.reader(io.StringIO(body(client, "measures.csv").decode("utf-8-sig"), newline="")))
    assert book["全部字段"].max_row == len(rows) == 12


def test_page_lists_the_files_or_says_that_there_are_none(client):
    page = client.get("/data/").content.decode()
    assert "可以先在" in page
    assert "没有生成" not in page
    assert client.get("/data/catalogue.json").status_code == 404

    publish()

    text = client.get("/data/").content.decode()
    assert all(f'href="/data/{name}"' in text for name in MEANING)
    assert client.get("/data/../settings.py").status_code == 404
    assert client.get("/data/other.json").status_code == 404


def test_who_holds_the_present_file_gets_304(client):
    publish()
    answer = client.get("/data/schema.json")
    etag, changed = answer["ETag"], answer["Last-Modified"]
    b"".join(answer.streaming_content)

    assert answer["Cache-Control"] == "no-cache"
    assert client.get("/data/schema.json", headers={"if-none-match": etag}).status_code == 304
    assert client.get("/data/schema.json", headers={"if-modified-since": changed}).status_code == 304


@pytest.mark.parametrize("name", ["a%0Ab", "a%0D%0Ab", "other.json", "%22"])
def test_file_that_is_not_there_is_not_found_whatever_the_reader_holds(client, name):
    publish()
    answer = client.get("/data/schema.json")
    b"".join(answer.streaming_content)

    held = {"if-modified-since": answer["Last-Modified"], "if-none-match": answer["ETag"]}
    for headers in ({}, held, {"if-modified-since": held["if-modified-since"]}, {"if-none-match": "*"}):
        assert client.get(f"/data/{name}", headers=headers).status_code == 404


def test_page_is_asked_for_anew_only_after_the_next_dataset(client):
    before = client.get("/data/")
    publish()
    page = client.get("/data/")
    etag, changed = page["ETag"], page["Last-Modified"]

    assert before["ETag"] != etag
    assert {"no-cache", "Cookie"} <= {page["Cache-Control"], *page["Vary"].split(", ")}
    assert client.get("/data/", headers={"if-none-match": etag}).status_code == 304
    assert client.get("/data/", headers={"if-modified-since": changed}).status_code == 304

    raise_version()
    assert client.get("/data/", headers={"if-none-match": etag}).status_code == 304
    client.cookies["mode"] = "elder"
    assert client.get("/data/", headers={"if-none-match": etag}).status_code == 200
    client.cookies.clear()
    publish()
    assert client.get("/data/", headers={"if-none-match": etag}).status_code == 200


def test_failure_leaves_the_dataset_before(client, folder, monkeypatch):
    publish()
    before = (folder / CURRENT).resolve()

    def fail(*args):
        raise OSError("disk full")

    monkeypatch.setattr(publishing.writing, "write_xlsx", fail)

    with pytest.raises(CommandError, match="nothing was changed"):
        publish()

    assert (folder / CURRENT).resolve() == before
    assert sorted(path.name for path in folder.iterdir()) == sorted([CURRENT, before.name])


def test_publication_meanwhile_leaves_the_dataset_before(folder, monkeypatch):
    monkeypatch.setattr(publishing.contents, "schema", lambda: raise_version() or "{}")

    with pytest.raises(CommandError, match="Run the command again"):
        publish()

    assert list(folder.iterdir()) == []


def test_what_a_killed_run_left_goes_after_a_day(folder):
    for name in ("new-old", "new-running"):
        (folder / name).mkdir(parents=True)
    os.utime(folder / "new-old", (0, 0))

    publish()

    assert {path.name for path in folder.glob("new-*")} == {"new-running"}


def test_addresses_are_under_the_sites_own_name(client, settings):
    made()
    settings.SITE = {**settings.SITE, "domain": "site.example.cn"}

    publish(root=None)

    assert json.loads(body(client, "catalogue.json"))["measures"][0]["url"].startswith("https://site.example.cn/")


@pytest.mark.parametrize(
    ("root", "said"), [(None, "SITE_DOMAIN is not set"), ("a.example.cn", "no scheme"), ("https://a/b", "no scheme")]
)
def test_dataset_whose_addresses_would_lead_nowhere_is_refused(folder, root, said):
    with pytest.raises(CommandError, match=said):
        publish(root=root)

    assert not folder.exists()


def test_two_datasets_are_kept(folder):
    for _ in range(4):
        publish()

    assert len([path for path in folder.iterdir() if not path.is_symlink()]) == 2
