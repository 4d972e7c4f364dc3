"""The tokens of a school and of a department: one page, two addresses."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from safeguard.access.permissions import Permission
from safeguard.tokens.views import pages
from safeguard.web import DepartmentRequest, SchoolRequest, department_view, school_view

app_name = "tokens"
View = Callable[..., HttpResponse]


def _mounted(route: str, view: View, name: str) -> list[URLPattern]:
    @school_view(Permission.TOKEN_MANAGE)
    def at_school(request: SchoolRequest, **kwargs: Any) -> HttpResponse:
        organisation = request.school.organisation
        return view(request, organisation, {"school": organisation.slug}, **kwargs)

    @department_view(Permission.TOKEN_MANAGE)
    def at_department(request: DepartmentRequest, **kwargs: Any) -> HttpResponse:
        return view(request, request.department, {"department": request.department.slug}, **kwargs)

    return [
        path(f"s/<slug:school>/settings/tokens/{route}", at_school, name=name),
        path(f"d/<slug:department>/settings/tokens/{route}", at_department, name=f"department_{name}"),
    ]


urlpatterns = [
    *_mounted("", pages.tokens, "list"),
    *_mounted("<uuid:token_id>/revoke/", pages.revoke, "revoke"),
    *_mounted("<uuid:token_id>/take/", pages.take, "take"),
]
