from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import QueryDict

from incentives.eligibility.match_form import CaseForm
from incentives.eligibility.rulebook import read_rules
from incentives.models import Fact, FactChoice, MatchCase, MatchCaseVerdict, Measure
from incentives.models.rules.fact import COLUMN_FACTS
from policies.admin.public import PublicAdmin


class FactChoiceInline(admin.TabularInline):
    model = FactChoice
    extra = 0


@admin.register(Fact)
class FactAdmin(PublicAdmin):
    """Facts that rules compare. A slug is kept once it is stored: rules and the API name the fact by it."""

    list_display = ("name", "question", "kind", "unit", "about", "position")
    list_filter = ("kind", "about")
    search_fields = ("name", "question", "slug")
    inlines = (FactChoiceInline,)
    fieldsets = [
        ("名称", {"fields": ("name", "slug", "position")}),
        ("怎样问", {"fields": ("question", "help", "about", "first_question")}),
        ("怎样答", {"fields": ("kind", "unit", "most", "none_label")}),
    ]

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()

    def has_delete_permission(self, request, obj=None):
        built_in = obj is not None and obj.slug in COLUMN_FACTS
        return not built_in and super().has_delete_permission(request, obj)


class MatchCaseForm(forms.ModelForm):
    """A case; its answers are read as the match reads them."""

    def clean(self) -> dict[str, object]:
        data = super().clean()
        case = MatchCase(answers=data.get("answers") or "")
        case.clean()
        data["answers"] = case.answers
        answers = CaseForm(QueryDict(case.answers), read_rules(Measure.objects.none()))
        for told in answers.errors.values():
            self.add_error("answers", list(told))
        return data

    def clean_measure_slug(self) -> str:
        slug = self.cleaned_data["measure_slug"]
        if not Measure.objects.filter(slug=slug).exists():
            raise ValidationError(f"没有网址标识是“{slug}”的惠企事项。")
        return slug


class MatchCaseVerdictInline(admin.TabularInline):
    model = MatchCaseVerdict
    extra = 0
    min_num = 1


@admin.register(MatchCase)
class MatchCaseAdmin(admin.ModelAdmin):
    """Worked examples of the match; a version that gives another verdict is not published."""

    form = MatchCaseForm
    list_display = ("measure_slug", "name", "expected")
    list_display_links = ("name",)
    search_fields = ("measure_slug", "name")
    inlines = (MatchCaseVerdictInline,)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("verdicts")

    @admin.display(description="应得结论")
    def expected(self, case: MatchCase) -> str:
        return "；".join(map(str, case.verdicts.all()))
