import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from policies.enums import TermKind
from policies.models import DocumentTerm
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("what", "value", "words"),
    [
        (TermKind.VALIDITY, "2033-05-31", "有效期至：2033年5月31日"),
        (TermKind.STACKING, "highest_only", "叠加规则：从高不重复"),
        (TermKind.PAYMENT, "次年兑付", "兑现：次年兑付"),
    ],
)
def test_term_in_words(what, value, words):
    assert str(factories.term(factories.clause(), what, value)) == words


def test_term_that_the_source_does_not_state():
    assert str(DocumentTerm(what=TermKind.STACKING)) == "叠加规则：来源未载明"


@pytest.mark.parametrize(
    ("what", "value"),
    [(TermKind.VALIDITY, "明年底"), (TermKind.STACKING, "随便"), (TermKind.APPLY_UNTIL, "2033-02-30")],
)
def test_term_with_a_wrong_value_is_refused_at_the_field(what, value):
    clause = factories.clause()

    with pytest.raises(ValidationError) as refusal:
        DocumentTerm(document=clause.document, clause=clause, what=what, value=value).full_clean()

    assert "value" in refusal.value.message_dict


def test_term_states_a_value_with_its_clause_or_neither():
    clause = factories.clause()

    for values in ({"value": "次年兑付", "clause": None}, {"value": "", "clause": clause}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DocumentTerm.objects.create(document=clause.document, what=TermKind.PAYMENT, **values)


def test_term_is_stored_once():
    clause = factories.clause()
    factories.term(clause, TermKind.STACKING, "stackable")
    factories.term(clause, TermKind.STACKING, "difference")

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.term(clause, TermKind.STACKING, "stackable")


def test_public_terms_are_confirmed_stated_and_of_public_documents():
    clause, hidden = factories.clause(), factories.clause(factories.document(draft=True))
    shown = factories.term(clause, TermKind.STACKING, "stackable")
    factories.term(clause, TermKind.STACKING, "difference", confirmed=False)
    factories.term(clause, TermKind.PAYMENT, "", clause=None)
    factories.term(hidden, TermKind.STACKING, "stackable")

    assert list(DocumentTerm.objects.public()) == [shown]
