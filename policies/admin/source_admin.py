from django import forms
from django.contrib import admin, messages
from django.db.models import DecimalField, URLField

from config.access.read_only import ReadOnlyAdmin
from policies.admin.import_pages import ImportPages
from policies.admin.public import PublicAdmin
from policies.caching import content_version
from policies.enums import DocumentStatus
from policies.importing.actions import StillCited, archive_document, publish_document, refuse_hiding
from policies.importing.terms import store_terms
from policies.models import (
    Agency,
    Category,
    Clause,
    Document,
    DocumentRelation,
    DocumentTerm,
    Indicator,
    SourceFile,
    Synonym,
)
from policies.number_fields import NumberBox, NumberField
from policies.text.wording import quoted

ADDRESSES = {URLField: {"assume_scheme": "https"}}  # for an address typed without a scheme


@admin.register(Agency)
class AgencyAdmin(PublicAdmin):
    formfield_overrides = ADDRESSES
    list_display = ("name", "short_name", "level", "phone", "is_proposed")
    list_filter = ("is_proposed", "level")
    search_fields = ("name", "short_name")
    actions = ("confirm",)
    fieldsets = [
        ("机构", {"fields": ("name", "short_name", "slug", "level")}),
        ("怎么联系", {"fields": ("phone", "website")}),
    ]

    def save_model(self, request, obj, form, change):
        """Whoever may not change agencies proposes one; its measures wait until an administrator confirms it."""
        if not change and not request.user.has_perm("policies.change_agency"):
            obj.is_proposed = True
            messages.info(request, "已建议这个机构。管理员确认之前，可以在草稿中选它，但不能发布。")
        super().save_model(request, obj, form, change)

    @admin.action(description="确认为正式机构", permissions=["change"])
    def confirm(self, request, queryset):
        for agency in queryset.filter(is_proposed=True):
            agency.is_proposed = False
            with content_version.changing(agency):
                agency.save(update_fields=["is_proposed"])
            self.message_user(request, f"{quoted(agency)}：已确认。", messages.SUCCESS)


@admin.register(Category)
class CategoryAdmin(PublicAdmin):
    list_display = ("name", "position", "description")
    search_fields = ("name",)
    fieldsets = [("类别", {"fields": ("name", "slug", "position", "description")})]


class DocumentRelationInline(admin.TabularInline):
    model = DocumentRelation
    fk_name = "from_document"
    extra = 0
    autocomplete_fields = ("to_document", "clause")


class DocumentTermInline(admin.TabularInline):
    model = DocumentTerm
    extra = 0
    autocomplete_fields = ("clause",)
    verbose_name_plural = "通则（对本文件全部事项适用；核对后勾选）"


@admin.register(Document)
class DocumentAdmin(ImportPages, PublicAdmin):
    formfield_overrides = ADDRESSES
    list_display = ("title", "doc_number", "genre", "written_on", "validity", "status")
    list_filter = ("status", "genre", "level", "validity", "issuers")
    search_fields = ("title", "doc_number", "index_number")
    date_hierarchy = "written_on"
    autocomplete_fields = ("issuers",)
    readonly_fields = ("status",)
    inlines = (DocumentTermInline, DocumentRelationInline)
    actions = ("publish", "archive", "read_terms")
    fieldsets = [
        ("文件", {"fields": ("status", "title", "title_is_exact", "subtitle", "slug", "genre", "reply_to")}),
        ("文号与机关", {"fields": (("doc_number", "index_number"), "topic", "issuers", ("level", "region"))}),
        ("日期与效力", {"fields": (("written_on", "published_on"), ("effective_on", "expires_on"), "validity")}),
        ("原文", {"fields": ("source_url", "source_note")}),
    ]

    def has_publish_permission(self, request):
        return request.user.has_perm("policies.publish_document")

    def has_archive_permission(self, request):
        return request.user.has_perm("policies.archive_document")

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.status == DocumentStatus.PUBLISHED else None

    @admin.action(description="发布", permissions=["publish"])
    def publish(self, request, queryset):
        self._each(request, queryset.exclude(status=DocumentStatus.PUBLISHED), publish_document)

    @admin.action(description="归档", permissions=["archive"])
    def archive(self, request, queryset):
        self._each(request, queryset.exclude(status=DocumentStatus.ARCHIVED), archive_document)

    @admin.action(description="读取通则", permissions=["change"])
    def read_terms(self, request, queryset):
        for document in queryset:
            count = store_terms(document=document, by=request.user.get_username())
            self.message_user(request, f"{quoted(document)}：读出通则 {count} 条，请在文件页核对。", messages.SUCCESS)

    def _each(self, request, queryset, act) -> None:
        """Call `act` for each document separately, and show a message about each result."""
        for document in queryset:
            try:
                moved = act(document=document, by=request.user)
            except StillCited as refusal:
                self.message_user(request, f"{quoted(document)}{refusal}", messages.ERROR)
            else:
                self.message_user(request, f"{quoted(document)}：{moved.get_status_display()}。", messages.SUCCESS)


class ClauseForm(forms.ModelForm):
    def clean_document(self) -> Document:
        document = self.cleaned_data["document"]
        if self.instance.pk and self.instance.document_id != document.pk:
            try:
                refuse_hiding(clause=self.instance, document=document)
            except StillCited as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return document


@admin.register(Clause)
class ClauseAdmin(PublicAdmin):
    form = ClauseForm
    list_display = ("path", "document", "section_heading", "gist", "is_context")
    list_filter = ("document", "is_context")
    list_select_related = ("document",)
    search_fields = ("path", "gist", "text", "section_heading", "document__title")
    autocomplete_fields = ("document",)
    readonly_fields = ("text", "fingerprint")
    fieldsets = [
        ("位置", {"fields": ("document", ("edition", "path", "position"), "section_heading")}),
        ("内容", {"fields": ("gist", "is_context", "text", "fingerprint")}),
    ]

    def view_on_site(self, obj):
        return obj.get_absolute_url()


@admin.register(Indicator)
class IndicatorAdmin(PublicAdmin):
    formfield_overrides = {DecimalField: {"form_class": NumberField, "widget": NumberBox}}
    list_display = ("name", "quantity", "nature", "as_of_text", "clause")
    list_filter = ("nature", "clause__document")
    list_select_related = ("clause__document",)
    search_fields = ("name",)
    autocomplete_fields = ("clause",)
    fieldsets = [
        ("数字", {"fields": ("name", "slug", ("value", "qualifier", "unit"), "status_note", "nature")}),
        ("出处与日期", {"fields": ("clause", "position", ("as_of", "as_of_precision"))}),
    ]

    @admin.display(description="数值")
    def quantity(self, obj: Indicator) -> str:
        return obj.quantity

    @admin.display(description="截至")
    def as_of_text(self, obj: Indicator) -> str:
        return obj.as_of_text


@admin.register(Synonym)
class SynonymAdmin(PublicAdmin):
    list_display = ("word", "same_as")
    search_fields = ("word", "same_as")
    fieldsets = [("搜索时视为同一说法", {"fields": (("word", "same_as"),)})]


@admin.register(SourceFile)
class SourceFileAdmin(ReadOnlyAdmin):
    """Admin of original files. They can be viewed and downloaded, never changed."""

    list_display = ("name", "document", "edition", "sha256", "brought_by", "brought_at")
    list_select_related = ("document", "brought_by")
    search_fields = ("name", "sha256", "document__title")
    fields = ("name", "document", "edition", "sha256", "size", "brought_by", "brought_at")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    @admin.display(description="字节数")
    def size(self, obj: SourceFile) -> int:
        return obj.size
