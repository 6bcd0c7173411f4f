"""What somebody sees who failed too often: the same page whether the password was right or not."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.errors import too_many


def lockout(request: HttpRequest, response: HttpResponse | None, credentials: dict | None) -> HttpResponse:
    """For AXES_LOCKOUT_CALLABLE."""
    return too_many(request, seconds=int(settings.AXES_COOLOFF_TIME.total_seconds()))
