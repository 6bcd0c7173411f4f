import datetime

import pytest
from django.urls import reverse

from policies.enums import TermKind
from policies.importing.actions import import_document
from policies.importing.terms import store_terms
from policies.models import Document
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = """绿谷市扶持服务业办法
一、奖励
对新开业的酒店，给予14万元奖励。
二、其他规定
本办法自2030年2月1日起施行，有效期至2033年1月31日。同一企业符合多项奖励的，按就高原则执行，不重复享受。
"""


@pytest.fixture
def document():
    return import_document(data=TEXT.encode(), title="绿谷市扶持服务业办法").document


def stored(document: Document) -> dict[str, str]:
    return {term.what: term.value for term in document.terms.all()}


def test_import_stores_the_terms_of_a_new_text_unconfirmed(document):
    terms = stored(document)

    assert terms[TermKind.VALIDITY] == "2033-01-31"
    assert terms[TermKind.STACKING] == "highest_only"
    assert terms[TermKind.AGENCY] == ""  # looked for, and not stated
    assert set(terms) == set(TermKind)
    assert not document.terms.filter(confirmed=True).exists()
    assert document.terms.get(what=TermKind.VALIDITY).clause.text.startswith("本办法自2030年")


def test_import_fills_the_dates_of_effect_and_expiry(document):
    document.refresh_from_db()

    assert (document.effective_on, document.expires_on) == (datetime.date(2030, 2, 1), datetime.date(2033, 1, 31))


def test_store_terms_leaves_what_was_confirmed(document):
    document.terms.filter(what=TermKind.STACKING).update(value="stackable", confirmed=True)

    stated = store_terms(document=document)

    assert stated == 2
    assert stored(document)[TermKind.STACKING] == "stackable"
    assert document.terms.count() == len(TermKind)


def test_store_terms_leaves_dates_that_would_be_out_of_order():
    document = factories.document(expires_on=datetime.date(2029, 1, 1))
    factories.clause(document, text="本办法自2030年2月1日起施行。", fingerprint="a" * 64)

    store_terms(document=document)

    document.refresh_from_db()
    assert (document.effective_on, document.expires_on) == (None, datetime.date(2029, 1, 1))


def test_terms_are_read_again_by_an_action(document, admin_client):
    document.terms.all().delete()
    chosen = {"action": "read_terms", "_selected_action": [document.pk]}

    page = admin_client.post(reverse("admin:policies_document_changelist"), chosen, follow=True)

    assert "读出通则 3 条，请在文件页核对。" in page.content.decode()
    assert set(stored(document)) == set(TermKind)
