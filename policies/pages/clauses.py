"""The page of one clause."""

from django.shortcuts import get_object_or_404
from django.views.generic import DetailView

from policies.models import Clause
from policies.pages.editions import pinned_edition


class ClauseDetail(DetailView):
    template_name = "policies/pages/clause_detail.html"
    context_object_name = "clause"

    def get_object(self, queryset=None):
        clauses = Clause.objects.public().select_related("document").order_by("-edition")
        place = {"document__slug": self.kwargs["slug"], "path": self.kwargs["path"]}
        if edition := pinned_edition(self.request):
            place["edition"] = edition
        return get_object_or_404(clauses.filter(pk__in=clauses.filter(**place).values("pk")[:1]))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"neighbours": self.object.neighbours()}
