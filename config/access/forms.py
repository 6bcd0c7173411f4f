from django import forms
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth import authenticate
from django.http import HttpRequest


class CodeForm(forms.Form):
    """Asks for a code of the device, or for a recovery code. Spaces are dropped: apps show codes as 123 456."""

    code = forms.CharField(
        label="验证码",
        max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class ConfirmForm(forms.Form):
    """Asks the signed-in user for their password again. A wrong one counts towards the lockout."""

    password = forms.CharField(
        label="密码",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", "autofocus": True}),
    )

    def __init__(self, *args, request: HttpRequest, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not is_own_password(self.request, password):
            raise forms.ValidationError("密码不正确。")
        return password


class NewPasswordForm(AdminPasswordChangeForm):
    """Django's form for a new password, in which a wrong old password counts towards the lockout."""

    def __init__(self, *args, request: HttpRequest, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        password = self.cleaned_data["old_password"]
        if not is_own_password(self.request, password):
            raise forms.ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return password


def is_own_password(request: HttpRequest, password: str) -> bool:
    """Whether `password` is the signed-in user's. A wrong one counts towards the lockout, as at sign-in."""
    return authenticate(request, username=request.user.get_username(), password=password) == request.user
