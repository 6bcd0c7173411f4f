"""Any filtered list as a file, with the parameters of the list page."""

import tempfile
from collections.abc import Callable

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from config import audit
from config.pages.errors import problem_details
from incentives.listing.filterset import MeasureFilter
from incentives.listing.heading import heading_of
from incentives.opendata.api.problems import BadParameters, refused, valid_or_refused
from incentives.opendata.api.responses import absolute_of
from incentives.opendata.conditional import fresh
from incentives.opendata.files.listing import MOST_IN_WORKBOOK, file_name, measure_records, ordered
from incentives.opendata.files.naming import saved_as
from incentives.opendata.files.places import RETRY_AFTER, Busy, PartsInPlace, place
from incentives.opendata.files.writing import FileNote, csv_lines, json_parts, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOO_LONG = "请加筛选条件，或下载 CSV、JSON；全部事项的 Excel 已写好，在开放数据页（/data/），注明日期。"
Maker = Callable[[HttpRequest, MeasureFilter], HttpResponse]


class TooLong(Exception):
    """Raised if a workbook would take a thread for long; `publish_dataset` writes that of all measures."""


def _file(extension: str, media_type: str, maker: Maker) -> Callable[[HttpRequest], HttpResponse]:
    """A view that answers with the list as a file made by `maker`; invalid parameters give a problem, as in the API.

    HEAD returns the headers without generating the file, so they have no length. While AT_ONCE files are in the making
    the answer is 503.
    """

    @fresh
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        try:
            measures = valid_or_refused(MeasureFilter(request.GET))
            if extension == "xlsx" and measures.counts.total > MOST_IN_WORKBOOK:
                raise TooLong
            response = maker(request, measures) if request.method == "GET" else StreamingHttpResponse()
        except BadParameters as refusal:
            return refused(request, refusal)
        except TooLong:
            return problem_details(request, 422, "列表太长，不能现做 Excel", TOO_LONG)
        except Busy:
            return busy(request)
        response["Content-Type"] = media_type
        if request.method == "GET":  # the names of the filters, never their values
            audit.note("exported", file=extension, filters=measures.filters.keys() & measures.data.keys())
        response["Content-Disposition"] = _saved_as(measures, extension)
        return response

    return view


def _saved_as(measures: MeasureFilter, extension: str) -> str:
    today = timezone.localdate()
    return saved_as(file_name(measures, today, extension), f"measures-{today.isoformat()}.{extension}")


def _about(request: HttpRequest, measures: MeasureFilter) -> FileNote:
    query = request.GET.urlencode()
    return FileNote(
        title=heading_of(measures),
        site=settings.SITE["name"],
        source=absolute_of(request)("/measures/") + (f"?{query}" if query else ""),
        written_on=timezone.localdate().isoformat(),
        licence=f"{settings.SITE['licence']} {settings.SITE['licence_url']}".strip(),
    )


def _csv(request: HttpRequest, measures: MeasureFilter) -> HttpResponse:
    lines = csv_lines(measure_records(ordered(measures), absolute_of(request)))
    return StreamingHttpResponse(PartsInPlace(lines))


def _json(request: HttpRequest, measures: MeasureFilter) -> HttpResponse:
    parts = json_parts(measure_records(ordered(measures), absolute_of(request)), _about(request, measures))
    return StreamingHttpResponse(PartsInPlace(parts))


def _xlsx(request: HttpRequest, measures: MeasureFilter) -> HttpResponse:
    """Write the workbook to a temporary file first, since a ZIP is complete only at its end."""
    with place():
        target = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
        write_xlsx(measure_records(ordered(measures), absolute_of(request)), _about(request, measures), target)
    target.seek(0)
    return FileResponse(target)


def busy(request: HttpRequest) -> HttpResponse:
    """The answer while as many files as may be are being made."""
    response = problem_details(request, 503, "正在生成的文件太多", f"请过 {RETRY_AFTER} 秒再下载；网页照常可用。")
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


measures_csv = _file("csv", "text/csv; charset=utf-8", _csv)
measures_json = _file("json", "application/json", _json)
measures_xlsx = _file("xlsx", XLSX, _xlsx)
