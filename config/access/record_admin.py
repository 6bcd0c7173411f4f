"""What happened, to be read and never changed: work on entries, sign-ins, failures."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.admin.models import LogEntry


class RecordAdmin(admin.ModelAdmin):
    """Rows that nobody adds, changes or deletes here, superusers included."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(LogEntry)
class LogEntryAdmin(RecordAdmin):
    list_display = ("action_time", "user", "content_type", "object_repr", "said")
    list_filter = ("action_flag", "content_type", "user")
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "change_message", "user__username")
    date_hierarchy = "action_time"

    @admin.display(description="做了什么")
    def said(self, obj: LogEntry) -> str:
        return obj.get_change_message() or obj.get_action_flag_display()


@admin.register(AccessLog)
class SignInAdmin(RecordAdmin):
    list_display = ("attempt_time", "username", "ip_address", "logout_time", "user_agent")
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    date_hierarchy = "attempt_time"
    fields = list_display


@admin.register(AccessFailureLog)
class FailureAdmin(RecordAdmin):
    list_display = ("attempt_time", "username", "ip_address", "locked_out", "user_agent")
    list_filter = ("attempt_time", "locked_out")
    search_fields = ("username", "ip_address")
    date_hierarchy = "attempt_time"
    fields = list_display


@admin.register(AccessAttempt)
class AttemptAdmin(RecordAdmin):
    """Failures in a row that still count; who waits for the cool-off is among them."""

    list_display = ("attempt_time", "username", "ip_address", "failures_since_start", "user_agent")
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    fields = list_display
