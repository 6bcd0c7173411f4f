from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from config import audit
from incentives.models import ReaderReport
from incentives.pages.report import subject_of

BEGINNING = 40  # characters of a report in the list


class ReaderReportForm(forms.ModelForm):
    """What staff found; a report that waits is not saved without an outcome, as it would look handled."""

    def clean_outcome(self) -> str:
        outcome = self.cleaned_data["outcome"]
        if not outcome and not self.instance.outcome:
            raise forms.ValidationError("请选处理结果；还没有查清的，先不要保存。")
        return outcome


@admin.register(ReaderReport)
class ReaderReportAdmin(admin.ModelAdmin):
    """What readers wrote stays as it came; staff say what they found, and that is on record."""

    form = ReaderReportForm
    list_display = ("received_at", "kind", "beginning", "place", "outcome", "handled_by")
    list_display_links = ("received_at", "beginning")
    list_filter = ("outcome", "kind")
    list_select_related = ("handled_by",)
    search_fields = ("about", "text", "note")
    date_hierarchy = "received_at"
    readonly_fields = ("kind", "text", "page", "received_at", "handled_by", "handled_at")
    fieldsets = [
        ("读者说的", {"fields": ("kind", "text", "page", "received_at")}),
        ("处理", {"fields": ("outcome", "note", ("handled_by", "handled_at"))}),
    ]

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        obj.handled_by, obj.handled_at = (request.user, timezone.now()) if obj.outcome else (None, None)
        super().save_model(request, obj, form, change)
        audit.note("reader-report", by=request.user.get_username(), of=obj.pk, done=obj.outcome or "reopened")

    def log_deletions(self, request, queryset):
        for row in queryset:
            audit.note("reader-report", by=request.user.get_username(), of=row.pk, done="deleted")
        return super().log_deletions(request, queryset)

    @admin.display(description="说明")
    def beginning(self, obj: ReaderReport) -> str:
        return Truncator(obj.text).chars(BEGINNING)

    @admin.display(description="所说的页面", ordering="about")
    def place(self, obj: ReaderReport) -> str:
        return obj.about or "整个网站"

    @admin.display(description="所说的页面")
    def page(self, obj: ReaderReport) -> str:
        """Links to the page and to its entry here; only where the page is one of ours: `about` came from outside."""
        if (subject := subject_of(obj.about)) is None:
            return self.place(obj)
        entry = reverse(f"admin:{subject._meta.app_label}_{subject._meta.model_name}_change", args=[subject.pk])
        return format_html('<a href="{}">{}</a>（<a href="{}">后台条目</a>）', obj.about, subject, entry)
