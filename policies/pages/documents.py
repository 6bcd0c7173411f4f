"""The list of documents, and one document with its sentences."""

from django.http import Http404
from django.views.generic import DetailView, ListView

from policies.models import Document, DocumentRelation
from policies.pages.editions import pinned_edition


class DocumentList(ListView):
    template_name = "policies/pages/document_list.html"
    context_object_name = "documents"
    paginate_by = 50

    def get_queryset(self):
        return Document.objects.published().with_issuers().with_clause_counts()


class DocumentDetail(DetailView):
    template_name = "policies/pages/document_detail.html"
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
