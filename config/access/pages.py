"""Account pages of the admin: code, second factor, sessions, a form not saved, confirmation of the password."""

from collections.abc import Callable
from functools import wraps

import django_otp
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from config import audit
from config.access import kept_form, second_factor, sessions
from config.access.forms import CodeForm, ConfirmForm
from config.qr import qr_svg

View = Callable[..., HttpResponse]


class AccountPages:
    """Mixin for the admin site: the pages on the user's own account."""

    def get_urls(self) -> list:
        return [
            path("account/code/", self._half(self.code_page), name="account_code"),
            path("account/second-factor/", self._half(self.second_factor_page), name="account_second_factor"),
            path("account/sessions/", self.admin_view(self.sessions_page), name="account_sessions"),
            path("account/resume/", self.admin_view(self.resume_page), name="account_resume"),
            path("account/confirm/", self._half(self.confirm_page), name="account_confirm"),
            *super().get_urls(),
        ]

    def _half(self, view: View) -> View:
        """`view` for staff who gave the right password, whether or not they have given the code."""

        @never_cache
        @csrf_protect
        @sensitive_post_parameters()
        @wraps(view)
        def page(request: HttpRequest) -> HttpResponse:
            if not (request.user.is_active and request.user.is_staff):
                return redirect_to_login(request.get_full_path(), reverse("admin:login"))
            return view(request)

        return page

    def _show(self, request: HttpRequest, name: str, title: str, **words: object) -> TemplateResponse:
        context = self.each_context(request) | {"title": title} | words
        return TemplateResponse(request, f"admin/account/{name}.html", context)

    def code_page(self, request: HttpRequest) -> HttpResponse:
        """Ask for the code, the second step of signing in."""
        if not second_factor.has_device(request.user):
            return HttpResponseRedirect(reverse("admin:account_second_factor"))
        form = CodeForm(request.POST or None)
        if form.is_valid():
            device = second_factor.verified(request.user, form.cleaned_data["code"])
            if device:
                django_otp.login(request, device)
                request.session.cycle_key()
                audit.note("code-accepted", by=request.user.get_username(), device=device.name)
                return HttpResponseRedirect(way_on(request))
            audit.note("code-refused", by=request.user.get_username())
            form.add_error("code", "验证码不正确，或已用过。连续输错要等得更久，请看手机上最新的一个。")
        return self._show(request, "code", "请输入验证码", form=form)

    def second_factor_page(self, request: HttpRequest) -> HttpResponse:
        """Set up a device, or replace or remove the present one."""
        user = request.user
        if second_factor.owes_code(user):
            return self.to_account("code", request)
        if not sessions.is_confirmed(request):
            return self.to_account("confirm", request)
        if request.method == "POST" and "remove" in request.POST and not settings.OTP_REQUIRED:
            second_factor.remove(user)
            audit.note("second-factor-removed", by=user.get_username(), of=user.get_username())
            messages.success(request, "已停用两步验证。")
            return HttpResponseRedirect(request.path)
        return self._set_up(request)

    def _set_up(self, request: HttpRequest) -> HttpResponse:
        device = second_factor.new_device(request)
        form, codes = CodeForm(request.POST or None), []
        if form.is_valid():
            codes = second_factor.accept(device, form.cleaned_data["code"])
            if codes:
                django_otp.login(request, device)
                sessions.end_sessions(request.user, but=request.session.session_key)
                audit.note("second-factor-added", by=request.user.get_username())
            else:
                audit.note("code-refused", by=request.user.get_username())
                form.add_error("code", "验证码不正确。请看手机上最新的一个。")
        return self._show(
            request,
            "second_factor",
            "两步验证",
            form=form,
            codes=codes,
            has_device=second_factor.has_device(request.user),
            codes_left=second_factor.codes_left(request.user),
            required=settings.OTP_REQUIRED,
            secret=second_factor.secret(device),
            qr=qr_svg(device.config_url, scale=4, border=4, light="#fff"),
        )

    def sessions_page(self, request: HttpRequest) -> HttpResponse:
        """List the user's sessions. A POST ends the other ones, or all."""
        user, key = request.user, request.session.session_key
        if request.method == "POST":
            everywhere = request.POST.get("end") == "all"
            ended = sessions.end_sessions(user, but=key)
            if everywhere:
                logout(request)  # not only its row: saving a session without a row is an error
                ended += 1
            audit.note("sessions-ended", by=user.get_username(), number=ended)
            messages.success(request, f"已退出 {ended} 处登录。")
            return HttpResponseRedirect(reverse("admin:login") if everywhere else request.path)
        return self._show(request, "sessions", "我的登录", places=sessions.own_sessions(request))

    def resume_page(self, request: HttpRequest) -> HttpResponse:
        """Offer to send again what was sent after the session had ended. A POST to this page drops it."""
        if request.method == "POST":
            kept_form.drop(request)
        kept = kept_form.kept_form(request)
        return self._show(request, "resume", "没有保存的内容", kept=kept)

    def confirm_page(self, request: HttpRequest) -> HttpResponse:
        """Ask for the password again, before users are managed or a device is set up."""
        if second_factor.owes_code(request.user):
            return self.to_account("code", request)
        form = ConfirmForm(request.POST or None, request=request)
        if form.is_valid():
            sessions.confirm(request)
            audit.note("confirmed", by=request.user.get_username())
            return HttpResponseRedirect(way_on(request))
        if form.is_bound:
            audit.note("confirmation-refused", by=request.user.get_username())
        return self._show(request, "confirm", "请再次输入密码", form=form)

    def to_account(self, name: str, request: HttpRequest) -> HttpResponseRedirect:
        """Redirect to a page above, which then leads to the address that `request` asked for."""
        way_back = request.get_full_path() if request.method == "GET" else reverse("admin:index")
        way_back = request.GET.get(REDIRECT_FIELD_NAME, way_back)
        return HttpResponseRedirect(f"{reverse(f'admin:account_{name}')}?{urlencode({REDIRECT_FIELD_NAME: way_back})}")


def way_on(request: HttpRequest) -> str:
    """The address in `next` if it belongs to this site, otherwise the start page."""
    url = request.GET.get(REDIRECT_FIELD_NAME, "")
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if safe else reverse("admin:index")
