from django.db.models import Exists, Max, Min, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from incentives import addresses
from incentives.cards import cards
from incentives.cells import open_by_category
from incentives.enums import MeasureStatus
from incentives.filters import PAGE_SIZE, SORTS, MeasureFilter, SuggestionForm
from incentives.ladder import rungs
from incentives.models import Measure
from incentives.notices import NEAREST, beside
from incentives.page import related, whole
from incentives.pages import MeasurePaginator
from incentives.previews import previewed
from incentives.search.suggestions import suggestions
from incentives.titles import heading_of
from policies.models import Category, Clause, Document
from policies.queries import words


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    totals = open_by_category(today)
    cited = Clause.objects.filter(document=OuterRef("pk"), measures__status=MeasureStatus.PUBLISHED)
    sources = Document.objects.published().filter(Exists(cited))
    context = {
        "rungs": rungs(today),
        "categories": [(category, totals[category.pk]) for category in Category.objects.all()],
        "latest": Measure.objects.listed().by_update().values_list("published_at", flat=True).first(),
        "written": sources.aggregate(oldest=Min("written_on"), newest=Max("written_on")),
    }
    return render(request, "incentives/home.html", context)


class MeasureList(ListView):
    template_name = "incentives/measure_list.html"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        """The filter itself: it knows how to find one page of its measures."""
        return MeasureFilter(self.request.GET, request=self.request)

    def get_paginator(self, queryset, per_page, **kwargs):
        return MeasurePaginator(queryset)

    def paginate_queryset(self, queryset, page_size):
        if not queryset.is_valid():  # a wrong page number is among the form's errors
            empty = self.get_paginator(queryset, page_size)
            return empty, empty.page(1), [], False
        return super().paginate_queryset(queryset, page_size)

    def get_context_data(self, **kwargs):
        measures = self.object_list
        context = super().get_context_data(**kwargs)
        context |= {
            "filter": measures,
            "total": measures.total,
            "q": self.request.GET.get("q"),
            "facets": addresses.options(measures),
            "sorts": SORTS,
        }
        if measures.is_valid():
            values = measures.form.cleaned_data
            context |= beside(measures) | {
                "heading": NEAREST if measures.shows_nearest else heading_of(measures),
                "q": values["q"],
                "cards": cards(context["object_list"], values["tier"], measures.vocabulary.sme_tiers),
                "chips": addresses.chips(measures),
                "loosenings": [] if measures.total else addresses.loosenings(measures),
            }
        return context


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles for the search box while somebody types: a fragment."""
    form = SuggestionForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = suggestions(text, timezone.localdate())
    return render(request, "incentives/_suggestions.html", {"suggestions": found, "words": words(text)})


class MeasureDetail(DetailView):
    template_name = "incentives/measure_detail.html"
    context_object_name = "measure"

    def get_queryset(self):
        return whole(Measure.objects.published())

    def get_context_data(self, **kwargs):
        history = Measure.objects.released().filter(slug=self.object.slug)
        return super().get_context_data(**kwargs) | {
            "related": related(self.object, timezone.localdate()),
            "history": history,
        }


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
