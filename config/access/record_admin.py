"""Read-only admins of records: changes to entries, sign-ins, failed sign-ins."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.admin.models import LogEntry

from config.access.read_only import ReadOnlyAdmin


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ("action_time", "user", "content_type", "object_repr", "message")
    list_filter = ("action_flag", "content_type", "user")
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "change_message", "user__username")
    date_hierarchy = "action_time"

    @admin.display(description="做了什么")
    def message(self, obj: LogEntry) -> str:
        return obj.get_change_message() or obj.get_action_flag_display()


@admin.register(AccessLog)
class SignInAdmin(ReadOnlyAdmin):
    list_display = ("attempt_time", "username", "ip_address", "logout_time", "user_agent")
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    date_hierarchy = "attempt_time"
    fields = list_display


@admin.register(AccessFailureLog)
class FailureAdmin(ReadOnlyAdmin):
    list_display = ("attempt_time", "username", "ip_address", "locked_out", "user_agent")
    list_filter = ("attempt_time", "locked_out")
    search_fields = ("username", "ip_address")
    date_hierarchy = "attempt_time"
    fields = list_display


@admin.register(AccessAttempt)
class AttemptAdmin(ReadOnlyAdmin):
    """Failed attempts that still count towards a lockout, including those that have caused one."""

    list_display = ("attempt_time", "username", "ip_address", "failures_since_start", "user_agent")
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    fields = list_display
