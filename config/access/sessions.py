"""Sessions of staff. They end after a time without activity, after a working day at the latest, or on request.

Public pages have no session: every row of the session table belongs to a member of staff.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from config import audit
from config.access.kept_form import keep
from config.origin import client_address

STARTED, SEEN, CONFIRMED = "started_at", "seen_at", "confirmed_at"
ADDRESS, AGENT = "address", "agent"
PRECISION = 60  # seconds; activity is stored at most once in so many


@dataclass(frozen=True)
class OwnSession:
    """One session of a user, as the account page lists it."""

    started: datetime
    seen: datetime
    address: str
    agent: str
    is_this: bool


class SessionLimits:
    """Middleware that ends sessions that are over. It reads sessions only under the address of the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(f"/{settings.ADMIN_PATH}") or SESSION_KEY not in request.session:
            return self.get_response(request)
        now = int(time.time())
        if why := _over(request.session, now):
            audit.note("session-ended", by=request.user.get_username(), why=why)
            user_key = request.user.pk
            logout(request)
            resume = keep(request, user_key) if request.method == "POST" and _is_active(request) else ""
            kept = "您刚才填写的内容还在，登录后可以接着保存。" if resume else ""
            messages.info(request, f"登录已到时限，请重新登录。{kept}")
            return redirect_to_login(resume or _way_back(request), reverse("admin:login"))
        _mark(request, now)
        return self.get_response(request)


def confirm(request: HttpRequest) -> None:
    """Note that the password was given just now; users can be managed for CONFIRMED_MINUTES."""
    request.session[CONFIRMED] = int(time.time())


def is_confirmed(request: HttpRequest) -> bool:
    confirmed_at = request.session.get(CONFIRMED, request.session.get(STARTED, 0))
    return time.time() - confirmed_at < settings.CONFIRMED_MINUTES * 60


def own_sessions(request: HttpRequest) -> list[OwnSession]:
    """The user's sessions: this one first, then by last activity, the latest first."""
    this, now = request.session.session_key, int(time.time())
    rows = [(key, request.session if key == this else session) for key, session in _sessions_of(request.user)]
    sessions = [
        OwnSession(
            started=_moment(session.get(STARTED, 0)),
            seen=_moment(session.get(SEEN, 0)),
            address=session.get(ADDRESS, ""),
            agent=session.get(AGENT, ""),
            is_this=key == this,
        )
        for key, session in rows
        if not _over(session, now)
    ]
    return sorted(sessions, key=lambda session: (session.is_this, session.seen), reverse=True)


def end_sessions(user: AbstractUser, *, but: str | None = None) -> int:
    """End all sessions of `user` except the one with the key `but`. Returns how many were ended."""
    keys = [key for key, _ in _sessions_of(user) if key != but]
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


def _sessions_of(user: AbstractUser) -> list[tuple[str, dict]]:
    """Key and content of each session of `user`. All sessions are read, as the table has no column for the user."""
    rows = [(row.session_key, row.get_decoded()) for row in Session.objects.filter(expire_date__gt=timezone.now())]
    return [(key, session) for key, session in rows if session.get(SESSION_KEY) == str(user.pk)]


def _over(session: Mapping, now: int) -> str:
    """Why the session has to end; "" if it need not."""
    started, seen = session.get(STARTED, now), session.get(SEEN, now)
    if now - started >= settings.SESSION_HOURS * 3600:
        return "absolute"
    return "idle" if now - seen >= settings.SESSION_IDLE_MINUTES * 60 else ""


def _mark(request: HttpRequest, now: int) -> None:
    session = request.session
    if STARTED not in session:
        session[STARTED] = session[SEEN] = now
        session[ADDRESS] = client_address(request)
        session[AGENT] = request.META.get("HTTP_USER_AGENT", "")[:120]
    elif now - session.get(SEEN, 0) >= PRECISION and _is_active(request):
        session[SEEN] = now


def _is_active(request: HttpRequest) -> bool:
    """Whether the request keeps the session alive. Those of an open form count only after typing (presence.js)."""
    return not request.path_info.endswith("/presence/") or request.POST.get("typed") == "1"


def _way_back(request: HttpRequest) -> str:
    return request.get_full_path() if request.method == "GET" else reverse("admin:index")


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, timezone.get_current_timezone())
