"""Lockout after too many failed sign-ins, from one address or from many."""

from datetime import timedelta

from axes.models import AccessFailureLog, AccessLog
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from config.origin import client_address
from config.pages.errors import too_many

ONE_HOUR = timedelta(hours=1)


class OneNameManyAddresses:
    """Authentication backend that refuses a user name after SIGN_IN_FAILURES failed sign-ins within an hour.

    Addresses from which the user has signed in before are not refused: otherwise strangers could lock a colleague out.
    OWASP ASVS 2.2.1 allows 100 failures an hour for one account. Attempts that django-axes refused without checking
    the password do not count.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None
    ) -> None:
        if request is None or username is None:
            return
        failures = AccessFailureLog.objects.filter(
            username=username, attempt_time__gt=timezone.now() - ONE_HOUR, locked_out=False
        )
        known = AccessLog.objects.filter(username=username, ip_address=client_address(request))
        if failures.count() >= settings.SIGN_IN_FAILURES and not known.exists():
            raise PermissionDenied


def lockout(request: HttpRequest, response: HttpResponse | None, credentials: dict | None) -> HttpResponse:
    """Response for AXES_LOCKOUT_CALLABLE. It is the same whether the password was right or wrong."""
    return too_many(request, seconds=int(settings.AXES_COOLOFF_TIME.total_seconds()))
