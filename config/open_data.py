"""Scripts of other sites may read what is published for machines: cross-origin GET without credentials."""

from django.http import HttpRequest, HttpResponse

OPEN = ("/api/", "/feeds/", "/data/", "/measures.")
ALLOWED = "GET, HEAD, OPTIONS"


class OpenDataMiddleware:
    """Marks the answers under OPEN as readable from anywhere, and answers the browsers' question beforehand."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(OPEN):
            return self.get_response(request)
        response = HttpResponse(status=204) if request.method == "OPTIONS" else self.get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        response["Access-Control-Expose-Headers"] = "ETag, Link, Content-Disposition"
        if request.method == "OPTIONS":
            response["Allow"] = response["Access-Control-Allow-Methods"] = ALLOWED
            response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
            response["Access-Control-Max-Age"] = "86400"
        return response
