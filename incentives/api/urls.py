from django.urls import path

from incentives.api.catalogue import api, openapi
from incentives.api.reference import reference

urlpatterns = [
    path("", reference, name="api-reference"),
    path("openapi.json", openapi, name="openapi"),
    path("", api.urls),
]
