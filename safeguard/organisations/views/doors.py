"""The same pages about an institution's calendar behind three doors: its school's, its department's, its operator's."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path, reverse

from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.accounts.presenters.staff import tabs
from safeguard.accounts.views.places import Place
from safeguard.organisations.models import Organisation
from safeguard.organisations.views.shared import place_view
from safeguard.web import DepartmentRequest, SchoolRequest, department_view, school_view

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Door:
    """Whose calendar it is, who looks at it, and by which address. `may_edit`: orders are entered here too."""

    organisation: Organisation
    member: Member
    mount: str
    slugs: tuple[tuple[str, str], ...]
    may_edit: bool

    def url(self, name: str, **kwargs: Any) -> str:
        return reverse(f"organisations:{self.mount}{name}", kwargs={**dict(self.slugs), **kwargs})

    @property
    def tabs(self) -> list[dict[str, object]]:
        """Among the settings, for those who have them."""
        if self.mount == "place_" or not self.member.may(Permission.STAFF_MANAGE):
            return []
        mount = "" if self.mount == "school_" else self.mount
        return tabs(Place(self.organisation, self.member, mount, self.slugs), "calendar")

    @property
    def back_href(self) -> str:
        """The operator comes from the institution's page."""
        return reverse("organisations:place", kwargs=dict(self.slugs)) if self.mount == "place_" else ""


def mounted(route: str, view: View, name: str, *, reads: bool = False) -> list[URLPattern]:
    """One page, three addresses. Everybody of a place reads its calendar; orders belong to those with its settings."""
    at_school = school_view(Permission.SCHOOL_ENTER if reads else Permission.SETTINGS_EDIT)
    at_department = department_view(
        Permission.DEPARTMENT_ENTER if reads else Permission.SETTINGS_EDIT, opens_scope=False
    )
    return [
        path(f"s/<slug:school>/settings/calendar/{route}", at_school(partial(_school, view)), name=f"school_{name}"),
        path(
            f"d/<slug:department>/settings/calendar/{route}",
            at_department(partial(_department, view)),
            name=f"department_{name}",
        ),
        path(
            f"operate/<slug:department>/places/<slug:place>/calendar/{route}",
            place_view(partial(_operated, view)),
            name=f"place_{name}",
        ),
    ]


def _school(view: View, request: SchoolRequest, **kwargs: Any) -> HttpResponse:
    place, member = request.school.organisation, request.member
    slugs = (("school", place.slug),)
    return view(request, Door(place, member, "school_", slugs, member.may(Permission.SETTINGS_EDIT)), **kwargs)


def _department(view: View, request: DepartmentRequest, **kwargs: Any) -> HttpResponse:
    place, member = request.department, request.member
    slugs = (("department", place.slug),)
    return view(request, Door(place, member, "department_", slugs, member.may(Permission.SETTINGS_EDIT)), **kwargs)


def _operated(view: View, request: DepartmentRequest, found: Organisation, **kwargs: Any) -> HttpResponse:
    slugs = (("department", request.department.slug), ("place", found.slug))
    return view(request, Door(found, request.member, "place_", slugs, may_edit=found.state != "closed"), **kwargs)
