"""Reading mode and colour scheme, kept in two cookies and set by a plain link."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# The first of each is the default, for which no cookie is kept.
MODES = {"standard": "标准模式", "elder": "长辈模式"}
SCHEMES = {"auto": "跟随系统", "light": "浅色", "dark": "深色"}
CHOICES = {"mode": MODES, "scheme": SCHEMES}
NO_COOKIES = "浏览器没有保存 Cookie，所以换不了显示方式。请在浏览器设置里允许本站的 Cookie，再试一次。"
ONE_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Display:
    """Mode and scheme of a request. Templates write them into `<html>`, so that no page changes while it loads."""

    mode: str = "standard"
    scheme: str = "auto"

    @property
    def other_mode(self) -> tuple[str, str]:
        """Value and label of the mode that is not in use."""
        value = "standard" if self.mode == "elder" else "elder"
        return value, MODES[value]

    @property
    def schemes(self) -> list[tuple[str, str, bool]]:
        """Value and label of each scheme, and whether it is in use."""
        return [(value, label, value == self.scheme) for value, label in SCHEMES.items()]


class DisplayForm(forms.Form):
    """Parameters of `/display/`: what to set, and the page to return to.

    `stored`: the cookies were set by the request before, so that a browser that keeps none can be told.
    """

    mode = forms.ChoiceField(choices=MODES, required=False)
    scheme = forms.ChoiceField(choices=SCHEMES, required=False)
    next = forms.CharField(required=False, max_length=2000)
    stored = forms.BooleanField(required=False)

    def clean(self) -> None:
        if not any(self.cleaned_data.get(name) for name in CHOICES):
            raise forms.ValidationError("nothing to set")


def display_of(request: HttpRequest) -> Display:
    """Mode and scheme from the cookies of a request. Unknown values are ignored."""
    cookies = {name: request.COOKIES.get(name, "") for name in CHOICES}
    return Display(**{name: value for name, value in cookies.items() if value in CHOICES[name]})


@never_cache
@require_safe
def display(request: HttpRequest) -> HttpResponse:
    """Store mode or scheme and return to the page the reader came from."""
    form = DisplayForm(request.GET)
    if not form.is_valid():
        raise BadRequest("显示方式的地址有误：mode 可以是 standard 或 elder，scheme 可以是 auto、light 或 dark。")
    chosen = {name: form.cleaned_data[name] for name in CHOICES if form.cleaned_data[name]}
    if form.cleaned_data["stored"]:
        if any(request.COOKIES.get(name, _default(name)) != value for name, value in chosen.items()):
            raise BadRequest(NO_COOKIES)
        return HttpResponseRedirect(_safe(form.cleaned_data["next"]))
    response = HttpResponseRedirect(f"{request.path}?{request.GET.urlencode()}&stored=1")
    for name, value in chosen.items():
        _keep(response, name, value, default=_default(name))
    return response


def _default(name: str) -> str:
    return next(iter(CHOICES[name]))


def _safe(address: str) -> str:
    """`address` if it is a page of this site, otherwise the home page."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours else "/"


def _keep(response: HttpResponse, name: str, value: str, *, default: str) -> None:
    if value == default:
        response.delete_cookie(name, samesite="Lax")
        return
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=ONE_YEAR, secure=secure, httponly=True, samesite="Lax")
