"""Cross-origin reading: scripts of other sites may read the open data and send questions, without credentials."""

from django.http import HttpRequest, HttpResponse

from config.pages.errors import MACHINES, method_not_allowed

OPEN = (*MACHINES, "/data/")
ALLOWED = "GET, HEAD, OPTIONS"
# Addresses that answer what is sent to them by POST, and keep nothing.
POSTED = dict.fromkeys(("/api/v1/match", "/api/v1/check"), "POST, OPTIONS")


class OpenDataMiddleware:
    """Middleware that allows other sites to read addresses under OPEN, and answers preflight requests there.

    Other methods are refused here, before the CSRF check, as nothing there can be written; POSTED lists where a body is
    read instead.
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
        methods = POSTED.get(request.path, ALLOWED)
        if request.method in methods.split(", ") and request.method != "OPTIONS":
            return self.get_response(request)
        if request.method != "OPTIONS":
            response = method_not_allowed(request)
            response["Allow"] = methods
            return response
        allowed = {"Allow": methods, "Access-Control-Allow-Methods": methods, "Access-Control-Max-Age": "86400"}
        allowed["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
        if request.path in POSTED:
            allowed["Access-Control-Allow-Headers"] += ", Content-Type"
        return HttpResponse(status=204, headers=allowed)
