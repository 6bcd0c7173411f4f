from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("incentives.urls")),
    path("", include("policies.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
]
