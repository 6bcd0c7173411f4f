from django.db.models import Count, Max, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import DetailView
from django_filters.views import FilterView

from incentives import addresses
from incentives.cards import cards
from incentives.enums import MeasureStatus
from incentives.filters import SORTS, MeasureFilter
from incentives.ladder import rungs
from incentives.models import Measure
from incentives.page import related, whole
from incentives.previews import previewed
from incentives.sentence import heading
from policies.models import Category, Document


def home(request: HttpRequest) -> HttpResponse:
    published = Q(measures__status=MeasureStatus.PUBLISHED)
    sources = Document.objects.published().filter(clauses__measures__status=MeasureStatus.PUBLISHED)
    context = {
        "rungs": rungs(),
        "categories": Category.objects.annotate(total=Count("measures", filter=published)),
        "latest": Measure.objects.published().aggregate(Max("published_at"))["published_at__max"],
        "written": sources.aggregate(oldest=Min("written_on"), newest=Max("written_on")),
    }
    return render(request, "incentives/home.html", context)


def ladder(request: HttpRequest) -> HttpResponse:
    return render(request, "incentives/ladder.html", {"rungs": rungs()})


class MeasureList(FilterView):
    filterset_class = MeasureFilter
    template_name = "incentives/measure_list.html"
    paginate_by = 20

    def get_filterset_kwargs(self, filterset_class):
        return {"data": self.request.GET, "request": self.request}

    def paginate_queryset(self, queryset, page_size):
        if not self.filterset.is_valid():  # a wrong page number is among the form's errors
            empty = self.get_paginator(queryset, page_size)
            return empty, empty.page(1), [], False
        return super().paginate_queryset(queryset.with_card(), page_size)

    def get_paginator(self, queryset, per_page, **kwargs):
        paginator = super().get_paginator(queryset, per_page, **kwargs)
        paginator.count = self.filterset.folded.total  # the cells know it: no COUNT
        return paginator

    def get_context_data(self, **kwargs):
        measures = self.filterset
        context = super().get_context_data(**kwargs)
        context |= {"total": measures.folded.total, "facets": addresses.options(measures), "sorts": SORTS}
        if measures.is_valid():
            values = measures.form.cleaned_data
            labels = {facet: list(chosen.values()) for facet, chosen in addresses.chosen_labels(measures).items()}
            sme_tiers = [tier.slug for tier in measures.tiers if tier.is_sme]
            context |= {
                "heading": heading(labels, values["q"], values["min_amount"]),
                "cards": cards(context["object_list"], values["tier"], sme_tiers),
                "chips": addresses.chips(measures),
                "loosenings": [] if measures.folded.total else addresses.loosenings(measures),
            }
        return context


class MeasureDetail(DetailView):
    template_name = "incentives/measure_detail.html"
    context_object_name = "measure"

    def get_queryset(self):
        return whole(Measure.objects.published())

    def get_context_data(self, **kwargs):
        history = Measure.objects.released().filter(slug=self.object.slug)
        return super().get_context_data(**kwargs) | {"related": related(self.object), "history": history}


@never_cache
@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """A draft under its secret link, marked as one: never indexed, cached, or told to another site."""
    draft = previewed(token)
    if draft is None:
        raise Http404
    measure = whole(Measure.objects.in_work()).get(pk=draft.pk)
    response = render(request, "incentives/preview.html", {"measure": measure})
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
