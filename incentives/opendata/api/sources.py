"""Documents, clauses and indicators in the API."""

from typing import Annotated

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query

from incentives.opendata.api.paging import PAGE_SIZE, Page, PageNumber, PageSize, paged
from incentives.opendata.api.problems import Problem
from incentives.opendata.api.responses import absolute_of, json_response
from incentives.opendata.api.router import ReadRouter
from incentives.opendata.records import source as records
from incentives.opendata.shapes import source as shapes
from policies.models import Clause, Document, DocumentRelation, DocumentTerm, Indicator

router = ReadRouter(tags=["政策文件"])
MOST_EDITIONS = 32_767  # limit of the column
LISTED = {400: Problem, 404: Problem}
ONE = {404: Problem}
Edition = Annotated[int | None, Query(ge=1, le=MOST_EDITIONS, description="版次；默认最新")]


class DocumentPage(Page[shapes.DocumentShape]):
    pass


class ClausePage(Page[shapes.ClauseShape]):
    pass


class IndicatorPage(Page[shapes.IndicatorShape]):
    pass


def whole_documents():
    """Published documents with the related objects of their shape."""
    links = DocumentRelation.objects.select_related("to_document", "clause__document")
    rows = Document.objects.published().with_issuers().with_clause_counts()
    return rows.prefetch_related(Prefetch("relations", links), Prefetch("terms", DocumentTerm.objects.public()))


def public_clauses():
    """The clauses of published documents' latest editions, in reading order."""
    return Clause.objects.public().latest_edition().select_related("document").order_by("document", "position")


@router.get("/documents", response={200: DocumentPage, **LISTED}, summary="文件列表", operation_id="documents")
def documents(request: HttpRequest, page: PageNumber = 1, page_size: PageSize = PAGE_SIZE) -> HttpResponse:
    """按成文日期由新到旧。"""
    absolute, rows = absolute_of(request), whole_documents()
    return json_response(
        paged(request, rows, page, page_size, DocumentPage, lambda row: records.document(row, absolute))
    )


@router.get(
    "/documents/{slug}", response={200: shapes.DocumentShape, **ONE}, summary="一份文件", operation_id="document"
)
def document(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(whole_documents(), slug=slug)
    return json_response(records.document(row, absolute_of(request)))


@router.get("/clauses", response={200: ClausePage, **LISTED}, summary="全部条款", operation_id="clauses")
def clauses(request: HttpRequest, page: PageNumber = 1, page_size: PageSize = PAGE_SIZE) -> HttpResponse:
    """各文件最新版次的条款，按文件和顺序排列。"""
    return _clauses(request, public_clauses(), page, page_size)


@router.get(
    "/documents/{slug}/clauses",
    response={200: ClausePage, **LISTED},
    summary="一份文件的条款",
    operation_id="document_clauses",
)
def document_clauses(
    request: HttpRequest, slug: str, page: PageNumber = 1, page_size: PageSize = PAGE_SIZE
) -> HttpResponse:
    owner = get_object_or_404(Document.objects.published(), slug=slug)
    return _clauses(request, public_clauses().filter(document=owner), page, page_size)


@router.get(
    "/documents/{slug}/clauses/{path}",
    response={200: shapes.ClauseShape, **LISTED},
    summary="一个条款",
    operation_id="clause",
)
def clause(request: HttpRequest, slug: str, path: str, edition: Edition = None) -> HttpResponse:
    """path 如 1.7＝第一部分第7句。"""
    clauses = Clause.objects.public().select_related("document").filter(document__slug=slug, path=path)
    row = get_object_or_404(clauses.filter(edition=edition) if edition else clauses.latest_edition())
    return json_response(records.clause(row, absolute_of(request)))


@router.get("/indicators", response={200: IndicatorPage, **LISTED}, summary="指标列表", operation_id="indicators")
def indicators(request: HttpRequest, page: PageNumber = 1, page_size: PageSize = PAGE_SIZE) -> HttpResponse:
    """成效、目标和数量；都不是可申领的金额。"""
    absolute, rows = absolute_of(request), Indicator.objects.public().in_reading_order()
    return json_response(
        paged(request, rows, page, page_size, IndicatorPage, lambda row: records.indicator(row, absolute))
    )


@router.get(
    "/indicators/{slug}", response={200: shapes.IndicatorShape, **ONE}, summary="一个指标", operation_id="indicator"
)
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Indicator.objects.public().select_related("clause__document"), slug=slug)
    return json_response(records.indicator(row, absolute_of(request)))


def _clauses(request: HttpRequest, rows, page: int, page_size: int) -> HttpResponse:
    absolute = absolute_of(request)
    return json_response(paged(request, rows, page, page_size, ClausePage, lambda row: records.clause(row, absolute)))
