from django.contrib import admin

from incentives.models import EnterpriseTier
from policies.admin.public import PublicAdmin


@admin.register(EnterpriseTier)
class EnterpriseTierAdmin(PublicAdmin):
    list_display = ("name", "short_name", "rank", "level", "is_sme", "enterprises")
    list_filter = ("level", "is_sme")
    search_fields = ("name", "short_name")
    autocomplete_fields = ("enterprises",)
    prepopulated_fields = {"slug": ("short_name",)}
    fieldsets = [
        ("名称", {"fields": ("name", "short_name", "slug", "position")}),
        ("在梯次中的位置", {"fields": ("rank", "level", "is_sme", "enterprises")}),
    ]
