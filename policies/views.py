from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, ListView

from policies.models import Clause, Document, DocumentRelation, Indicator


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
        links = DocumentRelation.objects.select_related("from_document", "to_document", "clause__document")
        return super().get_context_data(**kwargs) | {
            "sections": self.object.sections(),
            "cites": links.filter(from_document=self.object, to_document__in=Document.objects.published()),
            "cited_by": links.filter(to_document=self.object, from_document__in=Document.objects.published()),
        }


class ClauseDetail(DetailView):
    template_name = "policies/clause_detail.html"
    context_object_name = "clause"

    def get_object(self, queryset=None):
        clauses = Clause.objects.public().select_related("document").order_by("-edition")
        place = {"document__slug": self.kwargs["slug"], "path": self.kwargs["path"]}
        return get_object_or_404(clauses.filter(pk__in=clauses.filter(**place).values("pk")[:1]))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"neighbours": self.object.neighbours()}


class IndicatorList(ListView):
    template_name = "policies/indicator_list.html"
    context_object_name = "indicators"

    def get_queryset(self):
        return Indicator.objects.public().in_reading_order()
