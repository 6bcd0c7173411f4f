from django.contrib import admin

from incentives.models import PreviewLink


@admin.register(PreviewLink)
class PreviewLinkAdmin(admin.ModelAdmin):
    """Every secret link that was ever given, to read; they are made and revoked on the measure's own page."""

    list_display = ("measure", "recipient", "created_by", "created_at", "expires_at", "revoked_at")
    list_select_related = ("measure", "created_by")
    search_fields = ("measure__title", "recipient")
    fields = ("measure", "recipient", "created_by", "created_at", "expires_at", "revoked_at")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
