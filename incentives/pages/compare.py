"""`/compare/`: two to four measures side by side, field by field and row by row."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incentives.eligibility.rulebook import Rulebook, rulebook_of
from incentives.models import Measure
from incentives.paper.fields import FIELDS, FieldValue, condition_lines
from incentives.paper.tables import row_tables

FEWEST, MOST = 2, 4
MOST_READ = 100  # slugs read of one address; more than MOST, so that the error can say how many were given


@dataclass(frozen=True)
class ComparedField:
    """One field, with the value of each compared measure."""

    label: str
    cells: tuple[tuple[Measure, FieldValue], ...]

    @property
    def differs(self) -> bool:
        return len({cell.lines for _, cell in self.cells}) > 1


class CompareForm(forms.Form):
    """The slugs to compare, given by repeating the parameter `m`."""

    m = forms.MultipleChoiceField(required=False, label="事项")

    def __init__(self, data) -> None:
        super().__init__(data)
        self.chosen = Measure.objects.published().filter(slug__in=data.getlist("m")[:MOST_READ]).order_by("title", "pk")
        self.fields["m"].choices = list(self.chosen.values_list("slug", "title"))
        self.fields["m"].error_messages["invalid_choice"] = "没有“%(value)s”这个惠企事项，它可能已撤下。"

    def clean_m(self) -> list[str]:
        slugs = list(dict.fromkeys(self.cleaned_data["m"]))
        if len(slugs) < FEWEST:
            raise forms.ValidationError("再选一项才能对比。" if slugs else "还没有选事项。")
        if len(slugs) > MOST:
            raise forms.ValidationError(f"最多对比 {MOST} 项，这里有 {len(slugs)} 项。")
        return slugs

    @property
    def measures(self) -> list[Measure]:
        """The chosen measures in the order of the address. Call it on a valid form only."""
        slugs = self.cleaned_data["m"]
        return sorted(self.chosen.whole(), key=lambda measure: slugs.index(measure.slug))


CONDITIONS_AT = 6  # after 企业梯次


def compared_fields(measures: Sequence[Measure], book: Rulebook) -> list[ComparedField]:
    """The fields of `measures` in the order of the measure's own page."""
    conditions = ("申报条件", lambda one: condition_lines(one, book.terms(one)))
    fields = [*FIELDS[:CONDITIONS_AT], conditions, *FIELDS[CONDITIONS_AT:]]
    return [ComparedField(label, tuple((one, read(one)) for one in measures)) for label, read in fields]


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    form = CompareForm(request.GET)
    context = {"form": form}
    if form.is_valid():
        measures, book = form.measures, rulebook_of(form.cleaned_data["m"])
        context |= {"measures": measures, "fields": compared_fields(measures, book), "tables": row_tables(measures)}
    return render(request, "incentives/pages/compare.html", context)
