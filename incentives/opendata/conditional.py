"""Conditional requests for streamed files: ETag, Last-Modified and status 304."""

import datetime
import hashlib
from functools import wraps

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition

from policies.caching import content_version
from policies.caching.pages import last_changed


def etag(request: HttpRequest) -> str:
    """An ETag of release, content version, day and address, on which a public file depends."""
    place = (request.get_host(), request.path, sorted(request.GET.lists()))
    state = (settings.RELEASE, content_version.current().number, timezone.localdate(), place)
    return f'"{hashlib.blake2b(repr(state).encode(), digest_size=16).hexdigest()}"'


def last_modified(request: HttpRequest) -> datetime.datetime:
    return last_changed(content_version.current())


def fresh(view):
    """Decorator: answer 304 if the client's copy is current, and make clients revalidate every response."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_cache=True)
        return response

    return condition(etag_func=etag, last_modified_func=last_modified)(wrapper)
