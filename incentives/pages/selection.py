"""`/selection/`: the measures that a reader has put together. They are kept in the address, not on the server."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config import audit
from incentives.listing.cards import cards
from incentives.models import Measure
from incentives.opendata.api.responses import absolute_of
from incentives.opendata.files.selected import selected_file
from incentives.pages.compare.view import FEWEST, MOST

LONGEST = 30  # measures in a selection; more belong into a filtered list


def chosen_slugs(query: QueryDict) -> list[str]:
    """The slugs in the address, given by repeating the parameter `m`, each once and at most LONGEST."""
    return list(dict.fromkeys(filter(None, query.getlist("m"))))[:LONGEST]


def address(slugs: list[str]) -> str:
    """The query of the page with these measures."""
    query = QueryDict(mutable=True)
    query.setlist("m", slugs)
    return query.urlencode()


@require_safe
def selection(request: HttpRequest) -> HttpResponse:
    asked = chosen_slugs(request.GET)
    by_slug = dict(Measure.objects.published().filter(slug__in=asked).values_list("slug", "pk"))
    slugs = [slug for slug in asked if slug in by_slug]
    chosen = cards([by_slug[slug] for slug in slugs])
    context = {
        "chosen": [(card, address([slug for slug in slugs if slug != card.measure.slug])) for card in chosen],
        "query": address(slugs),
        "gone": len(asked) - len(slugs),
        "is_cut": len(set(filter(None, request.GET.getlist("m")))) > LONGEST,
        "longest": LONGEST,
        "is_comparable": FEWEST <= len(slugs) <= MOST,
    }
    return render(request, "incentives/pages/selection.html", context)


@require_safe
def selection_xlsx(request: HttpRequest) -> HttpResponse:
    """The selection as a workbook. An empty one has the head only."""
    rows = Measure.objects.published().filter(slug__in=chosen_slugs(request.GET)).by_title()
    audit.note("exported", file="xlsx", filters=["m"])
    return selected_file(rows, absolute_of(request), request.GET.urlencode(), timezone.localdate())
