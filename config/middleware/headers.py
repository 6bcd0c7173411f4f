"""Security headers of every response: content policy, device features, embedding by other sites."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that adds the headers. The policy is the same for all pages and has no nonce, so pages can be cached.

    SECURE_CSP is the setting's name in Django 6, whose own middleware can then replace this one.
    """
    fixed = {
        "Content-Security-Policy": policy(settings.SECURE_CSP),
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in settings.REFUSED_FEATURES),
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Permitted-Cross-Domain-Policies": "none",
    }

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in fixed.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def policy(directives: dict[str, list[str]]) -> str:
    """The value of the header. A directive without sources is written as its name alone."""
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
