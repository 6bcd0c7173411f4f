from django.urls import path

from incentives.opendata.api.api import api, openapi
from incentives.opendata.api.reference import reference

urlpatterns = [
    path("", reference, name="api-reference"),
    path("openapi.json", openapi, name="openapi"),
    path("", api.urls),
]
