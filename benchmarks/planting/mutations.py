"""Errors to plant in content: for each kind every way to make it, from the columns of the models.

A mutation changes one value to another that the column can hold: another row's, another choice, another digit, a blank.
It does not know how the check works. Planted by `benchmarks.planted`.
"""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from itertools import permutations

from benchmarks.planting.changes import AWARDS, Mutation, added, choices, every, linked, set_to, yes_and_no
from benchmarks.planting.words import (
    dates_of_indicators,
    figures_in_prose,
    names_of_indicators,
    numbers_of_tiers,
    numerals_in_prose,
    scope_in_prose,
    signs_of_indicators,
    subjects_in_prose,
    thresholds_in_prose,
    titles_of_others,
    values_of_indicators,
)
from incentives.enums import AgencyRole, Delivery, Form, LoanStage, Period, ReformMode
from incentives.models import (
    PROVISIONS,
    ApprovalReform,
    Condition,
    EnterpriseTier,
    LoanProduct,
    Measure,
    MeasureAgency,
    SubsidyTier,
    TalentGrant,
)
from policies.enums import Stacking
from policies.models import Agency, Clause, Document

INVENTED_CONDITIONS = (
    "注册资本不低于500万元",
    "成立满三年",
    "近三年无重大违法记录",
    "上年度纳税额超过200万元",
    "职工人数不少于30人",
)


def sums_with_other_digits() -> Iterator[Mutation]:
    for table in AWARDS:
        for row in every(table):
            if row.amount_max:
                for factor in ("10", "0.1", "2", "1.2"):
                    low, high = (int(end * Decimal(factor)) for end in (row.amount_min, row.amount_max))
                    yield set_to(row, amount_min=low, amount_max=high)


def sums_of_another_row() -> Iterator[Mutation]:
    rows = [row for table in AWARDS for row in every(table)]
    for row, other in permutations(rows, 2):
        theirs = (other.amount_min, other.amount_max)
        if theirs not in ((None, None), (row.amount_min, row.amount_max)):
            yield set_to(row, amount_min=theirs[0], amount_max=theirs[1])


def sums_left_out() -> Iterator[Mutation]:
    return (set_to(row, amount_min=None, amount_max=None) for table in AWARDS for row in every(table) if row.amount_max)


def bounds_of_sums() -> Iterator[Mutation]:
    for table in AWARDS:
        for row in every(table):
            if row.amount_max:
                yield set_to(row, amount_min=None)
                yield set_to(row, amount_max=None)


def units_of_payment() -> Iterator[Mutation]:
    for table in AWARDS:
        for row in every(table):
            if row.amount_max:
                yield from (set_to(row, period=period) for period in (Period.YEAR, Period.MONTH) if not row.one_off)
                yield from (set_to(row, paid_for=thing) for thing in ("人", "项目", "平方米"))


def rates_invented() -> Iterator[Mutation]:
    for table in AWARDS:
        for row in every(table):
            yield set_to(row, rate_min=Decimal(30), rate_max=Decimal(30), rate_base="实际投入")


def tiers_of_rows() -> Iterator[Mutation]:
    tiers = [*every(EnterpriseTier), None]
    for row in every(SubsidyTier):
        if row.enterprise_tier_id:
            yield from (set_to(row, enterprise_tier=tier) for tier in tiers if tier != row.enterprise_tier)


def tiers_of_measures() -> Iterator[Mutation]:
    for measure in every(Measure):
        held = set(measure.tiers.all())
        for tier in every(EnterpriseTier):
            if held and tier not in held:
                yield linked("tiers", measure=measure, enterprisetier=tier)


def lines_of_revenue() -> Iterator[Mutation]:
    for condition in every(Condition):
        if condition.line is not None and condition.fact_id == "revenue":
            yield (
                f"{condition.measure}：− {condition}",
                partial(type(condition)._base_manager.filter(pk=condition.pk).delete),
            )
            for value in (condition.line * 10, condition.line // 10, condition.row.amount_max):
                yield set_to(condition, value=str(value))


def ages() -> Iterator[Mutation]:
    for row in every(TalentGrant):
        yield from (set_to(row, max_age=age) for age in (None, 35, 45, 60) if age or row.max_age)


def counts_of_items() -> Iterator[Mutation]:
    rows = every(ApprovalReform)
    for row in rows:
        others = {other.item_count for other in rows if other.measure_id == row.measure_id} - {row.item_count, None}
        for value in [*sorted(others), *([None, row.item_count * 10] if row.item_count else [15])]:
            yield set_to(row, item_count=value)


def citations() -> Iterator[Mutation]:
    clauses = list(Clause.objects.exclude(is_context=True).order_by("position"))
    for table in PROVISIONS:
        for row in every(table):
            place = next(index for index, clause in enumerate(clauses) if clause.pk == row.clause_id)
            yield from (set_to(row, clause=clauses[(place + step) % len(clauses)]) for step in (1, -1, 11))


def labels_of_other_rows() -> Iterator[Mutation]:
    for table in PROVISIONS:
        for row, other in permutations(every(table), 2):
            yield set_to(row, label=other.label)


def products_renamed() -> Iterator[Mutation]:
    for row in every(LoanProduct):
        yield set_to(row, name="惠农快贷")
        yield set_to(row, operator="工商银行")
        yield set_to(row, platform="信易贷平台")
        yield from (set_to(row, name=other.name) for other in every(LoanProduct) if other.name not in row.name)


def terms_of_products() -> Iterator[Mutation]:
    for row in every(LoanProduct):
        yield set_to(row, credit_limit=10_000_000)
        yield set_to(row, annual_rate=Decimal("3.65"))
        yield set_to(row, term_months=12)
        yield set_to(row, interest_subsidy=True)
        for name in ("invest_share_min_percent", "loss_tolerance_percent"):
            yield from (set_to(row, **{name: value}) for value in (None, 20, 60) if value or getattr(row, name))


def agencies() -> Iterator[Mutation]:
    for role in every(MeasureAgency):
        yield from (set_to(role, role=other) for other in AgencyRole if other != role.role)
        yield from (set_to(role, agency=agency) for agency in every(Agency) if agency != role.agency)
    for measure in every(Measure):
        held = set(measure.agency_roles.values_list("agency", flat=True))
        for agency in every(Agency):
            if agency.pk not in held:
                yield added(MeasureAgency(measure=measure, agency=agency, role=AgencyRole.RESPONSIBLE))


def bases() -> Iterator[Mutation]:
    for measure in every(Measure):
        held = {*measure.basis.all(), *Document.objects.filter(clauses__measures=measure)}
        for document in every(Document):
            if document not in held:
                yield linked("basis", measure=measure, document=document)


def dates_of_measures() -> Iterator[Mutation]:
    day = datetime.date(2026, 6, 30)
    for measure in every(Measure):
        yield from (
            set_to(measure, **{name: day}) for name in ("valid_from", "valid_until", "apply_from", "apply_until")
        )


def contacts() -> Iterator[Mutation]:
    for measure in every(Measure):
        yield set_to(measure, contact_phone="0371-67181234")
        yield set_to(measure, apply_url="https://apply.example.gov.cn/")


def documents() -> Iterator[Mutation]:
    for document in Document.objects.filter(relations_to__isnull=False).distinct().order_by("pk"):
        yield set_to(document, doc_number="政办〔2023〕27号")
        yield set_to(document, title=f"{document.title[:4]}新版{document.title[6:]}")
        yield set_to(document, effective_on=datetime.date(2023, 1, 1))


def rules_of_conditions() -> Iterator[Mutation]:
    for row in every(Condition):
        same = {other.value for other in every(Condition) if other.fact_id == row.fact_id} - {row.value}
        yield from (set_to(row, value=value) for value in sorted(same) if row.fact_id)
        values = row.value.split(",")
        if len(values) > 1:
            yield set_to(row, value=",".join(values[1:]))
        if row.value == "yes":
            yield set_to(row, value="no")


def conditions_invented() -> Iterator[Mutation]:
    for measure in every(Measure):
        clause = measure.clauses.first()
        for sentence in INVENTED_CONDITIONS:
            yield added(Condition(measure=measure, position=99, sentence=sentence, clause=clause))


def conditions_of_others() -> Iterator[Mutation]:
    rows = every(Condition)
    for row, other in permutations(rows, 2):
        if row.measure_id != other.measure_id and row.sentence != other.sentence and row.clause_id != other.clause_id:
            yield set_to(row, sentence=other.sentence)


KINDS: dict[str, Callable[[], Iterator[Mutation]]] = {
    "sum with another digit": sums_with_other_digits,
    "sum of another row": sums_of_another_row,
    "sum left out": sums_left_out,
    "cap or floor for an exact sum": bounds_of_sums,
    "unit of payment": units_of_payment,
    "rate invented": rates_invented,
    "tier of a row": tiers_of_rows,
    "tier of a measure": tiers_of_measures,
    "first time": lambda: yes_and_no(SubsidyTier, "first_time"),
    "paid once": lambda: yes_and_no(SubsidyTier, "one_off"),
    "revenue line": lines_of_revenue,
    "age": ages,
    "doctorate": lambda: yes_and_no(TalentGrant, "doctorate"),
    "number of items": counts_of_items,
    "new items": lambda: yes_and_no(ApprovalReform, "is_new"),
    "way of reform": lambda: choices(ApprovalReform, "mode", ReformMode),
    "citation": citations,
    "label of another row": labels_of_other_rows,
    "form of support": lambda: (mutation for table in PROVISIONS for mutation in choices(table, "form", Form)),
    "stage of a product": lambda: choices(LoanProduct, "stage", LoanStage),
    "name of a product": products_renamed,
    "terms of a product": terms_of_products,
    "way of delivery": lambda: choices(Measure, "delivery", Delivery),
    "stacking": lambda: choices(Measure, "stacking", Stacking),
    "agency": agencies,
    "basis": bases,
    "dates of a measure": dates_of_measures,
    "phone and address": contacts,
    "number, title and date of a document": documents,
    "value of an indicator": values_of_indicators,
    "qualifier and nature of an indicator": signs_of_indicators,
    "date of an indicator": dates_of_indicators,
    "name of an indicator": names_of_indicators,
    "number of a tier": numbers_of_tiers,
    "rule of a condition": rules_of_conditions,
    "condition invented": conditions_invented,
    "condition of another measure": conditions_of_others,
    "figure in prose": figures_in_prose,
    "sum in numerals in prose": numerals_in_prose,
    "subject of a sum in prose": subjects_in_prose,
    "threshold promised in prose": thresholds_in_prose,
    "scope in prose": scope_in_prose,
    "title of another measure": titles_of_others,
}
