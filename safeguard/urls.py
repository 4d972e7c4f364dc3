"""The addresses. Only this file and settings stand above the apps."""

from importlib.util import find_spec

from django.urls import include, path

_PARTS = [
    ("", "safeguard.web.urls"),
    ("", "safeguard.accounts.urls"),
    ("s/<slug:school>/", "cases.urls"),
    ("s/<slug:school>/", "commissions.urls"),
    ("s/<slug:school>/people/", "safeguard.people.urls"),
    ("", "reporting.urls"),
    ("", "safeguard.organisations.urls"),
    ("api/v1/", "safeguard.api_urls"),
]

urlpatterns = [path(prefix, include(module)) for prefix, module in _PARTS if find_spec(module)]
