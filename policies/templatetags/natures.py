"""Indicators by nature, as results, targets and counts are shown in separate tables."""

from collections.abc import Iterable

from django import template

from policies.enums import IndicatorNature
from policies.models import Indicator

register = template.Library()


@register.simple_tag
def indicators_of(indicators: Iterable[Indicator], nature: str) -> list[Indicator]:
    """The indicators of one nature (outcome, target or count), in the given order."""
    return [indicator for indicator in indicators if indicator.nature == IndicatorNature(nature)]
