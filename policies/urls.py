from django.urls import path, register_converter
from django.urls.converters import StringConverter

from policies.caching.pages import public_page
from policies.pages import clauses, documents, indicators
from policies.parsing.locators import PATH


class ClausePathConverter(StringConverter):
    """The path of a clause in an address, such as 1.7 or a1.3.2."""

    regex = PATH


register_converter(ClausePathConverter, "clause_path")

OF_AN_EDITION = ("edition", "page")
app_name = "policies"
urlpatterns = [
    path("documents/", public_page(documents.DocumentList.as_view(), ["page"]), name="document-list"),
    path(
        "documents/<slug:slug>/",
        public_page(documents.DocumentDetail.as_view(), OF_AN_EDITION),
        name="document-detail",
    ),
    path(
        "documents/<slug:slug>/<clause_path:path>/",
        public_page(clauses.ClauseDetail.as_view(), OF_AN_EDITION),
        name="clause-detail",
    ),
    path("indicators/", public_page(indicators.IndicatorList.as_view(), ["page"]), name="indicator-list"),
]
