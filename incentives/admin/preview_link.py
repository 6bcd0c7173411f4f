from django.contrib import admin

from config.access.read_only import ReadOnlyAdmin
from incentives.models import PreviewLink


@admin.register(PreviewLink)
class PreviewLinkAdmin(ReadOnlyAdmin):
    """Every secret link that was ever given, to read; they are made and revoked on the measure's own page."""

    list_display = ("measure", "recipient", "created_by", "created_at", "expires_at", "revoked_at")
    list_select_related = ("measure", "created_by")
    search_fields = ("measure__title", "recipient")
    fields = ("measure", "recipient", "created_by", "created_at", "expires_at", "revoked_at")
