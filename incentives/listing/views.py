"""The list of measures, and the suggestions of its search box."""

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_filters.views import FilterView

from incentives.listing import chips
from incentives.listing.cards import cards
from incentives.listing.filterset import PAGE_SIZE, SORTS, MeasureFilter, SuggestionForm
from incentives.listing.heading import heading_of
from incentives.listing.notices import NEAREST, notices, other_finds, searched_words
from incentives.listing.paginator import MeasurePaginator
from incentives.listing.search.highlight import Highlighter
from incentives.listing.search.suggestions import suggestions
from policies.search.query import words


class MeasureList(FilterView):
    """One page of the measures that fit, the counts beside the filters, and the errors of the parameters."""

    filterset_class = MeasureFilter
    template_name = "incentives/listing/measure_list.html"
    paginate_by = PAGE_SIZE

    def get_filterset_kwargs(self, filterset_class):
        """Bind the filter even without parameters: it is then valid, and all open measures fit."""
        return super().get_filterset_kwargs(filterset_class) | {"data": self.request.GET}

    def paginate_queryset(self, queryset, page_size):
        paginator = MeasurePaginator(self.filterset, page_size)
        number = self.filterset.form.cleaned_data["page"] or 1 if self.filterset.is_valid() else 1
        try:
            page = paginator.page(number)
        except EmptyPage as beyond:
            raise Http404("没有这一页") from beyond
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs):
        measures = self.filterset
        context = super().get_context_data(**kwargs)
        context |= {
            "total": measures.counts.total,
            "q": measures.form["q"].value(),
            "facets": chips.options(measures),
            "least_awards": chips.least_awards(measures),
            "sorts": SORTS,
            "includes_closed": measures.includes_closed,
            "canonical_query": chips.canonical_query(measures),
        }
        return context | self.found(context["object_list"]) if measures.is_valid() else context

    def found(self, rows):
        """Template context for a valid filter."""
        measures, marks = self.filterset, Highlighter(searched_words(self.filterset))
        return other_finds(measures, marks) | {
            "heading": NEAREST if measures.counts.shows_nearest else heading_of(measures),
            "q": measures.form.cleaned_data["q"],
            "cards": cards(rows, measures.audience, marks),
            "notices": notices(measures),
            "chips": chips.chips(measures),
            "loosenings": [] if measures.counts.total else chips.loosenings(measures),
            "downloads": chips.downloads(measures),
        }


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """HTML fragment with the titles suggested for the search box."""
    form = SuggestionForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"suggestions": suggestions(text, timezone.localdate()), "marks": Highlighter(words(text))}
    return render(request, "incentives/listing/_suggestions.html", context)
