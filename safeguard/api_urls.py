"""The addresses of the API. Above the apps, like `safeguard.urls`."""

from django.urls import path

from cases.api.filing import ReportApi
from cases.api.reading import CaseApi, CaseListApi, DeadlineListApi
from reporting.api.views import StatisticsApi

app_name = "api"

urlpatterns = [
    path("reports/", ReportApi.as_view(), name="reports"),
    path("cases/", CaseListApi.as_view(), name="cases"),
    path("cases/<uuid:case_id>/", CaseApi.as_view(), name="case"),
    path("deadlines/", DeadlineListApi.as_view(), name="deadlines"),
    path("statistics/", StatisticsApi.as_view(), name="statistics"),
]
