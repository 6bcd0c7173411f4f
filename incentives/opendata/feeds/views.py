"""Any filtered list as an Atom feed and as a calendar, with the parameters of the list page."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from incentives.listing.chips import canonical_query
from incentives.listing.filterset import MeasureFilter
from incentives.listing.heading import heading_of, offers_and_others
from incentives.listing.list_counts import DEPTH
from incentives.models import Measure
from incentives.opendata.api.problems import BadParameters, refused, valid_or_refused
from incentives.opendata.api.responses import absolute_of
from incentives.opendata.feeds.atom import atom
from incentives.opendata.feeds.calendar import calendar
from incentives.opendata.files.listing import measure_records
from policies.caching.pages import public_page

MOST_ENTRIES = 50


def _of_a_list(view: Callable[[HttpRequest, MeasureFilter], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Decorator: pass the valid filter to `view`; invalid parameters give a problem, as in the API."""

    @public_page
    @require_safe
    @wraps(view)
    def wrapper(request: HttpRequest) -> HttpResponse:
        try:
            return view(request, valid_or_refused(MeasureFilter(request.GET)))
        except BadParameters as refusal:
            return refused(request, refusal)

    return wrapper


@_of_a_list
def updates(request: HttpRequest, measures: MeasureFilter) -> HttpResponse:
    """The Atom feed of the newest versions that fit."""
    absolute = absolute_of(request)
    newest = list(measures.fitting.by_update().values_list("pk", flat=True)[:MOST_ENTRIES])
    rows = Measure.objects.filter(pk__in=newest).by_update()
    about = {
        "title": f"{heading_of(measures)} - {settings.SITE['name']}",
        "link": absolute(reverse("incentives:measure-list")) + canonical_query(measures),
        "feed_guid": f"tag:{_site(request)},2024:measures/{canonical_query(measures)}",
        "feed_url": request.build_absolute_uri(),
        "author_name": settings.SITE["name"],
        "feed_copyright": settings.SITE["licence"],
        "subtitle": offers_and_others(measures),
    }
    return HttpResponse(
        atom(measure_records(rows, absolute), about, _site(request)), content_type="application/atom+xml; charset=utf-8"
    )


@_of_a_list
def deadlines(request: HttpRequest, measures: MeasureFilter) -> HttpResponse:
    """The calendar of the measures that fit: when they open and close."""
    absolute = absolute_of(request)
    rows = measures.fitting.with_dates().order_by(F("closes_on").asc(nulls_last=True), "opens_on", "pk")[:DEPTH]
    about = {"x-wr-calname": heading_of(measures), "x-wr-caldesc": offers_and_others(measures)}
    body = calendar(measure_records(rows, absolute), about, _site(request))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    return response


def _site(request: HttpRequest) -> str:
    """SITE_DOMAIN, or the host of the request; ids must stay the same when the server changes."""
    return settings.SITE["domain"] or request.get_host().split(":")[0]
