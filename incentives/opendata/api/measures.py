"""The measures in the API: the list, with the filters of the list page, and single measures."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from pydantic import Field

from incentives.listing import chips
from incentives.listing.facet_counts import AtLeast
from incentives.listing.filterset import MeasureFilter
from incentives.listing.heading import heading_of
from incentives.listing.paginator import MeasurePaginator
from incentives.listing.search.answer import answer
from incentives.models import Measure
from incentives.opendata.api.paging import PAGE_SIZE, Page, envelope
from incentives.opendata.api.parameters import ListParameters, openapi_parameters
from incentives.opendata.api.problems import Problem, valid_or_refused
from incentives.opendata.api.responses import absolute_of, json_response
from incentives.opendata.api.router import ReadRouter
from incentives.opendata.records.measure import measure_record
from incentives.opendata.records.source import citation
from incentives.opendata.shapes.base import Citation, Shape
from incentives.opendata.shapes.measure import MeasureShape

router = ReadRouter(tags=["惠企事项"])


class Option(Shape):
    value: str = Field(description="参数值")
    label: str = Field(description="名称")
    count: int = Field(description="单选它会有几项：不看本组其他选择，遵守其他各组")
    chosen: bool = Field(description="是否已选")


class AnswerShape(Shape):
    """The answer to a question in the search words, from the records alone."""

    slug: str = Field(description="答案出自哪个惠企事项")
    title: str = Field(description="该事项的标题")
    lines: list[str] = Field(description="逐条的答案；来源没有写的写明“来源未载明”")
    citations: list[Citation] = Field(description="答案所据的条款")


class MeasurePage(Page[MeasureShape]):
    """One page of the measures that fit, and how many every option would show."""

    offers: int | None = Field(description="其中可享受的，其余了解即可；null＝没有逐项数，或已按可享受情况筛选")
    total_is_exact: bool = Field(description="false＝至少这么多，没有再数")
    is_nearest: bool = Field(description="true＝没有完全匹配，这些最接近")
    title: str = Field(description="筛选条件写成的标题")
    answer: AnswerShape | None = Field(description="问句的直接回答，只在第一页；null＝不是问句，或没有可答的")
    facets: dict[str, list[Option]] = Field(description="各组选项和计数")


@router.get(
    "/measures",
    response={200: MeasurePage, 400: Problem, 404: Problem},
    summary="事项列表",
    operation_id="measures",
    openapi_extra={"parameters": openapi_parameters()},
)
def measures(request: HttpRequest) -> HttpResponse:
    """与网页列表同样的筛选参数；同组几个值任一即可，各组须同时满足。最多翻到前 1 万项，更多请用文件或整库下载。"""
    fitting = valid_or_refused(ListParameters(request.GET))
    values = fitting.form.cleaned_data
    page, page_size = values["page"] or 1, values["page_size"] or PAGE_SIZE
    counts, paginator = fitting.counts, MeasurePaginator(fitting, page_size)
    frame = envelope(request, counts.total, page, page_size, paginator.count)
    keys = paginator.keys(page)
    return json_response(
        MeasurePage(
            **frame,
            items=items(keys, request),
            answer=_answer(fitting, keys, request) if page == 1 else None,
            offers=counts.offers,
            total_is_exact=not isinstance(counts.total, AtLeast),
            is_nearest=counts.shows_nearest,
            title=heading_of(fitting),
            facets={facet: [_option(option) for option in options] for facet, _, options in chips.options(fitting)},
        ),
    )


@router.get("/measures/{slug}", response={200: MeasureShape, 404: Problem}, summary="一个事项", operation_id="measure")
def measure(request: HttpRequest, slug: str) -> HttpResponse:
    """现行版本；明细的每个数字带出处。"""
    row = get_object_or_404(Measure.objects.published().whole(), slug=slug)
    return json_response(measure_record(row, absolute_of(request)))


def _answer(fitting: MeasureFilter, keys: Sequence[int], request: HttpRequest) -> AnswerShape | None:
    found = answer(fitting.query, keys) if fitting.query else None
    if found is None:
        return None
    absolute = absolute_of(request)
    return AnswerShape(
        slug=found.measure.slug,
        title=found.measure.title,
        lines=[line.text for line in found.lines],
        citations=[citation(clause, absolute) for clause in found.clauses],
    )


def items(keys: Sequence[int], request: HttpRequest) -> list[MeasureShape]:
    """The measures with these keys, in this order."""
    rows = {row.pk: row for row in Measure.objects.filter(pk__in=keys).whole()}
    absolute = absolute_of(request)
    return [measure_record(rows[key], absolute) for key in keys]


def _option(option: chips.FacetOption) -> Option:
    return Option(value=option.value, label=option.label, count=int(option.count), chosen=option.chosen)
