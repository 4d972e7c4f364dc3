"""The same pages about procedures for a school and for a department."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import URLPattern, path, reverse

from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.editions.domain.rules import may_answer, may_enter
from safeguard.organisations.models import Organisation
from safeguard.web import DepartmentRequest, SchoolRequest, department_view, school_view

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Place:
    """Where somebody reads or enters; `mount` is the prefix of the addresses' names."""

    organisation: Organisation
    member: Member
    mount: str
    slugs: tuple[tuple[str, str], ...]

    @property
    def is_school(self) -> bool:
        return self.mount == ""

    @property
    def enters(self) -> bool:
        return may_enter(self.member)

    @property
    def answers(self) -> bool:
        return may_answer(self.member)

    def url(self, name: str, **kwargs: Any) -> str:
        return reverse(f"editions:{self.mount}{name}", kwargs={**dict(self.slugs), **kwargs})


def reading(route: str, view: View, name: str) -> list[URLPattern]:
    """For every signed-in member of the place."""
    return _mounted(route, view, name, Permission.SCHOOL_ENTER, Permission.DEPARTMENT_ENTER)


def entering(route: str, view: View, name: str) -> list[URLPattern]:
    """For who may change the settings; nobody who is let in for one case."""

    def inside(request: Any, place: Place, **kwargs: Any) -> HttpResponse:
        if not place.enters:
            raise PermissionDenied
        return view(request, place, **kwargs)

    return _mounted(route, inside, name, Permission.SETTINGS_EDIT, Permission.SETTINGS_EDIT)


def answering(route: str, view: View, name: str) -> list[URLPattern]:
    """For who may enter or be the second person."""

    def inside(request: Any, place: Place, **kwargs: Any) -> HttpResponse:
        if not place.answers:
            raise PermissionDenied
        return view(request, place, **kwargs)

    return _mounted(route, inside, name, Permission.SETTINGS_REVIEW, Permission.SETTINGS_REVIEW)


def _mounted(route: str, view: View, name: str, at_school: Permission, at_department: Permission) -> list[URLPattern]:
    @school_view(at_school)
    def of_school(request: SchoolRequest, **kwargs: Any) -> HttpResponse:
        organisation = request.school.organisation
        return view(request, Place(organisation, request.member, "", (("school", organisation.slug),)), **kwargs)

    @department_view(at_department)
    def of_department(request: DepartmentRequest, **kwargs: Any) -> HttpResponse:
        slugs = (("department", request.department.slug),)
        return view(request, Place(request.department, request.member, "department_", slugs), **kwargs)

    return [
        path(f"s/<slug:school>/settings/procedures/{route}", of_school, name=name),
        path(f"d/<slug:department>/settings/procedures/{route}", of_department, name=f"department_{name}"),
    ]
