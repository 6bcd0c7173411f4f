"""Errors as problem details (RFC 9457), with the parameter that is wrong."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from config.pages.errors import problem_details
from incentives.listing.filterset import MeasureFilter
from incentives.opendata.shapes.base import Shape

BAD_PARAMETER = "参数有误"
NOT_FOUND = "没有找到"


class FieldError(Shape):
    parameter: str = Field(description="参数名")
    detail: str = Field(description="哪里不对")


class Problem(Shape):
    """What went wrong, as RFC 9457 has it."""

    type: str = Field("about:blank", description="问题种类；about:blank＝见 status")
    title: str = Field(description="问题")
    status: int = Field(description="HTTP 状态码")
    detail: str | None = Field(None, description="说明；null＝见 errors")
    instance: str = Field(description="出问题的地址")
    errors: list[FieldError] = Field([], description="逐个参数的错误")


class BadParameters(Exception):
    """Raised for invalid parameters; holds the name and reason of each."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        super().__init__(errors)
        self.errors = errors


def valid_or_refused(measures: MeasureFilter) -> MeasureFilter:
    """`measures` if all its parameters are valid. Raises BadParameters with the form's messages otherwise."""
    if measures.is_valid():
        return measures
    errors = measures.form.errors.items()
    raise BadParameters([{"parameter": name, "detail": detail} for name, details in errors for detail in details])


def handle(api: NinjaAPI) -> None:
    """Register handlers that answer errors with problems; config/pages/errors.py handles errors outside the API."""
    api.add_exception_handler(BadParameters, refused)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _unreadable)
    api.add_exception_handler(Http404, _not_found)


def _not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    return problem_details(request, 404, NOT_FOUND, "没有这个地址、这一项或这一页。")


def refused(request: HttpRequest, exception: BadParameters) -> HttpResponse:
    return problem_details(request, 400, BAD_PARAMETER, errors=exception.errors)


def _unreadable(request: HttpRequest, exception: HttpError) -> HttpResponse:
    """A body that is no JSON."""
    return problem_details(request, exception.status_code, BAD_PARAMETER, "读不出 JSON。")


def _invalid(request: HttpRequest, exception: ValidationError) -> HttpResponse:
    """Invalid parameters that ninja validates: page numbers of lists without filters, and editions."""
    errors = [{"parameter": str(error["loc"][-1]), "detail": _detail(error)} for error in exception.errors]
    return problem_details(request, 400, BAD_PARAMETER, errors=errors)


def _detail(error: dict) -> str:
    if error["loc"][0] == "body":
        return "请传 JSON 对象，text 是要核对的文字，最多 20 kB。"
    bounds = error.get("ctx", {})
    if "ge" in bounds:
        return f"不能小于 {bounds['ge']}。"
    return f"不能大于 {bounds['le']}。" if "le" in bounds else "请填整数。"
