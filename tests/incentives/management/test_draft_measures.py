import json

import pytest
from django.core.management import CommandError, call_command

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    document = factories.document(title="绿谷市扶持办法", slug="support", doc_number="绿政〔2030〕3号")
    texts = (
        "对首次获评市级示范企业的，给予6万元一次性奖励。",
        "本办法自2030年1月1日起施行，有效期至2032年12月31日。",
    )
    for n, text in enumerate(texts, start=1):
        factories.clause(document, path=f"1.{n}", position=n, text=text, fingerprint=f"{n}" * 64)
    return document


def test_draft_measures_prints_one_json_object(document, capsys):
    call_command("draft_measures", "support", "--format", "json")

    found = json.loads(capsys.readouterr().out)
    (proposal,) = found["proposals"]
    assert found["document"] == "support"
    assert found["terms"]["doc_number"]["value"] == "绿政〔2030〕3号"
    assert found["terms"]["expires_on"] == {"value": "2032-12-31", "clauses": ["1.2"]}
    assert proposal["clauses"] == ["1.1"]
    (row,) = proposal["rows"]
    assert (row["amount_min"], row["amount_max"], row["first_time"], row["one_off"]) == (60_000, 60_000, True, True)


def test_draft_measures_says_the_same_in_words(document, capsys):
    call_command("draft_measures", "support")

    words = capsys.readouterr().out
    assert "《绿谷市扶持办法》：政策条款，1 项，背景句 0 句。" in words
    assert "通则 有效期至：2032-12-31（1.2）" in words
    assert "6 万元" in words


def test_draft_measures_names_a_document_that_does_not_exist():
    with pytest.raises(CommandError, match="没有网址标识为“nothing”的文件"):
        call_command("draft_measures", "nothing")


def test_draft_measures_asks_for_the_text_first():
    factories.clause(factories.document(slug="bare"))

    with pytest.raises(CommandError, match="请先导入"):
        call_command("draft_measures", "bare")
