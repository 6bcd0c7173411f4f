"""Indicators parted by what kind of figure they are: results, targets and counts never stand in one table."""

from collections.abc import Iterable

from django import template

from policies.enums import IndicatorNature
from policies.models import Indicator

register = template.Library()


@register.simple_tag
def indicators_of(indicators: Iterable[Indicator], nature: str) -> list[Indicator]:
    """Those of one nature (outcome, target or count), in their order."""
    return [indicator for indicator in indicators if indicator.nature == IndicatorNature(nature)]
