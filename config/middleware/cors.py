"""Cross-origin reading: scripts of other sites may read the open data and send questions, without credentials."""

from django.http import HttpRequest, HttpResponse

from config.pages.errors import MACHINES, method_not_allowed

OPEN = (*MACHINES, "/data/")
ALLOWED = "GET, HEAD, OPTIONS"
QUESTIONS = frozenset({"/api/v1/match"})  # answer what is sent to them by POST, and keep nothing
ASKED = "POST, OPTIONS"


class OpenDataMiddleware:
    """Middleware that allows other sites to read addresses under OPEN, and answers preflight requests there.

    Other methods are refused here, before the CSRF check, as nothing there can be written. QUESTIONS alone take POST.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(OPEN):
            return self.get_response(request)
        response = self._response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        response["Access-Control-Expose-Headers"] = "ETag, Link, Content-Disposition, Retry-After"
        return response

    def _response(self, request: HttpRequest) -> HttpResponse:
        is_question = request.path in QUESTIONS
        methods = ASKED if is_question else ALLOWED
        if request.method in ({"POST"} if is_question else {"GET", "HEAD"}):
            return self.get_response(request)
        if request.method != "OPTIONS":
            response = method_not_allowed(request)
            response["Allow"] = methods
            return response
        allowed = {"Allow": methods, "Access-Control-Allow-Methods": methods, "Access-Control-Max-Age": "86400"}
        allowed["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since" + ", Content-Type" * is_question
        return HttpResponse(status=204, headers=allowed)
