import pytest

from incentives.evidence.clauses import sentences_of
from policies.models import Clause
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "对青竹企业给予5万元奖励。"


def test_sentences_of_a_large_book(django_assert_max_num_queries):
    book = factories.document()
    clauses = [
        Clause(document=book, path=f"1.{n}", position=n, text=f"第{n}句。", fingerprint="0" * 64)
        for n in range(1, 1_301)
    ]
    keys = [clause.pk for clause in Clause.objects.bulk_create(clauses)]

    with django_assert_max_num_queries(2):  # SQLite takes a limited number of keys at a time
        sentences = sentences_of(keys)

    assert len(sentences) == 1_300
    assert [sentences[key].before for key in keys[:2]] == ["", "第1句。"]
    assert sentences[keys[-1]].before == "第1299句。"


def test_sentence_before_stands_in_the_same_part_document_and_edition():
    document = factories.document(edition=2)
    values = {"text": TEXT, "fingerprint": "0" * 64}
    factories.clause(document, path="1.1", position=1, **values)
    old = factories.clause(document, path="2.1", position=2, **values)
    alone = factories.clause(document, path="2.2", position=3, edition=2, **values)
    factories.clause(path="2.2", position=2, **values)

    sentences = sentences_of([old.pk, alone.pk])

    assert {sentence.before for sentence in sentences.values()} == {""}
