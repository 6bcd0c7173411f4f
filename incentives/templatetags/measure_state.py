"""Whether a measure has ended, and what it inherits, for the pages that show it."""

from collections.abc import Sequence

from django import template
from django.utils import timezone

from incentives.models import Measure
from incentives.models.provision import Provision
from incentives.statements import rows
from incentives.statements.inherited import inherited_terms
from policies.enums import TermKind
from policies.models import DocumentTerm

register = template.Library()


@register.filter
def ended(measure: Measure) -> str:
    """Why the measure is over today, in words; empty while it is open."""
    return measure.ended(timezone.localdate())


@register.filter
def opening(measure: Measure) -> str:
    """When the measure begins, in words; empty once it is open."""
    return measure.opening(timezone.localdate())


@register.filter
def inherited(measure: Measure) -> list[DocumentTerm]:
    """The terms of its documents that hold for the measure."""
    return inherited_terms(measure)


@register.filter
def inherited_stacking(measure: Measure) -> list[DocumentTerm]:
    """Those of them that tell how awards combine."""
    return [term for term in inherited_terms(measure) if term.what == TermKind.STACKING]


register.filter("loan_table", rows.loan_table)


@register.filter
def state(of: Sequence[Provision], field: str) -> bool:
    """Whether one of the rows at least states the field."""
    return any(getattr(row, field) is not None for row in of)
