from django.urls import include, path

from incentives.listing import views
from incentives.listing.filterset import MeasureFilter, SuggestionForm
from incentives.opendata import markdown
from incentives.opendata.dataset import views as dataset
from incentives.opendata.feeds import views as feeds
from incentives.opendata.files import views as files
from incentives.pages import check, deadlines, home, match, measure, preview, report, scenes, selection, styleguide
from incentives.pages.compare import view as compare
from incentives.pages.compare.view import CompareForm
from incentives.pages.ladder import view as ladder
from incentives.pages.ladder.view import PathForm
from incentives.paper import sheet
from incentives.paper import views as paper
from policies.caching.pages import public_page

app_name = "incentives"
urlpatterns = [
    path("", public_page(home.home, []), name="home"),
    path("about/", public_page(home.about, []), name="about"),
    path("ladder/", public_page(ladder.ladder, PathForm.base_fields), name="ladder"),
    path("scenes/<slug:slug>/", public_page(scenes.scene, []), name="scene"),
    path("deadlines/", public_page(deadlines.deadlines, []), name="deadlines"),
    path("match/", match.match, name="match"),
    path("compare/", public_page(compare.compare, CompareForm.base_fields), name="compare"),
    path("selection/", public_page(selection.selection, ["m"]), name="selection"),
    path("selection.xlsx", selection.selection_xlsx, name="selection-xlsx"),
    path("handbook.docx", paper.handbook_docx, name="handbook-docx"),
    path("handbook/", paper.handbook_page, name="handbook"),
    path("check/", check.check_page, name="check"),
    path("report/", report.report, name="report"),
    path("report/sent/", report.sent, name="report-sent"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("measures/", public_page(views.MeasureList.as_view(), MeasureFilter.base_filters), name="measure-list"),
    path("suggest/", public_page(views.suggest, SuggestionForm.base_fields), name="suggest"),
    path("measures.csv", files.measures_csv, name="measures-csv"),
    path("measures.xlsx", files.measures_xlsx, name="measures-xlsx"),
    path("measures.json", files.measures_json, name="measures-json"),
    path("feeds/measures.atom", feeds.updates, name="measures-feed"),
    path("feeds/deadlines.ics", feeds.deadlines, name="measures-calendar"),
    path("data/", dataset.data, name="data"),
    path("data/<str:name>", dataset.data_file, name="data-file"),
    path("api/v1/", include("incentives.opendata.api.urls")),
    path("preview/<slug:token>/", preview.preview, name="preview"),
    path("llms.txt", public_page(markdown.llms, []), name="llms"),
    path("measures/<slug:slug>.md", public_page(markdown.measure_markdown, []), name="measure-markdown"),
    path("documents/<slug:slug>/<str:path>.md", public_page(markdown.clause_markdown, []), name="clause-markdown"),
    path("measures/<slug:slug>/", public_page(measure.MeasureDetail.as_view(), []), name="measure-detail"),
    path("measures/<slug:slug>/sheet/", public_page(sheet.sheet, []), name="measure-sheet"),
]
