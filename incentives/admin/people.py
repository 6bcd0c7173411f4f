"""Users and the record of what they did: users are switched off, never removed, and no entry is ever deleted."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin

User = get_user_model()
admin.site.unregister(User)


@admin.register(User)
class StaffAdmin(UserAdmin):
    def has_change_permission(self, request, obj=None):
        """An administrator who is no superuser may not reach for a superuser's password."""
        guarded = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not guarded

    def has_delete_permission(self, request, obj=None):
        return False  # deleting a user would delete the record of what he did: take away 有效 instead

    def get_readonly_fields(self, request, obj=None):
        """Only a superuser makes superusers or grants single permissions."""
        if request.user.is_superuser:
            return super().get_readonly_fields(request, obj)
        return (*super().get_readonly_fields(request, obj), "is_superuser", "user_permissions")


@admin.register(LogEntry)
class LogEntryAdmin(admin.ModelAdmin):
    list_display = ("action_time", "user", "content_type", "object_repr", "said")
    list_filter = ("action_flag", "content_type", "user")
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "change_message", "user__username")
    date_hierarchy = "action_time"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="做了什么")
    def said(self, obj: LogEntry) -> str:
        return obj.get_change_message() or obj.get_action_flag_display()
