from django.urls import path

from incentives import views

app_name = "incentives"
urlpatterns = [
    path("", views.home, name="home"),
    path("measures/", views.MeasureList.as_view(), name="measure-list"),
    path("measures/<slug:slug>/", views.MeasureDetail.as_view(), name="measure-detail"),
]
