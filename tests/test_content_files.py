"""The files in fixtures/ as files: natural keys, our own words, and the fingerprints of the real reply."""

import re
from pathlib import Path

import pytest
import yaml

from policies.intake.text import decode
from policies.parsing.document import parse_document

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
FILES = sorted(FIXTURES.glob("*.yaml"))
RUN = 16  # characters of the reply that may not stand in a row, white space and document titles aside

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@pytest.fixture
def clauses(reply_bytes):
    return parse_document(decode(reply_bytes)).clauses


@each_file
def test_file_leaves_primary_keys_to_the_database(file):
    assert [entry for entry in yaml.safe_load(file.read_text(encoding="utf-8")) if "pk" in entry] == []


@each_file
def test_file_has_no_slip_and_typographic_quotes(file):
    text = file.read_text(encoding="utf-8")

    assert "创新性" not in text
    assert re.findall(r'.[一-鿿]"|"[一-鿿].', text) == []


@pytest.mark.reply
def test_fingerprints_are_those_of_the_reply(clauses):
    stored = [entry["fields"] for entry in yaml.safe_load((FIXTURES / "clauses.yaml").read_text(encoding="utf-8"))]

    assert [(clause["position"], clause["path"], clause["fingerprint"]) for clause in stored] == [
        (clause.position, clause.path, clause.fingerprint) for clause in clauses
    ]


@pytest.mark.reply
@each_file
def test_file_repeats_no_sentence_of_the_reply(file, clauses):
    passages = [part for clause in clauses for part in re.split(r"《[^》]*》", "".join(clause.text.split()))]
    runs = {part[at : at + RUN] for part in passages for at in range(len(part) - RUN + 1)}
    ours = "".join(file.read_text(encoding="utf-8").split())

    assert [ours[at : at + RUN] for at in range(len(ours)) if ours[at : at + RUN] in runs] == []
