"""Where a page of the source side shows measures: the two meet in the template."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django import template

from incentives.models import PROVISIONS, Condition, Measure
from policies.models import Clause

register = template.Library()


@register.simple_tag
def citations(clauses: Iterable[Clause]) -> Mapping[int, list[Measure]]:
    """Per clause key the published measures taken from it or from whose rows and conditions it is cited."""
    keys = [clause.pk for clause in clauses]
    published = Measure.objects.published()
    pairs = set(published.filter(clauses__in=keys).values_list("clauses", "pk"))
    for rows in (*PROVISIONS, Condition):
        pairs |= set(rows.objects.filter(clause__in=keys, measure__in=published).values_list("clause", "measure"))
    measures = {measure.pk: measure for measure in published.with_age().filter(pk__in={pk for _, pk in pairs})}
    by_clause = defaultdict(list)
    for clause, pk in sorted(pairs, key=lambda pair: measures[pair[1]].title):
        if clause in set(keys):
            by_clause[clause].append(measures[pk])
    return dict(by_clause)


@register.simple_tag
def citations_of(clause: Clause) -> list[Measure]:
    """The published measures taken from one clause."""
    return citations([clause]).get(clause.pk, [])


@register.filter
def at(mapping: Mapping, key: object) -> object:
    """The entry of `mapping` under `key`; an empty tuple where it has none."""
    return mapping.get(key, ())
