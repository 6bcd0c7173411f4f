from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.generic import TemplateView

from config import manifest
from config.display import display
from config.health import healthz
from config.robots import robots
from incentives.sitemaps import SITEMAPS, index

urlpatterns = [
    path("", include("incentives.urls")),
    path("", include("policies.urls")),
    path("healthz", healthz, name="healthz"),
    path("display/", display, name="display"),
    path("accessibility/", TemplateView.as_view(template_name="pages/accessibility.html"), name="accessibility"),
    path("privacy/", TemplateView.as_view(template_name="pages/privacy.html"), name="privacy"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, name="sitemap-index"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("site.webmanifest", manifest.manifest, name="manifest"),
    path("favicon.ico", manifest.favicon, name="favicon"),
    path(settings.ADMIN_PATH, admin.site.urls),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"
