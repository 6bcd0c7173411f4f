"""The content in fixtures/ is complete, pairs figures as the reply does, and states nothing that the reply does not."""

import datetime
from collections import Counter

import pytest
from django.db.models import Q, Sum

from incentives.eligibility.match_cases import broken_cases
from incentives.enums import LICENCE_REFORM_MODES, Delivery, Kind, MeasureStatus
from incentives.models import (
    PROVISIONS,
    ApprovalReform,
    Condition,
    EnterpriseTier,
    LoanProduct,
    MatchCase,
    Measure,
    SubsidyTier,
    TalentGrant,
)
from policies.enums import DatePrecision, Genre, IndicatorNature, Qualifier, Stacking
from policies.models import Agency, Clause, Document, DocumentRelation, Indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]

LADDER = "ladder-awards"
LEADING = "leading-enterprise-award"


def of(slug: str) -> Measure:
    return Measure.objects.get(slug=slug)


def slugs(rows) -> set[str]:
    return set(rows.values_list("slug", flat=True))


def test_reply_is_whole():
    assert Clause.objects.count() == 39
    assert Document.objects.count() == 9
    assert DocumentRelation.objects.count() == 8
    assert 25 <= Indicator.objects.count() <= 35
    assert 36 <= Measure.objects.count() <= 44
    assert sum(rows.objects.count() for rows in PROVISIONS) == 41
    assert Condition.objects.count() >= 19


def test_every_kind_and_category_has_measures():
    kinds = Counter(Measure.objects.values_list("kind", flat=True))
    categories = Counter(Measure.objects.values_list("category__slug", flat=True))

    assert set(kinds) == set(Kind)
    assert set(categories) == {"fiscal", "talent", "brand", "approval", "finance"}


def test_measure_stands_in_the_category_of_its_section():
    sections = {"fiscal": 1, "talent": 2, "brand": 3, "approval": 4, "finance": 5}

    for measure in Measure.objects.select_related("category").prefetch_related("clauses"):
        assert {clause.section for clause in measure.clauses.all()} == {sections[measure.category.slug]}, measure.slug


def test_every_clause_is_cited_or_context():
    cited = Q(measures__isnull=False) | Q(indicators__isnull=False) | Q(relations__isnull=False)
    cited |= Q(conditions__isnull=False)
    for rows in PROVISIONS:
        cited |= Q(**{f"{rows._meta.model_name}_set__isnull": False})
    handled = Clause.objects.filter(cited | Q(is_context=True))

    assert list(Clause.objects.exclude(pk__in=handled.values("pk"))) == []
    assert list(Clause.objects.filter(cited, is_context=True)) == []


def test_every_clause_has_gist_and_fingerprint_but_no_text():
    assert list(Clause.objects.filter(Q(gist="") | Q(section_heading="") | Q(fingerprint=""))) == []
    assert list(Clause.objects.exclude(text="")) == []


def test_every_measure_is_published_with_its_source():
    assert set(Measure.objects.values_list("status", "version")) == {(MeasureStatus.PUBLISHED, 1)}
    assert list(Measure.objects.filter(Q(clauses=None) | Q(summary="") | Q(promise=""))) == []
    assert all(len(measure.promise) <= 40 for measure in Measure.objects.all())


def test_every_row_and_condition_is_cited_from_its_measure():
    for rows in (*PROVISIONS, Condition):
        for row in rows.objects.select_related("measure", "clause"):
            assert row.clause in row.measure.clauses.all(), row


def test_measure_has_rows_unless_it_is_a_service():
    for measure in Measure.objects.all():
        assert bool(measure.provisions) == (measure.kind != Kind.SERVICE), measure.slug


def test_every_award_is_as_the_reply_pairs_it():
    awards = SubsidyTier.objects.filter(amount_max__isnull=False)
    grants = TalentGrant.objects.filter(amount_max__isnull=False)
    rungs = awards.values_list(
        "measure__slug",
        "enterprise_tier__slug",
        "conditions__value",
        "amount_min",
        "amount_max",
        "first_time",
        "one_off",
    )
    people = grants.values_list("measure__slug", "max_age", "doctorate", "amount_min", "amount_max", "form")

    assert set(rungs) == {
        (LADDER, "specialized", None, 500_000, 500_000, True, True),
        (LADDER, "little-giant", None, 2_000_000, 2_000_000, True, True),
        (LADDER, "champion-enterprise", None, 5_000_000, 5_000_000, None, True),
        (LADDER, "champion-product", None, 1_000_000, 1_000_000, None, True),
        (LEADING, "leading", "5000000000", 1_000_000, 1_000_000, True, True),
        (LEADING, "leading", "10000000000", 2_000_000, 2_000_000, True, True),
    }
    assert set(people) == {
        ("young-scientist-funding", 40, True, 100_000, 100_000, "training"),
        ("young-innovation-projects", 40, None, 50_000, 100_000, "project"),
        ("industry-backbone-talent-award", None, None, 50_000, 100_000, "award"),
    }


def test_no_rate_and_no_unit_of_payment_is_stated():
    for rows in (SubsidyTier, TalentGrant):
        assert set(rows.objects.values_list("rate_min", "rate_max", "rate_base", "paid_for", "period")) == {
            (None, None, "", "", "")
        }


def test_both_funds_carry_the_two_shares():
    funds = LoanProduct.objects.filter(measure__slug="talent-venture-funds")

    assert set(funds.values_list("name", "invest_share_min_percent", "loss_tolerance_percent")) == {
        ("郑州天使投资引导基金", 50, 50),
        ("青年创新创业基金", 50, 50),
    }


@pytest.mark.parametrize(
    "measure",
    [
        "quality-benchmark-award",
        "standards-front-runner-support",
        "tech-loan-interest-subsidy",
        "high-level-talent-benefits",
    ],
)
def test_no_amount_where_the_reply_states_none(measure):
    rows = of(measure).provisions

    assert rows
    assert set(rows.values_list("amount_min", "amount_max")) == {(None, None)}


def test_loans_state_no_limit_rate_or_term():
    terms = LoanProduct.objects.values_list("credit_limit", "annual_rate", "term_months", "interest_subsidy")

    assert set(terms) == {(None, None, None, None)}


def test_no_measure_claims_a_date_a_phone_or_a_stacking_rule():
    silent = ("valid_from", "valid_until", "apply_from", "apply_until", "apply_url", "contact_phone", "stacking")

    assert set(Measure.objects.values_list(*silent)) == {(None, None, None, None, "", "", Stacking.NOT_STATED)}


def test_automatic_payment_is_not_spread_to_the_awards():
    assert slugs(Measure.objects.filter(delivery=Delivery.AUTOMATIC)) == {"direct-fiscal-funds"}


def test_basis_stands_only_where_a_clause_ties_it():
    basis = Measure.basis.through.objects.values_list("measure__slug", "document__slug")

    assert set(basis) == {
        (LEADING, "manufacturing-policy"),
        ("industry-backbone-talent-award", "backbone-talent-rules"),
        ("license-separation-reform", "license-separation-list"),
    }


def test_agencies_have_only_the_part_that_is_stated():
    roles = Measure.agencies.through.objects.values_list("measure__slug", "agency__slug", "role")

    assert set(roles) == {
        ("law-to-enterprises", "erqi-district", "co_organiser"),
        ("bank-enterprise-matching", "zhengzhou-finance-bureau", "with"),
    }
    assert not Agency.objects.filter(name__contains="银行").exists()


def test_documents_keep_unknown_what_the_reply_does_not_say():
    reply = Document.objects.get(genre=Genre.REPLY)
    others = Document.objects.exclude(pk=reply.pk)

    assert reply.reply_to == "第B(2024)059号"
    silent, noted = others.filter(source_note=""), others.exclude(source_note="")
    assert set(silent.values_list("written_on", "published_on", "expires_on", "validity")) == {
        (None, None, None, "unknown")
    }
    assert set(silent.exclude(doc_number="").values_list("doc_number", flat=True)) == {"政网办〔2022〕15号"}
    assert set(noted.values_list("slug", "doc_number", "written_on", "published_on")) == {
        ("sme-relief-opinion", "郑政办〔2022〕10号", None, None),
        ("specialized-sme-opinion", "郑政办〔2022〕36号", None, None),
        ("private-economy-opinion", "郑政〔2023〕9号", None, datetime.date(2023, 3, 31)),
        ("backbone-talent-rules", "", datetime.date(2024, 2, 19), None),
    }
    assert slugs(others.filter(title_is_exact=False)) == {"manufacturing-policy", "sme-promotion-law"}


def test_tiers_are_the_ladder_and_what_stands_beside_it():
    ladder = EnterpriseTier.objects.on_ladder().values_list("slug", "rank", "is_sme", "enterprises__value")
    beside = EnterpriseTier.objects.filter(rank=None).values_list("slug", "is_sme")

    assert list(ladder) == [
        ("innovative", 1, True, 4058),
        ("specialized", 2, True, 920),
        ("little-giant", 3, True, 109),
        ("champion-enterprise", 4, None, None),
        ("champion-product", 4, None, None),
    ]
    assert dict(beside) == {"high-tech": None, "tech-sme": True, "leading": False, "sme": True}


def test_no_measure_names_a_tier_that_its_sentence_does_not():
    named = {measure.slug: slugs(measure.tiers) for measure in Measure.objects.filter(tiers__isnull=False)}
    specialized = {"specialized", "little-giant"}

    assert named == {
        LADDER: specialized | {"champion-enterprise", "champion-product"},
        LEADING: {"leading"},
        "ladder-cultivation": specialized | {"innovative", "champion-enterprise"},
        "quality-upgrade-campaign": specialized,
        "international-brand-cooperation": specialized,
        "standards-drafting": specialized,
        "bank-enterprise-matching": {"sme"},
        "online-finance-campaign": {"sme"},
        "finance-knowledge-exchange": {"sme"},
    }


def test_rules_speak_the_vocabulary_and_name_an_existing_row():
    for condition in Condition.objects.select_related("measure", "fact"):
        assert condition.misfit() is None, condition
        assert not condition.is_of_another_version, condition


def test_measures_give_what_their_cases_expect():
    measures = {measure.slug: measure for measure in Measure.objects.published()}
    slugs = set(MatchCase.objects.values_list("measure_slug", flat=True))

    assert MatchCase.objects.count() >= 40
    assert [told for slug in slugs for told in broken_cases(measures[slug])] == []


def test_four_ways_add_up_to_the_list():
    ways = ApprovalReform.objects.filter(mode__in=LICENCE_REFORM_MODES)
    counts = dict(ways.values_list("mode", "item_count"))

    assert counts == {"cancel": 18, "record": 7, "commitment": 20, "optimise": 82}
    assert ways.aggregate(total=Sum("item_count"))["total"] == 127
    assert Indicator.objects.get(slug="license-separation-items").value == 127


def test_count_held_as_row_and_as_indicator_is_equal():
    rows = ApprovalReform.objects.filter(item_count__isnull=False).exclude(mode__in=LICENCE_REFORM_MODES)
    counts = {row.mode: row.item_count for row in rows}

    assert counts == {"one_thing": 30, "no_certificate": 100, "cross_province": 100, "metro_area": 20, "same_city": 200}
    for mode, count in counts.items():
        assert Indicator.objects.get(slug=f"{mode.replace('_', '-')}-items").value == count


def test_as_of_date_stays_with_the_figures_it_governs():
    dated = Indicator.objects.filter(as_of__isnull=False)

    assert set(dated.values_list("clause__path", "as_of_precision")) == {
        ("1.5", DatePrecision.YEAR_END),
        ("2.8", DatePrecision.YEAR_END),
        ("3.2", DatePrecision.MONTH),
    }
    assert list(Indicator.objects.filter(clause__path__in=("1.5", "2.8", "3.2"), as_of=None)) == []


def test_targets_and_approximations_are_kept_apart():
    targets = Indicator.objects.filter(nature=IndicatorNature.TARGET)
    rough = Indicator.objects.exclude(qualifier=Qualifier.EXACT)

    assert slugs(targets) == {"tech-loan-balance-target", "tech-finance-pilot-zone"}
    assert dict(rough.values_list("slug", "qualifier")) == {
        "market-entities": "at_least",
        "compilations-handed-out": "over",
        "policy-items-published": "nearly",
        "innovation-finance": "over",
        "tech-loan-balance-target": "over",
        "finance-exchange-enterprises": "over",
    }
