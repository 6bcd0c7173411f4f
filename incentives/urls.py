from django.urls import include, path

from incentives import climb, comparison, match, reports, sheet, styleguide, views
from incentives.dataset import views as dataset
from incentives.feeds import views as feeds
from incentives.files import views as files
from policies.caching import public_page

app_name = "incentives"
urlpatterns = [
    path("", public_page(views.home), name="home"),
    path("ladder/", public_page(climb.ladder), name="ladder"),
    path("match/", match.match, name="match"),
    path("compare/", public_page(comparison.compare), name="compare"),
    path("report/", reports.report, name="report"),
    path("report/sent/", reports.sent, name="report-sent"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("measures/", public_page(views.MeasureList.as_view()), name="measure-list"),
    path("suggest/", public_page(views.suggest), name="suggest"),
    path("measures.csv", files.measures_csv, name="measures-csv"),
    path("measures.xlsx", files.measures_xlsx, name="measures-xlsx"),
    path("measures.json", files.measures_json, name="measures-json"),
    path("feeds/measures.atom", feeds.updates, name="measures-feed"),
    path("feeds/deadlines.ics", feeds.deadlines, name="measures-calendar"),
    path("data/", dataset.data, name="data"),
    path("data/<str:name>", dataset.data_file, name="data-file"),
    path("api/v1/", include("incentives.api.urls")),
    path("preview/<slug:token>/", views.preview, name="preview"),
    path("measures/<slug:slug>/", public_page(views.MeasureDetail.as_view()), name="measure-detail"),
    path("measures/<slug:slug>/sheet/", public_page(sheet.sheet), name="measure-sheet"),
]
