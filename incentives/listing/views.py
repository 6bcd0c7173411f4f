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
from incentives.listing.notices import NEAREST, UNRELATED, notices, other_finds, searched_words
from incentives.listing.paginator import MeasurePaginator
from incentives.listing.search.answer import DirectAnswer, Subject, answer
from incentives.listing.search.highlight import Highlighter
from incentives.listing.search.missed import count_missed
from incentives.listing.search.suggestions import suggestions
from incentives.models import Measure
from policies.search.query import words
from policies.search.question import asked_for
from policies.search.tokens import without_signs


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

    def found(self, keys):
        """Template context for a valid filter."""
        measures, marks = self.filterset, Highlighter(searched_words(self.filterset))
        nearest = self.nearest(keys)
        return (
            other_finds(measures, marks)
            | {
                "heading": heading_of(measures),
                "title": f"{heading_of(measures)}，共 {measures.counts.total} 项",
                "narrower": chips.narrower(measures),
                "q": measures.form.cleaned_data["q"],
                "cards": cards(keys, measures.audience, marks, measures.of_words),
                "notices": notices(measures),
                "chips": chips.chips(measures),
                "loosenings": [] if measures.counts.total else chips.loosenings(measures),
                "downloads": chips.downloads(measures),
                "answer": None if nearest.get("is_unrelated") else self.answer(keys),
            }
            | nearest
        )

    def render_to_response(self, context, **kwargs):
        """Count words alone that found nothing. Such a page is not cached, so that each search counts."""
        response = super().render_to_response(context, **kwargs)
        measures = self.filterset
        is_miss = context.get("is_unrelated") or not context["total"]
        if is_miss and measures.is_valid() and measures.query and not any(measures.chosen.values()):
            count_missed(measures.query.text)
            response.is_counted = True
        return response

    def nearest(self, keys):
        """Template context where no measure holds every word: whether the nearest speaks of what was typed at all."""
        if not (keys and self.filterset.counts.shows_nearest):
            return {}
        query, nearest = self.filterset.query, Measure.objects.filter(pk=keys[0])
        wording, region = nearest.values_list("wording", "cell__region").get()
        subject, number = Subject(query), f"{self.filterset.counts.total} 项"
        is_elsewhere = subject.is_elsewhere(region, wording)
        is_meant = any(without_signs(meaning) in wording for meaning in query.meanings) and not query.narrowed
        is_told = is_meant or subject.is_of(wording) or query.is_shuffled_in(without_signs(wording))
        if not is_elsewhere and (is_told or nearest.matching(query.heard).exists()):
            return {"is_unrelated": False, "heading": f"{NEAREST} {number}", "title": f"{NEAREST} {number}"}
        heading = f"没有收录{subject.place}的惠企事项，只有相近的" if is_elsewhere else UNRELATED
        return {"is_unrelated": True, "heading": heading, "title": f"{heading}，共 {number}"}

    def answer(self, keys):
        """The answer to the search words, on the first page."""
        measures = self.filterset
        is_first = (measures.form.cleaned_data["page"] or 1) == 1
        return answer(measures.query, keys) if measures.query and is_first else None


def suggested_answer(text: str) -> DirectAnswer | None:
    """The answer that the list would show, if `text` already is a question."""
    measures = MeasureFilter({"q": text})
    if not (text and asked_for(text) and measures.is_valid() and measures.counts.total):
        return None
    found = answer(measures.query, MeasurePaginator(measures).keys(1))
    is_exact = not measures.counts.shows_nearest
    return found if found and (is_exact or Subject(measures.query).is_of(found.measure.wording)) else None


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """HTML fragment with the titles suggested for the search box."""
    form = SuggestionForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"suggestions": suggestions(text, timezone.localdate()), "marks": Highlighter(words(text))}
    context["answer"] = suggested_answer(text)
    return render(request, "incentives/listing/_suggestions.html", context)
