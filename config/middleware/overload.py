"""Where pages have just waited in vain for the database, one request in some seconds tries; the others get 503.

So the threads of a process stay free for kept pages, static files and /healthz.
"""

import time
from collections import defaultdict
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from config.pages.errors import busy
from config.resilience.pause import SLOW, Pause

FAILURES = 2  # in a row: one slow query may be the fault of what was asked


def overload(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that answers 503 at once under a path (/measures, /admin …) that is paused."""
    pauses: dict[str, Pause] = defaultdict(lambda: Pause(after=FAILURES))

    def answer(request: HttpRequest) -> HttpResponse:
        place = request.path_info.split("/")[1]
        if place in pauses and pauses[place].is_on():
            return busy(request)
        began = time.monotonic()
        response = get_response(request)
        if not getattr(response, "is_busy", False):
            pauses.pop(place, None)
        elif time.monotonic() - began >= SLOW:
            pauses[place].failed()
        return response

    return answer
