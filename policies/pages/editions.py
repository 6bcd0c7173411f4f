"""The edition of a text that an address pins."""

from django import forms
from django.http import Http404, HttpRequest


class EditionForm(forms.Form):
    """Which edition of a text an address pins; the latest without."""

    edition = forms.IntegerField(required=False, min_value=1, max_value=9999)


def pinned_edition(request: HttpRequest) -> int | None:
    """The edition that the address names; an impossible one is no page of ours."""
    form = EditionForm(request.GET)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data["edition"]
