"""`/scenes/<slug>/`: what there is for one situation of an enterprise, as staff put it together."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from incentives.listing.cards import Card, cards
from incentives.listing.filterset import MeasureFilter
from incentives.listing.heading import offers_and_others
from incentives.listing.paginator import MeasurePaginator
from incentives.models import Measure, Scene
from incentives.models.audience import EVERYBODY


@dataclass(frozen=True)
class SceneContent:
    """The cards of a scene: the pinned measures, then the first page of its list without them.

    `query`: the parameters of the list (`?…`). `total`: how many the list has, `parts` these in words. Filters that
    name what is no longer there give no list.
    """

    pinned: list[Card]
    listed: list[Card]
    query: str
    total: int
    parts: str

    @property
    def shows_all(self) -> bool:
        return self.total <= len(self.pinned) + len(self.listed)


def content_of(scene: Scene) -> SceneContent:
    """The content of `scene`, whose pins must be prefetched."""
    query = scene.query
    measures = MeasureFilter(query)
    is_listed = bool(query) and measures.is_valid()
    slugs = [pin.slug for pin in scene.pins.all()]
    by_slug = dict(Measure.objects.published().filter(slug__in=slugs).values_list("slug", "pk"))
    pinned = [by_slug[slug] for slug in slugs if slug in by_slug]
    listed = [key for key in MeasurePaginator(measures).keys(1) if key not in pinned] if is_listed else []
    audience = measures.audience if is_listed else EVERYBODY
    return SceneContent(
        cards(pinned, audience),
        cards(listed, audience),
        f"?{query.urlencode()}" if is_listed else "",
        measures.counts.total if is_listed else 0,
        offers_and_others(measures) if is_listed else "",
    )


@require_safe
def scene(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Scene.objects.prefetch_related("pins"), slug=slug)
    others = Scene.objects.exclude(pk=row.pk)
    context = {"scene": row, "content": content_of(row), "others": others}
    return render(request, "incentives/pages/scene.html", context)
