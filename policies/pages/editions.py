"""The edition of a text that an address names."""

from django import forms
from django.http import Http404, HttpRequest


class EditionForm(forms.Form):
    """The parameter `edition` of an address; without it the latest edition is shown."""

    edition = forms.IntegerField(required=False, min_value=1, max_value=9999)


def pinned_edition(request: HttpRequest) -> int | None:
    """The edition that the address names, or None. Raises Http404 for a value that is no number from 1 to 9999."""
    form = EditionForm(request.GET)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data["edition"]
