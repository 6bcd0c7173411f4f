"""`/styleguide/`: every component in every state on one page, for staff. It shows published and unsaved rows."""

import datetime
from dataclasses import replace

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from incentives.enums import AgencyRole, Form
from incentives.listing.cards import cards
from incentives.listing.chips import Chip, Downloads, FacetOption
from incentives.listing.filterset import MeasureFilter
from incentives.models import Measure, MeasureAgency, Scene, SubsidyTier
from incentives.models.amount import Amount
from incentives.pages.charts import Span, bars, shares
from incentives.pages.ladder.rungs import rungs
from policies.enums import DocumentStatus, Genre, IndicatorNature
from policies.models import Agency, Clause, Document, Indicator

MARCH, JUNE, LONG_AGO = datetime.date(2024, 3, 1), datetime.date(2024, 6, 28), datetime.date(2020, 12, 31)
REPLY = {"slug": "sample", "genre": Genre.REPLY, "written_on": JUNE, "status": DocumentStatus.PUBLISHED}
CLAUSE = Clause(document=Document(**REPLY), path="1.8")
CHANGED = Clause(document=Document(**REPLY, edition=2), path="1.8")
MOST_INDICATORS = 2  # shown of each nature


@never_cache
def styleguide(request: HttpRequest) -> HttpResponse:
    """Raises Http404 for visitors who are not staff: a redirect to the sign-in page would reveal its address."""
    if not admin.site.has_permission(request):
        raise Http404
    of_each = Measure.objects.listed().order_by().values("kind", "cell__amount").annotate(first=Min("pk"))
    examples = Measure.objects.with_age().filter(pk__in=of_each.values("first"))
    measures = examples.order_by("-cell__amount", "kind")
    shown = cards([measure.pk for measure in measures])
    figures = Indicator.objects.public().in_reading_order()
    context = {
        "colours": ("ink", "ink-2", "ink-3", "accent", "money", "line", "tint", "step-1", "step-2", "step-3", "step-4"),
        "cards": shown + [replace(card, headline=replace(card.headline, is_superseded=True)) for card in shown[:1]],
        "measures": measures,
        "amounts": [Amount(2_000_000, 2_000_000), Amount(50_000, 100_000), Amount(high=500_000), Amount()],
        "award": SubsidyTier(amount_min=2_000_000, amount_max=2_000_000, one_off=True, form=Form.AWARD),
        "chips": [Chip("category", "财政扶持", "#"), Chip("q", "“博士”", "#")],
        "options": [
            FacetOption("a", "财政扶持", 9, True),
            FacetOption("b", "人才", 10, False),
            FacetOption("c", "品牌质量", 0, False),
        ],
        "roles": [MeasureAgency(agency=Agency(name="市财政局", phone="12345"), role=AgencyRole.RESPONSIBLE)],
        "over": Measure(valid_until=LONG_AGO),
        "scenes": [Scene(title="要贷款", slug="loans"), Scene(title="招博士", slug="hiring-doctors")],
        "bars": bars([Span("专精特新中小企业", "50 万元", 50), Span("“小巨人”企业", "200 万元", 200)]),
        "shares": shares([("直接取消审批", 18), ("审批改为备案", 7), ("实行告知承诺", 20), ("优化审批服务", 82)]),
        "clause": CLAUSE,
        "changed": [CHANGED],
        "rungs": rungs(timezone.localdate()),
        "indicators": [row for nature in IndicatorNature for row in figures.filter(nature=nature)[:MOST_INDICATORS]],
        "start": MARCH,
        "end": datetime.date(2026, 12, 31),
        "wrong": MeasureFilter(QueryDict("tier=nobody&min_amount=-1")),
        "downloads": Downloads("?category=fiscal", "#main", "#main"),
        "middle": Paginator(range(60), 20).page(2),
    }
    return render(request, "incentives/pages/styleguide.html", context)
