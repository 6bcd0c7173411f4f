import datetime

import pytest
from django.urls import reverse

from incentives.editorial.publication_gate import missing_requirements
from incentives.enums import Kind
from incentives.statements.inherited import inherited_terms
from policies.enums import Stacking, TermKind
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def clause():
    return factories.clause(factories.document(title="绿谷市酒店办法"), path="1.1")


@pytest.fixture
def measure(clause):
    measure = factories.measure(kind=Kind.SUBSIDY, published=False)
    measure.clauses.set([clause])
    factories.subsidy_tier(measure, 140_000, clause=clause)
    return measure


def test_measure_inherits_the_terms_of_its_document_in_order(clause, measure):
    factories.term(clause, TermKind.STACKING, Stacking.HIGHEST_ONLY)
    factories.term(clause, TermKind.VALIDITY, "2033-01-31")
    factories.term(factories.clause(), TermKind.PAYMENT, "别的文件")

    assert [term.what for term in inherited_terms(measure)] == [TermKind.VALIDITY, TermKind.STACKING]


@pytest.mark.parametrize(
    ("what", "value", "own"),
    [
        (TermKind.STACKING, Stacking.HIGHEST_ONLY, {"stacking": Stacking.STACKABLE}),
        (TermKind.VALIDITY, "2033-01-31", {"valid_until": datetime.date(2032, 1, 1)}),
        (TermKind.EFFECT, "2030-01-31", {"valid_from": datetime.date(2031, 1, 1)}),
        (TermKind.APPLY_UNTIL, "2031-01-31", {"apply_until": datetime.date(2031, 3, 1)}),
    ],
)
def test_measure_that_says_otherwise_inherits_nothing(clause, measure, what, value, own):
    factories.term(clause, what, value)
    for name, stated in own.items():
        setattr(measure, name, stated)

    assert inherited_terms(measure) == []


def test_measure_without_clauses_inherits_nothing(measure):
    measure.clauses.clear()

    assert inherited_terms(measure) == []


def test_pages_show_an_inherited_rule_with_its_own_citation(client, clause, measure):
    factories.publish([measure])
    other = factories.clause(clause.document, path="2.7")
    page, sheet = (reverse(f"incentives:measure-{name}", args=[measure.slug]) for name in ("detail", "sheet"))
    silent = client.get(page).content.decode(), client.get(sheet).content.decode()
    assert "不要自行相加" in silent[0]
    assert "能不能和其他奖补一起拿？" in silent[1]

    factories.term(other, TermKind.STACKING, Stacking.HIGHEST_ONLY)
    factories.term(other, TermKind.VALIDITY, "2033-01-31")
    factories.publish([])  # raises the content version

    shown, printed = client.get(page).content.decode(), client.get(sheet).content.decode()
    assert "文件通则" in shown
    assert "2033年1月31日" in shown
    assert "从高不重复" in shown
    assert other.get_absolute_url() in shown
    assert "不要自行相加" not in shown
    assert "按文件通则：从高不重复。" in printed
    assert "能不能和其他奖补一起拿？" not in printed


def test_terms_that_nobody_confirmed_keep_a_measure_from_being_published(clause, measure):
    factories.term(clause, TermKind.STACKING, Stacking.HIGHEST_ONLY, confirmed=False)
    factories.term(clause, TermKind.VALIDITY, "", clause=None, confirmed=False)
    sentence = "《绿谷市酒店办法》的通则尚未核对：叠加规则、有效期至。"

    assert sentence in [requirement.sentence for requirement in missing_requirements(measure)]

    clause.document.terms.update(confirmed=True)
    assert sentence not in [requirement.sentence for requirement in missing_requirements(measure)]
