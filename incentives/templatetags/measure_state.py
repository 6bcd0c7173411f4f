"""Whether a measure has ended, for the pages that show ended measures."""

from django import template
from django.utils import timezone

from incentives.models import Measure

register = template.Library()


@register.filter
def ended(measure: Measure) -> str:
    """Why the measure is over today, in words; empty while it is open."""
    return measure.ended(timezone.localdate())
