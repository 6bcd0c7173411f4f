"""The admins of tiers and of scenes, whose rows are public once saved."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import QueryDict

from incentives.listing.filterset import MeasureFilter
from incentives.models import EnterpriseTier, Measure, Scene, ScenePin
from policies.admin.public import PublicAdmin

PAGING = {"page", "sort", "q"}  # of a pasted address; words have their own field


class SceneForm(forms.ModelForm):
    """A scene; its filters may be pasted as the whole address of a list."""

    def clean_filters(self) -> str:
        query = QueryDict(self.cleaned_data["filters"].rpartition("?")[2], mutable=True)
        for name in PAGING & query.keys():
            del query[name]
        if unknown := query.keys() - MeasureFilter.base_filters.keys():
            raise ValidationError(f"列表没有这个筛选条件：{'、'.join(sorted(unknown))}。")
        measures = MeasureFilter(query)
        if not measures.is_valid():
            raise ValidationError([f"{name}：{text}" for name, texts in measures.form.errors.items() for text in texts])
        return query.urlencode()


class ScenePinForm(forms.ModelForm):
    """One measure that stands first."""

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if not Measure.objects.published().filter(slug=slug).exists():
            raise ValidationError(f"没有网址标识为“{slug}”的已发布惠企事项。")
        return slug


class ScenePinInline(admin.TabularInline):
    model = ScenePin
    form = ScenePinForm
    extra = 1


@admin.register(Scene)
class SceneAdmin(PublicAdmin):
    form = SceneForm
    inlines = [ScenePinInline]
    list_display = ("title", "position", "words", "filters")
    search_fields = ("title", "summary", "words")
    fieldsets = [
        ("名称", {"fields": ("title", "slug", "summary", "position")}),
        ("列出哪些惠企事项", {"fields": ("words", "filters")}),
    ]


@admin.register(EnterpriseTier)
class EnterpriseTierAdmin(PublicAdmin):
    list_display = ("name", "short_name", "rank", "level", "is_sme", "enterprises")
    list_filter = ("level", "is_sme")
    search_fields = ("name", "short_name")
    autocomplete_fields = ("enterprises",)
    prepopulated_fields = {"slug": ("short_name",)}
    fieldsets = [
        ("名称", {"fields": ("name", "short_name", "slug", "position")}),
        ("在梯次中的位置", {"fields": ("rank", "level", "is_sme", "enterprises")}),
    ]
