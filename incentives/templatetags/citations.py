"""The measures that cite a clause, for the pages of `policies`, which may not import this app."""

from collections.abc import Iterable, Mapping

from django import template
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404
from django.template import Context

from incentives.enums import MeasureStatus
from incentives.evidence.clauses import Citing, measures_citing
from incentives.models import Measure
from incentives.models.provision import AWARDS
from incentives.statements.clause_lines import ClauseLine, ClauseLines, clause_lines
from policies.models import Clause

register = template.Library()
PER_PAGE = 50


@register.simple_tag
def citations(clauses: Iterable[Clause]) -> Mapping[int, Citing]:
    """The published measures that cite each of `clauses`, by the key of the clause."""
    return measures_citing(clauses, MeasureStatus.PUBLISHED)


@register.simple_tag(takes_context=True)
def citations_of(context: Context, clause: Clause) -> Page:
    """One page of the published measures that cite a clause, by title. Raises Http404 for a page beyond the last."""
    measures = Measure.objects.published().citing(clause).with_age().order_by("title", "pk")
    try:
        return Paginator(measures, PER_PAGE).page(context["request"].GET.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error


@register.simple_tag
def awards(clauses: Iterable[Clause], cited: Mapping[int, Citing]) -> ClauseLines:
    """The awards of the measures in `cited` that rest on each of `clauses`, by the keys of clause and measure."""
    return clause_lines(clauses, {measure for citing in cited.values() for measure in citing.first}, AWARDS)


@register.simple_tag
def statements_of(clause: Clause, measures: Page) -> Mapping[int, list[ClauseLine]]:
    """What the measures on a page state on the strength of one clause, by the key of the measure."""
    return clause_lines([clause], list(measures)).get(clause.pk, {})


@register.filter
def at(mapping: Mapping, key: object) -> object:
    """The entry of `mapping` under `key`; an empty tuple where it has none."""
    return mapping.get(key, ()) if mapping else ()
