from django.contrib import admin


class ReadOnlyAdmin(admin.ModelAdmin):
    """Admin of rows that nobody may add, change or delete, not even a superuser."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
