"""Converts published measures to the API's shapes, which the JSON file and the dataset use as well."""

from functools import singledispatch

from django.utils import timezone

from incentives.enums import Kind
from incentives.listing.cards import headline
from incentives.models import (
    ApprovalReform,
    Condition,
    EnterpriseTier,
    LoanProduct,
    Measure,
    MeasureAgency,
    SubsidyTier,
    TalentGrant,
)
from incentives.models.provision import Award, Provision
from incentives.opendata.records.source import Absolute, citation, document_name, indicator
from incentives.opendata.schema_org import Service
from incentives.opendata.shapes import measure as shapes
from incentives.opendata.shapes.base import Named


def measure_record(row: Measure, absolute: Absolute) -> shapes.MeasureShape:
    """The shape of a measure, which must come from `Measure.objects.whole()`."""
    return shapes.MeasureShape(
        slug=row.slug,
        version=row.version,
        title=row.title,
        promise=row.promise,
        summary=row.summary or None,
        kind=row.kind,
        availability=row.availability,
        category=Named(slug=row.category.slug, name=row.category.name),
        tiers=[_tier(tier) for tier in row.tiers.all()],
        audience=row.audience or None,
        region=row.for_region or None,
        delivery=row.delivery,
        stacking=row.stacking,
        amount=_headline(row, absolute),
        agencies=[_agency(acting) for acting in row.agency_roles.all()],
        basis=[document_name(document, absolute) for document in row.basis.all()],
        sources=[citation(clause, absolute) for clause in row.clauses.all() if clause.is_public],
        provisions=[provision_record(line, absolute) for line in row.provisions],
        conditions=_conditions(row, absolute),
        materials=[
            shapes.MaterialShape(name=line.name, required=line.required, note=line.note or None)
            for line in row.materials.all()
        ],
        indicators=[indicator(figure, absolute) for figure in row.indicators.all() if figure.clause.is_public],
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        apply_from=row.apply_from,
        apply_until=row.apply_until,
        apply_url=row.apply_url or None,
        contact_phone=row.contact_phone or None,
        reviewed_on=row.reviewed_on,
        published_at=timezone.localtime(row.published_at),
        change_note=row.change_note,
        url=absolute(row.get_absolute_url()),
    )


def service_record(row: Measure, absolute: Absolute) -> Service:
    """The structured data of a measure's page; `row` must come from `Measure.objects.whole()`."""
    return Service(
        url=absolute(row.get_absolute_url()),
        title=row.title,
        promise=row.promise,
        kind=Kind(row.kind),
        category=Named(slug=row.category.slug, name=row.category.name),
        agencies=[_agency(acting) for acting in row.agency_roles.all()],
        audience=row.audience or None,
        apply_url=row.apply_url or None,
        contact_phone=row.contact_phone or None,
        sources=[citation(clause, absolute) for clause in row.clauses.all() if clause.is_public],
        provisions=[provision_record(line, absolute) for line in row.provisions],
    )


def _tier(row: EnterpriseTier) -> Named:
    return Named(slug=row.slug, name=row.name)


def _agency(acting: MeasureAgency) -> shapes.ActingAgency:
    agency = acting.agency
    return shapes.ActingAgency(slug=agency.slug, name=agency.name, role=acting.role, phone=agency.phone or None)


def _headline(row: Measure, absolute: Absolute) -> shapes.Headline:
    shown = headline(row)
    awards = [line for line in row.provisions if isinstance(line, Award) and line.amount.attainable is not None]
    highest = max(awards, key=lambda line: line.amount.attainable, default=None)
    return shapes.Headline(
        state=shown.state,
        text=shown.text,
        highest_award_yuan=highest and highest.amount.attainable,
        citation=highest and citation(highest.clause, absolute),
        is_superseded=shown.is_superseded,
    )


def _line(row: Provision, absolute: Absolute) -> dict[str, object]:
    return {
        "position": row.position,
        "label": row.label,
        "form": row.form or None,
        "note": row.note or None,
        "citation": citation(row.clause, absolute),
    }


def _award(row: Award) -> dict[str, object]:
    amount = row.amount
    stated = shapes.AmountShape(
        min_yuan=None if amount.currency else amount.low,
        max_yuan=None if amount.currency else amount.high,
        currency=amount.currency or None,
        rate_min_percent=amount.rate_low,
        rate_max_percent=amount.rate_high,
        rate_base=amount.rate_base or None,
        text=amount.text,
    )
    return {
        "amount": stated if amount.is_stated else None,
        "paid_for": row.paid_for or None,
        "period": row.period or None,
        "one_off": row.one_off,
    }


@singledispatch
def provision_record(row: Provision, absolute: Absolute) -> shapes.Row:
    """A row of a kind without a shape of its own: what the rows of all kinds have, and the award where it is one."""
    award = _award(row) if isinstance(row, Award) else dict.fromkeys(shapes.AWARD)
    return shapes.SHAPES[row.KIND](**_line(row, absolute), **award)


@provision_record.register
def _(row: SubsidyTier, absolute: Absolute) -> shapes.SubsidyTierShape:
    return shapes.SubsidyTierShape(
        **_line(row, absolute),
        **_award(row),
        enterprise_tier=_tier(row.enterprise_tier) if row.enterprise_tier else None,
        first_time=row.first_time,
    )


@provision_record.register
def _(row: TalentGrant, absolute: Absolute) -> shapes.TalentGrantShape:
    return shapes.TalentGrantShape(**_line(row, absolute), **_award(row), max_age=row.max_age, doctorate=row.doctorate)


@provision_record.register
def _(row: ApprovalReform, absolute: Absolute) -> shapes.ApprovalReformShape:
    return shapes.ApprovalReformShape(
        **_line(row, absolute), mode=row.mode, item_count=row.item_count, item_unit=row.item_unit, is_new=row.is_new
    )


@provision_record.register
def _(row: LoanProduct, absolute: Absolute) -> shapes.LoanProductShape:
    return shapes.LoanProductShape(
        **_line(row, absolute),
        name=row.name,
        operator=row.operator or None,
        platform=row.platform or None,
        stage=row.stage or None,
        credit_limit_yuan=row.credit_limit,
        annual_rate_percent=row.annual_rate,
        term_months=row.term_months,
        guarantee=row.guarantee or None,
        interest_subsidy=row.interest_subsidy,
        invest_share_min_percent=row.invest_share_min_percent,
        loss_tolerance_percent=row.loss_tolerance_percent,
    )


def _conditions(row: Measure, absolute: Absolute) -> list[shapes.ConditionShape]:
    positions = {line.pk: line.position for line in row.provisions}
    return [_condition(line, positions.get(line.row_key), absolute) for line in row.conditions.all()]


def _condition(row: Condition, position: int | None, absolute: Absolute) -> shapes.ConditionShape:
    rule = None
    if row.fact:
        rule = shapes.Rule(
            field=row.fact.slug,
            operator=row.operator,
            value=row.value,
            unit=row.fact.unit or None,
            first_time=row.first_time,
        )
    return shapes.ConditionShape(
        row=position, sentence=row.sentence, rule=rule, citation=citation(row.clause, absolute)
    )
