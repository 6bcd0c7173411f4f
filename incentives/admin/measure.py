from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, Q, URLField, prefetch_related_objects
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from incentives.admin.desk.assignment import AssignmentPages
from incentives.admin.desk.cited import cited_sentences
from incentives.admin.desk.drafting_page import DraftingPage
from incentives.admin.desk.list_export import ListExport
from incentives.admin.desk.review_page import DocumentReviewPage
from incentives.admin.edit_conflicts import SEEN, MeasureForm, clashes, was_open, without_vanished_rows
from incentives.admin.evidence_pages import EvidencePages, panel
from incentives.admin.inlines import ALWAYS, ROWS_OF_KIND
from incentives.admin.sentence_pages import SourcePages
from incentives.admin.workflow_pages import LIST_ACTIONS, WorkflowPages, note_presence, offered
from incentives.editorial.publication_gate import missing_requirements, warnings
from incentives.editorial.worklists import PARAMETER, worklists_of
from incentives.enums import MeasureStatus
from incentives.evidence.report import check_measure
from incentives.models import DraftPresence, Measure
from policies.caching import content_version
from policies.models import Clause

CLAUSES = Clause.objects.select_related("document")  # a clause is named by its document's title


class WorklistFilter(admin.SimpleListFilter):
    """The worklists of the start page, as a filter."""

    title = "待办"
    parameter_name = PARAMETER

    def lookups(self, request, model_admin):
        return [(worklist.key, worklist.name) for worklist in worklists_of(request.user)]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        conditions = {worklist.key: worklist.condition for worklist in worklists_of(request.user)}
        return queryset.filter(conditions.get(self.value(), Q(pk__in=[])))


@admin.register(Measure)
class MeasureAdmin(
    DocumentReviewPage,
    DraftingPage,
    ListExport,
    AssignmentPages,
    SourcePages,
    EvidencePages,
    WorkflowPages,
    admin.ModelAdmin,
):
    form = MeasureForm
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ("title", "version", "status", "kind", "category", "reviewed_on", "updated_at")
    list_filter = (
        WorklistFilter,
        "status",
        "availability",
        "kind",
        "category",
        "delivery",
        "stacking",
        "tiers",
        "agencies",
    )
    list_select_related = ("category",)
    search_fields = (
        "title",
        "promise",
        "summary",
        "slug",
        "clauses__document__title",
        "clauses__document__doc_number",
        "editors__username",
    )
    date_hierarchy = "published_at"
    autocomplete_fields = ("category", "tiers", "basis", "clauses", "indicators")
    readonly_fields = ("standing",)
    actions = (*LIST_ACTIONS, "check_figures")
    fieldsets = [
        ("进度", {"fields": ("standing", "change_note", SEEN)}),
        ("给什么", {"fields": ("title", "slug", "promise", "summary", ("kind", "category"), "availability")}),
        ("给谁", {"fields": ("tiers", "audience", ("region", "level"))}),
        ("怎么办", {"fields": (("delivery", "stacking"), ("apply_from", "apply_until"), "apply_url", "contact_phone")}),
        ("出自哪份文件", {"fields": ("clauses", "basis", "indicators", "evidence_note")}),
        ("有效与复核", {"fields": (("valid_from", "valid_until"), ("reviewed_on", "review_months"))}),
    ]

    def get_inlines(self, request, obj):
        if obj is None:  # the rows' table follows from the kind, which is not known yet
            return []
        rows = [ROWS_OF_KIND[obj.kind]] if obj.kind in ROWS_OF_KIND else []
        return [*rows, *ALWAYS]

    def get_object(self, request, object_id, from_field=None):
        if obj := super().get_object(request, object_id, from_field):
            prefetch_related_objects([obj], Prefetch("clauses", CLAUSES))
        return obj

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "clauses":
            kwargs["queryset"] = CLAUSES
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "clauses":
            field.label_from_instance = lambda clause: clause.choice_label
        return field

    def get_readonly_fields(self, request, obj=None):
        settled = ("slug",) if obj and obj.version > 1 else ()  # the versions share it
        return (*self.readonly_fields, *settled)

    def has_change_permission(self, request, obj=None):
        """Only a draft is changed: what is in review is read as it was submitted, what is on record stays.

        A form that was open when the status changed shows its words again; the form itself refuses to save them.
        """
        changes = obj is None or obj.status == MeasureStatus.DRAFT or was_open(request)
        return super().has_change_permission(request, obj) and changes

    def has_delete_permission(self, request, obj=None):
        return False  # a version is put aside, never removed: 归档

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.status == MeasureStatus.PUBLISHED else None

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST" or not (object_id is None or str(object_id).isdecimal()):
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            content_version.lock()  # until this save is done or refused
            stored = Measure.objects.filter(pk=object_id).first()
            if stored and request.POST.get(SEEN) != str(stored.lock):
                for inline in self.get_inline_instances(request, stored):
                    rows = inline.model.objects.filter(measure=stored)
                    keys = {str(pk) for pk in rows.values_list("pk", flat=True)}
                    prefix = inline.model._meta.get_field("measure").remote_field.related_name
                    request.POST = without_vanished_rows(request.POST, prefix, keys)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            editing = self.has_change_permission(request, obj)
            if editing and request.method == "GET":
                note_presence(obj, request.user)
            form = context["adminform"].form
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            findings = check_measure(obj)
            context |= {
                "clashes": clashes(form, formsets) if form.is_bound and form.is_stale else [],
                "colleagues": DraftPresence.objects.filter(measure=obj).others(request.user, timezone.now()),
                "editing": editing,
                "evidence": panel(findings),
                "cited": cited_sentences(obj, findings),
                "transitions": offered(obj, request.user),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if obj.status != MeasureStatus.DRAFT:
            raise PermissionDenied
        obj.lock += 1
        super().save_model(request, obj, form, change)
        obj.editors.add(request.user)
        DraftPresence.objects.filter(measure=obj, user=request.user).delete()

    @admin.display(description="状态")
    def standing(self, obj: Measure) -> str | SafeString:
        """Where the version stands, why it came back, and what it lacks for publishing, each with its field."""
        if obj.pk is None:
            return "新草稿：先保存，再填明细、条件和材料。"
        text = format_html("第 {} 版 · {}", obj.version, obj.get_status_display())
        if obj.sent_back_note:
            text = format_html("{}<br><strong>退回原因：{}</strong>", text, obj.sent_back_note)
        if not obj.is_in_work:
            return text
        told = format_html_join("", "<br><strong>{}</strong>", ((one,) for one in warnings(obj, timezone.localdate())))
        text, missing = format_html("{}{}", text, told), missing_requirements(obj)
        if not missing:
            return text
        items = format_html_join("", '<li><a href="#{}">{}</a></li>', ((row.anchor, row.sentence) for row in missing))
        return format_html("{}<br>发布前还需：<ul>{}</ul>", text, items)
