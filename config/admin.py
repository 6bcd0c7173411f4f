from django.conf import settings
from django.contrib.admin import AdminSite


class HuiqiAdminSite(AdminSite):
    """The Django admin under the site's own name."""

    site_header = f"{settings.SITE['name']} · 编辑后台"
    site_title = settings.SITE["name"]
    index_title = "编辑工作台"
    empty_value_display = "—"
