"""The vocabularies of the list's filters: categories, tiers, agencies."""

from django.http import HttpRequest, HttpResponse

from incentives.models import EnterpriseTier, Scene
from incentives.opendata.api.paging import PAGE_SIZE, Page, PageNumber, PageSize, paged
from incentives.opendata.api.problems import Problem
from incentives.opendata.api.responses import absolute_of, json_response
from incentives.opendata.api.router import ReadRouter
from incentives.opendata.records import source as records
from incentives.opendata.shapes import source as shapes
from policies.models import Agency, Category

router = ReadRouter(tags=["筛选用词"])
FAILURES = {400: Problem, 404: Problem}


class CategoryPage(Page[shapes.CategoryShape]):
    pass


class TierPage(Page[shapes.Tier]):
    pass


class ScenePage(Page[shapes.SceneShape]):
    pass


class AgencyPage(Page[shapes.AgencyShape]):
    pass


@router.get("/categories", response={200: CategoryPage, **FAILURES}, summary="类别", operation_id="categories")
def categories(request: HttpRequest, page: PageNumber = 1, page_size: PageSize = PAGE_SIZE) -> HttpResponse:
    return json_response(paged(request, Category.objects.all(), page, page_size, CategoryPage, records.category))


@router.get("/tiers", response={200: TierPage, **FAILURES}, summary="企业梯次", operation_id="tiers")
def tiers(request: HttpRequest, page: PageNumber = 1, page_size: PageSize = PAGE_SIZE) -> HttpResponse:
    """先是梯次，由低到高；然后是梯次之外的荣誉和规模。"""
    rows = EnterpriseTier.objects.select_related("enterprises__clause__document")
    absolute = absolute_of(request)
    return json_response(paged(request, rows, page, page_size, TierPage, lambda row: records.tier(row, absolute)))


@router.get("/agencies", response={200: AgencyPage, **FAILURES}, summary="机构", operation_id="agencies")
def agencies(request: HttpRequest, page: PageNumber = 1, page_size: PageSize = PAGE_SIZE) -> HttpResponse:
    return json_response(paged(request, Agency.objects.confirmed(), page, page_size, AgencyPage, records.agency))


@router.get("/scenes", response={200: ScenePage, **FAILURES}, summary="办事场景", operation_id="scenes")
def scenes(request: HttpRequest, page: PageNumber = 1, page_size: PageSize = PAGE_SIZE) -> HttpResponse:
    """企业常办的事，各是一组筛选条件和排在前面的事项。"""
    rows, absolute = Scene.objects.prefetch_related("pins"), absolute_of(request)
    return json_response(paged(request, rows, page, page_size, ScenePage, lambda row: records.scene(row, absolute)))
