from django.urls import path, register_converter

from policies import views
from policies.converters import ClausePathConverter

register_converter(ClausePathConverter, "clause_path")

app_name = "policies"
urlpatterns = [
    path("documents/", views.DocumentList.as_view(), name="document-list"),
    path("documents/<slug:slug>/", views.DocumentDetail.as_view(), name="document-detail"),
    path("documents/<slug:slug>/<clause_path:path>/", views.ClauseDetail.as_view(), name="clause-detail"),
    path("indicators/", views.IndicatorList.as_view(), name="indicator-list"),
]
