from django.contrib import admin, messages
from django.db.models import URLField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from incentives.actions import Refused, archive_measure, publish_measure, revise_measure
from incentives.admin.rows import ALWAYS, ROWS_OF_KIND
from incentives.enums import MeasureStatus
from incentives.gate import lacks
from incentives.models import Measure


@admin.register(Measure)
class MeasureAdmin(admin.ModelAdmin):
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ("title", "version", "status", "kind", "category", "reviewed_on", "updated_at")
    list_filter = ("status", "kind", "category", "delivery", "stacking", "tiers", "agencies")
    list_select_related = ("category",)
    search_fields = ("title", "promise", "summary", "slug")
    date_hierarchy = "published_at"
    autocomplete_fields = ("category", "tiers", "basis", "clauses", "indicators")
    readonly_fields = ("standing",)
    actions = ("revise", "publish", "archive")
    fieldsets = [
        ("进度", {"fields": ("standing", "change_note")}),
        ("给什么", {"fields": ("title", "slug", "promise", "summary", ("kind", "category"))}),
        ("给谁", {"fields": ("tiers", "audience")}),
        ("怎么办", {"fields": (("delivery", "stacking"), ("apply_from", "apply_until"), "apply_url", "contact_phone")}),
        ("写在哪里", {"fields": ("clauses", "basis", "indicators")}),
        ("有效与复核", {"fields": (("valid_from", "valid_until"), ("reviewed_on", "review_months"))}),
    ]

    def get_inlines(self, request, obj):
        if obj is None:  # the rows' table follows from the kind, which is not known yet
            return []
        rows = [ROWS_OF_KIND[obj.kind]] if obj.kind in ROWS_OF_KIND else []
        return [*rows, *ALWAYS]

    def get_readonly_fields(self, request, obj=None):
        settled = ("slug",) if obj and obj.version > 1 else ()  # the versions share it
        return (*self.readonly_fields, *settled)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_in_work)

    def has_delete_permission(self, request, obj=None):
        return False  # a version is put aside, never removed: 归档

    def has_publish_permission(self, request):
        return request.user.has_perm("incentives.publish_measure")

    def has_archive_permission(self, request):
        return request.user.has_perm("incentives.archive_measure")

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.status == MeasureStatus.PUBLISHED else None

    def save_model(self, request, obj, form, change):
        obj.lock += 1
        super().save_model(request, obj, form, change)
        obj.editors.add(request.user)

    @admin.display(description="状态")
    def standing(self, obj: Measure) -> str | SafeString:
        """Where the version stands, and what it lacks for publishing."""
        if obj.pk is None:
            return "新草稿：先保存，再填明细、条件和材料。"
        words = f"第 {obj.version} 版 · {obj.get_status_display()}"
        lacking = lacks(obj) if obj.is_in_work else []
        if not lacking:
            return words
        items = format_html_join("", "<li>{}</li>", ((lack.sentence,) for lack in lacking))
        return format_html("{}。发布前还需：<ul>{}</ul>", words, items)

    @admin.action(description="修订（建立新的草稿）", permissions=["add"])
    def revise(self, request, queryset):
        self._each(request, queryset, lambda measure: revise_measure(measure=measure, by=request.user), "已建立草稿")

    @admin.action(description="发布", permissions=["publish"])
    def publish(self, request, queryset):
        self._each(request, queryset, lambda measure: publish_measure(measure=measure, by=request.user), "已发布")

    @admin.action(description="归档", permissions=["archive"])
    def archive(self, request, queryset):
        self._each(request, queryset, lambda measure: archive_measure(measure=measure), "已归档")

    def _each(self, request, queryset, act, done: str) -> None:
        """Do `act` to each measure by itself, say of each how it went, and put it on record."""
        for measure in queryset:
            try:
                result = act(measure)
            except Refused as refusal:
                self.message_user(request, f"“{measure}”：{refusal}", messages.ERROR)
            else:
                self.log_change(request, result, f"{done}（第 {result.version} 版）")
                self.message_user(request, f"“{measure}”：{done}。", messages.SUCCESS)
