"""What every answer tells a browser not to do: content policy, device features, embedding by other sites."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. The policy is one text for all pages, so that what is cached carries no nonce.

    SECURE_CSP is the name Django 6 gives this setting; its own middleware then replaces these lines.
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
    """The header for `directives`; one without sources stands by its name alone."""
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
