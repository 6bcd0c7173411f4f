from django.urls import path

from incentives import styleguide, views

app_name = "incentives"
urlpatterns = [
    path("", views.home, name="home"),
    path("ladder/", views.ladder, name="ladder"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("measures/", views.MeasureList.as_view(), name="measure-list"),
    path("preview/<slug:token>/", views.preview, name="preview"),
    path("measures/<slug:slug>/", views.MeasureDetail.as_view(), name="measure-detail"),
]
