import re
from functools import partial, wraps

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from config import audit
from config.access import second_factor, sessions
from config.access.forms import NewPasswordForm
from config.access.pages import AccountPages
from config.pages.staff_guide import GuidePage

# Managing users or groups requires the password again; opening their lists does not.
GUARDED = re.compile(r"auth_(user|group)_(add|change|delete|password_change)")
GUARDED_POSTS = re.compile(r"auth_(user|group)_changelist")


class Choices(AutocompleteJsonView):
    """What a box with choices finds; a model may have a longer name there, its `choice_label`."""

    def serialize_result(self, obj, to_field_name: str) -> dict[str, str]:
        return super().serialize_result(obj, to_field_name) | {"text": getattr(obj, "choice_label", str(obj))}


class HuiqiAdminSite(AccountPages, GuidePage, AdminSite):
    """The Django admin under the site's own name, behind password, second factor and session limits."""

    site_header = f"{settings.SITE['name']} · 编辑后台"
    site_title = settings.SITE["name"]
    index_title = "编辑工作台"
    empty_value_display = "—"

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the user may open the admin: Django's rule, and the second factor. Every page asks this."""
        return super().has_permission(request) and second_factor.suffices(request)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return Choices.as_view(admin_site=self)(request)

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def page(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if _is_guarded(request) and self.has_permission(request) and not sessions.is_confirmed(request):
                return self.to_account("confirm", request)
            return inner(request, *args, **kwargs)

        return page

    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """Sign in with a password. A user who also has to give a code is sent to the page for it."""
        half_way = request.user.is_active and request.user.is_staff and not second_factor.suffices(request)
        if request.method == "GET" and half_way:
            return self.to_account("code", request)
        response = super().login(request, extra_context)
        if request.method == "POST":
            self._note(request, response)
        return response

    def logout(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        name = request.user.get_username()
        response = super().logout(request, extra_context)
        if request.method == "POST":
            audit.note("signed-out", by=name)
        return response

    def password_change(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """Change the password. This ends all other sessions of the user."""
        view = PasswordChangeView.as_view(
            form_class=partial(NewPasswordForm, request=request),
            success_url=reverse("admin:password_change_done"),
            extra_context=self.each_context(request) | (extra_context or {}),
        )
        response = never_cache(view)(request)
        if isinstance(response, HttpResponseRedirect):
            sessions.end_sessions(request.user, but=request.session.session_key)
            audit.note("password-changed", by=request.user.get_username())
        elif request.method == "POST":
            audit.note("password-change-refused", by=request.user.get_username())
        return response

    def _note(self, request: HttpRequest, response: HttpResponse) -> None:
        typed = request.POST.get("username", "")
        if isinstance(response, HttpResponseRedirect):
            sessions.confirm(request)
            audit.note("signed-in", by=request.user.get_username())
        else:
            locked = getattr(request, "axes_locked_out", False)
            audit.note("sign-in-locked" if locked else "sign-in-failed", by=typed)


def _is_guarded(request: HttpRequest) -> bool:
    name = request.resolver_match.url_name or ""
    return bool(GUARDED.fullmatch(name) or (request.method == "POST" and GUARDED_POSTS.fullmatch(name)))
