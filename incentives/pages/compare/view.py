"""`/compare/`: two to four measures, or tiers of the ladder, side by side."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incentives.models import EnterpriseTier, Measure
from incentives.pages.compare.fields import compared_measures, compared_rows
from incentives.pages.compare.tiers import compared_tiers

FEWEST, MOST = 2, 4
MOST_READ = 100  # slugs read of one address; more than MOST, so that the error can say how many were given


class CompareForm(forms.Form):
    """The slugs to compare, given by repeating the parameter `m` for measures or `tier` for tiers of the ladder."""

    m = forms.MultipleChoiceField(required=False, label="事项")
    tier = forms.MultipleChoiceField(required=False, label="梯次")

    def __init__(self, data) -> None:
        super().__init__(data)
        self.chosen = Measure.objects.published().filter(slug__in=data.getlist("m")[:MOST_READ]).order_by("title", "pk")
        self.fields["m"].choices = list(self.chosen.values_list("slug", "title"))
        self.fields["m"].error_messages["invalid_choice"] = "没有“%(value)s”这个惠企事项，它可能已撤下。"
        tiers = EnterpriseTier.objects.on_ladder().values_list("slug", "name") if data.getlist("tier") else ()
        self.fields["tier"].choices = list(tiers)
        self.fields["tier"].error_messages["invalid_choice"] = "没有“%(value)s”这一级梯次。"

    def clean_m(self) -> list[str]:
        return self._few("m")

    def clean_tier(self) -> list[str]:
        return self._few("tier")

    def _few(self, name: str) -> list[str]:
        """The slugs given as `name`, each once. Raises ValidationError for a number that cannot be compared."""
        slugs = list(dict.fromkeys(self.cleaned_data[name]))
        if len(slugs) == 1:
            raise forms.ValidationError("再选一项才能对比。")
        if len(slugs) > MOST:
            raise forms.ValidationError(f"最多对比 {MOST} 项，这里有 {len(slugs)} 项。")
        return slugs

    def clean(self) -> None:
        values = self.cleaned_data
        if self.errors:
            return
        if values["m"] and values["tier"]:
            raise forms.ValidationError("惠企事项和梯次不能放在一起对比，请只选一种。")
        if not (values["m"] or values["tier"]):
            raise forms.ValidationError("还没有选事项。")

    @property
    def measures(self) -> list[Measure]:
        """The chosen measures in the order of the address. Call it on a valid form only."""
        slugs = self.cleaned_data["m"]
        return sorted(self.chosen.whole(), key=lambda measure: slugs.index(measure.slug)) if slugs else []

    @property
    def tiers(self) -> list[EnterpriseTier]:
        """The chosen tiers in the order of the address. Call it on a valid form only."""
        slugs = self.cleaned_data["tier"]
        return sorted(EnterpriseTier.objects.filter(slug__in=slugs), key=lambda tier: slugs.index(tier.slug))


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    form = CompareForm(request.GET)
    context = {"form": form, "errors": [error for errors in form.errors.values() for error in errors]}
    if form.is_valid() and form.cleaned_data["tier"]:
        context["comparison"] = compared_tiers(form.tiers, timezone.localdate())
    elif form.is_valid():
        measures = form.measures
        context |= {"comparison": compared_measures(measures), "tables": compared_rows(measures)}
    return render(request, "incentives/pages/compare.html", context)
