from django import forms
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth import authenticate
from django.http import HttpRequest


class CodeForm(forms.Form):
    """A code from the device, or a recovery code."""

    code = forms.CharField(
        label="验证码",
        max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )


class ConfirmForm(forms.Form):
    """The password of whoever is signed in, once more; wrong ones count towards the lockout."""

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
    """Django's, but that wrong old passwords count towards the lockout: whoever holds a session may not guess here."""

    def __init__(self, *args, request: HttpRequest, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        password = self.cleaned_data["old_password"]
        if not is_own_password(self.request, password):
            raise forms.ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return password


def is_own_password(request: HttpRequest, password: str) -> bool:
    """Whether it is the password of whoever is signed in; as at the sign-in, wrong ones count towards the lockout."""
    return authenticate(request, username=request.user.get_username(), password=password) == request.user
