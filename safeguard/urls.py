"""The addresses. Only this file and settings stand above the apps."""

from importlib.util import find_spec

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from health_check.views import HealthCheckView

handler400 = "safeguard.web.errors.bad_request"
handler403 = "safeguard.web.errors.forbidden"
handler404 = "safeguard.web.errors.not_found"
handler429 = "safeguard.web.errors.too_many"
handler500 = "safeguard.web.errors.server_error"

_PARTS = [
    ("", "safeguard.web.interface_urls"),
    ("", "safeguard.web.urls"),
    ("", "safeguard.accounts.urls"),
    ("s/<slug:school>/", "cases.urls"),
    ("s/<slug:school>/", "commissions.urls"),
    ("s/<slug:school>/people/", "safeguard.people.urls"),
    ("", "reporting.urls"),
    ("", "safeguard.organisations.urls"),
    ("", "safeguard.tokens.urls"),
    ("", "safeguard.editions.urls"),
    ("due/", "safeguard.questions.urls"),
    ("s/<slug:school>/due/", "safeguard.questions.urls_own"),
    ("api/v1/", "safeguard.api_urls"),
]

_CHECKS = ["health_check.checks.Database", "health_check.checks.Cache"]

urlpatterns = [
    path("health/", HealthCheckView.as_view(checks=_CHECKS), name="health"),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    *(path(prefix, include(module)) for prefix, module in _PARTS if find_spec(module)),
]
