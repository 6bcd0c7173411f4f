from django import forms
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
        given = self.cleaned_data["password"]
        user = authenticate(self.request, username=self.request.user.get_username(), password=given)
        if user != self.request.user:
            raise forms.ValidationError("密码不正确。")
        return given
