from django import forms

from incentives.models import Measure
from incentives.models.measure import MeasureQuerySet


class VersionPairForm(forms.Form):
    """Which two versions of one measure to set side by side."""

    old = forms.ModelChoiceField(Measure.objects.none(), label="旧")
    new = forms.ModelChoiceField(Measure.objects.none(), label="新")

    def __init__(self, *args, versions: MeasureQuerySet, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = versions
            field.label_from_instance = lambda row: f"第 {row.version} 版（{row.get_status_display()}）"


class PreviewForm(forms.Form):
    """For whom a secret link to a draft is."""

    recipient = forms.CharField(label="给谁看", max_length=60, help_text="如 市财政局法规处")
