from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.generic import TemplateView

from config.monitoring.probes import PROBES
from config.pages import manifest
from config.pages.display import display
from config.pages.robots import robots
from incentives.opendata.sitemaps import SITEMAPS, index

urlpatterns = [
    path("", include("incentives.urls")),
    path("", include("policies.urls")),
    *(path(address.removeprefix("/"), view, name=address.removeprefix("/")) for address, view in PROBES.items()),
    path("display/", display, name="display"),
    path("accessibility/", TemplateView.as_view(template_name="config/pages/accessibility.html"), name="accessibility"),
    path("privacy/", TemplateView.as_view(template_name="config/pages/privacy.html"), name="privacy"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, name="sitemap-index"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("site.webmanifest", manifest.manifest, name="manifest"),
    path("favicon.ico", manifest.favicon, name="favicon"),
    path(settings.ADMIN_PATH, admin.site.urls),
]

handler400 = "config.pages.errors.bad_request"
handler403 = "config.pages.errors.permission_denied"
handler404 = "config.pages.errors.page_not_found"
handler500 = "config.pages.errors.server_error"
