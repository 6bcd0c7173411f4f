"""The list of documents, and one document with its sentences."""

from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.views.generic import ListView
from django.views.generic.detail import SingleObjectMixin

from policies.models import Clause, Document, DocumentRelation
from policies.models.document import CLAUSES_PER_PAGE
from policies.pages.editions import pinned_edition


class DocumentList(ListView):
    template_name = "policies/pages/document_list.html"
    context_object_name = "documents"
    paginate_by = 50

    def get_queryset(self):
        return Document.objects.published().with_issuers().with_clause_counts()


class ClausePaginator(Paginator):
    """Pages of one edition by the positions of its clauses, as `Document.url_of` links to them.

    `last` is the highest position, or a higher one for pages on which other lists of the document go on.
    """

    def __init__(self, clauses: QuerySet[Clause], last: int) -> None:
        super().__init__(clauses, CLAUSES_PER_PAGE)
        self.count = last + 1

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        clauses = self.object_list.filter(position__gte=start, position__lt=start + self.per_page)
        return self._get_page(clauses, number, self)


class DocumentDetail(SingleObjectMixin, ListView):
    """One document with one page of the sentences of an edition, the latest if the address names none.

    What cites the document, and what it cites, is shown with it: page 2 has the second CLAUSES_PER_PAGE of each.
    """

    template_name = "policies/pages/document_detail.html"
    paginate_by = CLAUSES_PER_PAGE

    def get(self, request, *args, **kwargs):
        self.object = self.get_object(Document.objects.published().with_issuers())
        self.edition = pinned_edition(request) or self.object.edition
        self.outline = self.object.outline(self.edition)
        if not self.outline and self.edition != self.object.edition:
            raise Http404
        links = DocumentRelation.objects.select_related("from_document", "to_document", "clause__document")
        self.lists = {
            "cites": links.filter(from_document=self.object, to_document__in=Document.objects.published()),
            "cited_by": links.filter(to_document=self.object, from_document__in=Document.objects.published()),
            "measures": self.object.measures.published().with_age().order_by("category__position", "title", "pk"),
        }
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        clauses = self.object.clauses.filter(edition=self.edition).order_by("position")
        return clauses.select_related("document").prefetch_related("indicators")

    def get_paginator(self, queryset, per_page, **kwargs):
        self.totals = {name: rows.count() for name, rows in self.lists.items()}
        last = self.outline[-1].clauses[-1].position if self.outline else 0
        return ClausePaginator(queryset, max(last, *(total - 1 for total in self.totals.values())))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        groups = groupby(context["object_list"], key=lambda clause: clause.part)
        start = (context["page_obj"].number - 1) * CLAUSES_PER_PAGE
        context |= {name: rows[start : start + CLAUSES_PER_PAGE] for name, rows in self.lists.items()}
        return context | {
            "outline": self.outline,
            "total": sum(len(section.clauses) for section in self.outline),
            "sections": [(number, list(members)) for number, members in groups],
            "edition": self.edition,
            "totals": self.totals,
        }
