"""The list of measures, and the suggestions while somebody types in its search box."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from incentives.listing import chips
from incentives.listing.cards import cards
from incentives.listing.filterset import PAGE_SIZE, SORTS, MeasureFilter, SuggestionForm
from incentives.listing.heading import heading_of
from incentives.listing.notices import NEAREST, list_context
from incentives.listing.paginator import MeasurePaginator
from incentives.listing.search.suggestions import suggestions
from policies.search.query import words


class MeasureList(ListView):
    template_name = "incentives/listing/measure_list.html"
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
            "facets": chips.options(measures),
            "least_awards": chips.least_awards(measures),
            "sorts": SORTS,
        }
        if measures.is_valid():
            values = measures.form.cleaned_data
            context |= list_context(measures) | {
                "heading": NEAREST if measures.shows_nearest else heading_of(measures),
                "q": values["q"],
                "cards": cards(context["object_list"], values["tier"], measures.options.sme_tiers),
                "chips": chips.chips(measures),
                "loosenings": [] if measures.total else chips.loosenings(measures),
            }
        return context


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles for the search box while somebody types: a fragment."""
    form = SuggestionForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"suggestions": suggestions(text, timezone.localdate()), "words": words(text)}
    return render(request, "incentives/listing/_suggestions.html", context)
