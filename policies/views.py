from django import forms
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, ListView

from policies.models import Clause, Document, DocumentRelation, Indicator


class EditionForm(forms.Form):
    """Which edition of a text an address pins; the latest without."""

    edition = forms.IntegerField(required=False, min_value=1, max_value=9999)


def pinned_edition(request: HttpRequest) -> int | None:
    """The edition that the address names; an impossible one is no page of ours."""
    form = EditionForm(request.GET)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data["edition"]


class DocumentList(ListView):
    template_name = "policies/document_list.html"
    context_object_name = "documents"
    paginate_by = 50

    def get_queryset(self):
        return Document.objects.published().with_issuers().with_clause_counts()


class DocumentDetail(DetailView):
    template_name = "policies/document_detail.html"
    context_object_name = "document"

    def get_queryset(self):
        return Document.objects.published().with_issuers()

    def get_context_data(self, **kwargs):
        edition = pinned_edition(self.request)
        sections = self.object.sections(edition)
        if edition and not sections:
            raise Http404
        links = DocumentRelation.objects.select_related("from_document", "to_document", "clause__document")
        return super().get_context_data(**kwargs) | {
            "sections": sections,
            "edition": edition or self.object.edition,
            "cites": links.filter(from_document=self.object, to_document__in=Document.objects.published()),
            "cited_by": links.filter(to_document=self.object, from_document__in=Document.objects.published()),
        }


class ClauseDetail(DetailView):
    template_name = "policies/clause_detail.html"
    context_object_name = "clause"

    def get_object(self, queryset=None):
        clauses = Clause.objects.public().select_related("document").order_by("-edition")
        place = {"document__slug": self.kwargs["slug"], "path": self.kwargs["path"]}
        if edition := pinned_edition(self.request):
            place["edition"] = edition
        return get_object_or_404(clauses.filter(pk__in=clauses.filter(**place).values("pk")[:1]))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"neighbours": self.object.neighbours()}


class IndicatorList(ListView):
    template_name = "policies/indicator_list.html"
    context_object_name = "indicators"

    def get_queryset(self):
        return Indicator.objects.public().in_reading_order()
