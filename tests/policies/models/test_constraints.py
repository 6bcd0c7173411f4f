import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from policies.enums import DatePrecision, RelationNature
from policies.models import Clause, Document, DocumentRelation, Indicator
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 3, 1)


@pytest.mark.parametrize(
    "values",
    [
        {"written_on": DAY, "published_on": DAY - datetime.timedelta(days=1)},
        {"effective_on": DAY, "expires_on": DAY - datetime.timedelta(days=1)},
    ],
)
def test_document_dates_out_of_order(values):
    with pytest.raises(IntegrityError):
        factories.document(**values)


@pytest.mark.parametrize("field", ["index_number", "doc_number", "slug"])
def test_document_number_unique(field):
    factories.document(**{field: "x-1"})

    with pytest.raises(IntegrityError):
        factories.document(**{field: "x-1"})


def test_document_unknown_numbers_do_not_collide():
    factories.document(index_number="", doc_number="")
    factories.document(index_number="", doc_number="")

    assert Document.objects.count() == 2


def test_document_error_stands_at_its_field():
    wrong = Document(title="文", slug="d", written_on=DAY, published_on=DAY - datetime.timedelta(days=1))

    with pytest.raises(ValidationError) as refusal:
        wrong.full_clean()

    assert refusal.value.message_dict == {"published_on": ["发布日期不能早于成文日期。"]}


def test_document_relation_unique():
    one, other = factories.document(), factories.document()
    DocumentRelation.objects.create(from_document=one, to_document=other)

    with pytest.raises(IntegrityError):
        DocumentRelation.objects.create(from_document=one, to_document=other, nature=RelationNature.CITES)


def test_document_relation_to_itself():
    one = factories.document()

    with pytest.raises(IntegrityError):
        DocumentRelation.objects.create(from_document=one, to_document=one)


def test_document_relation_says_what_it_is():
    one, other = factories.document(title="甲"), factories.document(title="乙")

    assert str(DocumentRelation(from_document=one, to_document=other)) == "甲 引用 乙"


@pytest.mark.parametrize("values", [{"path": "1.1"}, {"position": 1}])
def test_clause_place_unique_within_edition(values):
    first = factories.clause()

    with pytest.raises(IntegrityError):
        factories.clause(first.document, **values)


def test_clause_same_place_in_another_edition():
    first = factories.clause()

    factories.clause(first.document, path=first.path, position=first.position, edition=2)

    assert list(Clause.objects.latest_edition().values_list("edition", flat=True)) == [2]


def test_clause_text_needs_fingerprint():
    with pytest.raises(IntegrityError):
        factories.clause(text="有原文。", fingerprint="")


def test_clause_names_its_place():
    clause = factories.clause(factories.document(title="绿谷办法"), path="2.3")

    assert clause.citation == "《绿谷办法》第二部分第3句"
    assert clause.section == 2
    assert str(clause) == "绿谷办法 第二部分第3句"


def test_clause_of_paraphrased_title_is_cited_without_marks():
    clause = factories.clause(factories.document(title="某项办法", title_is_exact=False))

    assert clause.citation == "某项办法第一部分第1句"


@pytest.mark.parametrize(
    "values",
    [
        {"as_of": DAY, "as_of_precision": ""},
        {"as_of": None, "as_of_precision": DatePrecision.DAY},
        {"value": 3, "unit": ""},
        {"value": None, "unit": "", "status_note": ""},
        {"value": -1},
    ],
)
def test_indicator_incomplete(values):
    with pytest.raises(IntegrityError):
        factories.indicator(**values)


def test_indicator_says_figure_status_and_date():
    counted = factories.indicator(name="家数", value=920, as_of=DAY, as_of_precision=DatePrecision.MONTH)
    status = Indicator(name="基地", value=None, status_note="已获批")

    assert str(counted) == "家数 920 家"
    assert counted.as_of_text == "截至2025年3月"
    assert (status.quantity, status.as_of_text) == ("已获批", "")


def test_natural_keys_find_their_rows():
    figure = factories.indicator()
    rows = [figure, figure.clause, figure.clause.document, factories.agency(), factories.category()]

    for row in rows:
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
