"""The fields of a measure in words, each with its name: for comparing measures and for paper."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils import timezone

from incentives.enums import AmountState
from incentives.listing.cards import headline
from incentives.models import Measure
from policies.models import Clause
from policies.text.wording import dated


@dataclass(frozen=True)
class FieldValue:
    """What one measure states in one field; no lines mean 来源未载明.

    `is_superseded`: a newer edition changed or dropped one of the sentences that state it. `clauses`: these sentences,
    where the field shows them itself.
    """

    lines: tuple[str, ...] = ()
    is_money: bool = False
    is_superseded: bool = False
    clauses: tuple[Clause, ...] = ()


def text(*lines: str) -> FieldValue:
    return FieldValue(tuple(line for line in lines if line))


def period(start, end) -> FieldValue:
    over = "，已过" if end and end < timezone.localdate() else ""
    return text(f"{dated(start)}起" if start else "", f"{dated(end)}止{over}" if end else "")


def sum_of(measure: Measure) -> FieldValue:
    """The amount line of a measure's card; credit limits are not awards."""
    line = headline(measure)
    lines = [line.text, line.note] if line.state != AmountState.NOT_STATED else []
    return replace(text(*lines), is_money=line.state == AmountState.STATED, is_superseded=line.is_superseded)


def from_sources(measure: Measure, *lines: str) -> FieldValue:
    """`lines` as stated by the measure's own clauses."""
    return replace(text(*lines), is_superseded=any(clause.is_superseded for clause in measure.clauses.all()))


def stated(measure: Measure, field: str) -> FieldValue:
    """The label of a choice; the choice 来源未载明 counts as no value."""
    return FieldValue() if getattr(measure, field) == "not_stated" else text(getattr(measure, f"get_{field}_display")())


FIELDS: tuple[tuple[str, Callable[[Measure], FieldValue]], ...] = (
    ("得到什么", lambda one: from_sources(one, one.promise)),
    ("金额", sum_of),
    ("类别", lambda one: text(one.category.name)),
    ("事项类型", lambda one: text(one.get_kind_display())),
    ("支持对象", lambda one: text(one.audience)),
    ("企业梯次", lambda one: text(*(tier.name for tier in one.tiers.all()))),
    ("申报材料", lambda one: text(*(material.name for material in one.materials.all()))),
    ("叠加规则", lambda one: stated(one, "stacking")),
    ("办理方式", lambda one: stated(one, "delivery")),
    ("申报时间", lambda one: period(one.apply_from, one.apply_until)),
    ("申报入口", lambda one: text(one.apply_url)),
    ("部门", lambda one: text(*(f"{role} {role.agency.phone}".rstrip() for role in one.agency_roles.all()))),
    ("咨询电话", lambda one: text(one.contact_phone)),
    ("政策依据", lambda one: text(*(document.quoted_title + document.doc_number for document in one.basis.all()))),
    ("信息来源", lambda one: from_sources(one, *(clause.citation for clause in one.clauses.all()))),
    ("有效期", lambda one: period(one.valid_from, one.valid_until)),
    ("最近复核", lambda one: text(dated(one.reviewed_on) if one.reviewed_on else "")),
)
