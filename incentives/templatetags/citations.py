"""Where a page of the source side shows measures: the two meet in the template."""

from collections.abc import Iterable, Mapping

from django import template

from incentives.evidence.clauses import measures_citing
from incentives.models import Measure
from policies.models import Clause

register = template.Library()


@register.simple_tag
def citations(clauses: Iterable[Clause]) -> Mapping[int, list[Measure]]:
    """Per clause key the published measures taken from it or from whose rows and conditions it is cited."""
    return measures_citing(Measure.objects.published().with_age(), clauses)


@register.simple_tag
def citations_of(clause: Clause) -> list[Measure]:
    """The published measures taken from one clause."""
    return citations([clause]).get(clause.pk, [])


@register.filter
def at(mapping: Mapping, key: object) -> object:
    """The entry of `mapping` under `key`; an empty tuple where it has none."""
    return mapping.get(key, ())
