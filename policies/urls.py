from django.urls import path, register_converter

from policies import views
from policies.caching import public_page
from policies.converters import ClausePathConverter

register_converter(ClausePathConverter, "clause_path")

app_name = "policies"
urlpatterns = [
    path("documents/", public_page(views.DocumentList.as_view()), name="document-list"),
    path("documents/<slug:slug>/", public_page(views.DocumentDetail.as_view()), name="document-detail"),
    path("documents/<slug:slug>/<clause_path:path>/", public_page(views.ClauseDetail.as_view()), name="clause-detail"),
    path("indicators/", public_page(views.IndicatorList.as_view()), name="indicator-list"),
]
