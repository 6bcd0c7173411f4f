"""The question 注册地: asked where published measures are for several regions; it selects the measures to decide on."""

from collections.abc import Mapping
from functools import cached_property, lru_cache

from django import forms

from incentives.models import FacetCell
from policies.caching import content_version
from policies.text.parameters import WRONG


def regions_in_use() -> tuple[str, ...]:
    """The regions that public measures are for, the one with the most measures first; in memory until they change."""
    stamp = content_version.current()
    return _regions(stamp) if stamp.number else tuple(FacetCell.objects.regions())


@lru_cache(maxsize=1)
def _regions(stamp: content_version.Stamp) -> tuple[str, ...]:
    return tuple(FacetCell.objects.regions())


class PlaceForm(forms.Form):
    """Where the enterprise is registered. Without an answer it is the region with the most measures."""

    region = forms.ChoiceField(required=False, label="注册地", error_messages=WRONG)

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__(data, auto_id="%s", use_required_attribute=False)
        self.regions = regions_in_use()
        self.fields["region"].choices = [(region, region) for region in self.regions]

    @property
    def is_asked(self) -> bool:
        return len(self.regions) > 1

    @cached_property
    def chosen(self) -> str:
        """The region that measures must be for; empty where all are for one region."""
        given = self.cleaned_data.get("region") if self.is_valid() else ""
        return (given or self.regions[0]) if self.is_asked else ""

    @property
    def question(self) -> forms.BoundField:
        return self["region"]
