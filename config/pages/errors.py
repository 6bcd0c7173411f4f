"""Error pages in the site's look. None of them uses the database, the session or a context processor."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.template.loader import render_to_string

from config import audit
from config.origin import current
from config.pages.display import display_of
from config.resilience.faults import is_of_the_database

# Addresses for programs, which get problem details instead of a page. /data/ is also for people.
MACHINES = ("/api/", "/feeds/", "/measures.")
PROBLEM_TYPE = "application/problem+json"


@dataclass(frozen=True)
class ErrorText:
    """Texts of an error page: what went wrong, and what the reader can do."""

    status: int
    title: str
    advice: str


BAD_REQUEST = ErrorText(400, "这个地址有误", "地址中的参数不正确。请检查地址，或从下面的页面重新开始。")
FORBIDDEN = ErrorText(403, "没有权限查看", "这个页面只对有权限的工作人员开放。请登录有权限的账号。")
NOT_FOUND = ErrorText(404, "没有找到这个页面", "内容可能已归档或改了地址。请用搜索查找，或从下面的页面重新开始。")
NOT_ALLOWED = ErrorText(405, "这个地址只供读取", "请用 GET 读取，这里不接受提交。")
EXPIRED = ErrorText(403, "页面已过期", "为了安全，请返回上一页，刷新后重新提交。")
NO_COOKIES = ErrorText(
    403, "浏览器没有保存 Cookie", "登录和提交都要用到它。请在浏览器设置里允许本站的 Cookie，再返回上一页，刷新后重试。"
)
TOO_LARGE = ErrorText(413, "提交的内容太大", "请减少内容，或分成几次提交。上传的文件不能超过 10 MB。")
TOO_MANY = ErrorText(429, "操作太频繁", "为了让大家都能用，请稍等一会儿再试。")
BUSY = ErrorText(
    503,
    "系统正忙",
    "数据暂时读不出来，不是您的操作有误。刚才提交的内容可能没有保存。请稍等一会儿再试；急需办理，请拨打咨询电话。",
)
BUSY_SECONDS = 10  # after which it is worth trying again
SERVER_ERROR = ErrorText(500, "系统出了问题", "不是您的操作有误。请稍后再试；急需办理，请拨打咨询电话。")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_of_the_database(exception):  # a session that could not be stored because the database was locked
        return busy(request)
    # Only messages of our own code are shown; Django's SuspiciousOperation repeats what an attacker sent.
    return _page(request, BAD_REQUEST, detail=str(exception) if isinstance(exception, BadRequest) else "")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    _note(request)
    return _page(request, FORBIDDEN)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    # For example a page beyond the last: the address without its query exists.
    return _page(request, NOT_FOUND, shorter=request.path if request.META.get("QUERY_STRING") else "")


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    return _page(request, NOT_ALLOWED)


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(request, TOO_LARGE)


def too_many(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """Response to too many requests; in `seconds` seconds the next one is allowed."""
    response = _page(request, TOO_MANY, detail=f"请在 {seconds} 秒后再试。")
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Page for the exception that is being handled: a fault of the database passes, any other is ours."""
    return busy(request) if is_of_the_database(sys.exception()) else _page(request, SERVER_ERROR)


def busy(request: HttpRequest) -> HttpResponse:
    """Response while the database is away, locked or too slow."""
    response = _page(request, BUSY)
    response.headers["Retry-After"] = str(BUSY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    response.is_busy = True
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Page for a form without its token: sent too late, or by a browser that keeps no cookies."""
    _note(request)
    return _page(request, NO_COOKIES if reason == REASON_NO_CSRF_COOKIE else EXPIRED)


def _note(request: HttpRequest) -> None:
    """Record a refusal in the admin. On public pages the user is not looked up."""
    if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
        audit.note("refused", by=request.user.get_username(), of=request.path_info, method=request.method)


def _page(request: HttpRequest, problem: ErrorText, **words: str) -> HttpResponse:
    if request.path_info.startswith(MACHINES):
        return problem_details(request, problem.status, problem.title, problem.advice.split("。")[0] + "。")
    context = {"site": settings.SITE, "display": display_of(request), "here": "/", "problem": problem, **words}
    if problem.status >= 500 and (origin := current.get()):
        context["request_id"] = origin.request_id
    return HttpResponse(render_to_string("config/pages/error.html", context), status=problem.status)


def problem_details(
    request: HttpRequest, status: int, title: str, detail: str | None = None, errors: Sequence[dict[str, str]] = ()
) -> HttpResponse:
    """An error for programs as in RFC 9457; `errors` name each wrong `parameter` with a `detail`."""
    problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JsonResponse(
        problem | {"instance": request.get_full_path(), "errors": list(errors)},
        status=status,
        content_type=PROBLEM_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
