"""That a measure is over, for every page that still shows it."""

from django import template
from django.utils import timezone

from incentives.models import Measure

register = template.Library()


@register.filter
def ended(measure: Measure) -> str:
    """Why it is over today, in words; empty while it is open."""
    return measure.ended(timezone.localdate())
