"""`/operate/<department>/...`: an operator and what stands under the operator's own organisation."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from safeguard.access.permissions import Permission
from safeguard.organisations.models import Organisation
from safeguard.organisations.selectors.operated import operated
from safeguard.web import DepartmentRequest, department_view

View = Callable[..., HttpResponse]


def operator_view(view: View) -> View:
    """Sign-in, live membership of a department as its operator. No scope: the directory is nobody's school."""
    return department_view(Permission.ORGANISATIONS_OPERATE, opens_scope=False)(view)


def place_view(view: View) -> View:
    """The view of one institution; one beside or above the operator's own doesn't exist."""

    @operator_view
    @wraps(view)
    def inside(request: DepartmentRequest, place: str, **kwargs: Any) -> HttpResponse:
        return view(request, place_for(request, place), **kwargs)

    return inside


def place_for(request: DepartmentRequest, slug: str) -> Organisation:
    found = operated(request.department.pk).select_related("school", "successor").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def url(request: DepartmentRequest, name: str, **kwargs: Any) -> str:
    return reverse(f"organisations:{name}", kwargs={"department": request.department.slug, **kwargs})
