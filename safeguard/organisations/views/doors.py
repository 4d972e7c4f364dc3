"""The same pages about an institution's calendar behind three doors: its school's, its department's, its operator's."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
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
        path(
            f"s/<slug:school>/settings/calendar/{route}",
            at_school(partial(_school, view, reads)),
            name=f"school_{name}",
        ),
        path(
            f"d/<slug:department>/settings/calendar/{route}",
            at_department(partial(_department, view, reads)),
            name=f"department_{name}",
        ),
        path(
            f"operate/<slug:department>/places/<slug:place>/calendar/{route}",
            place_view(partial(_operated, view, reads)),
            name=f"place_{name}",
        ),
    ]


def _may_edit(member: Member) -> bool:
    """A guest of one case changes nothing of the school."""
    return member.may(Permission.SETTINGS_EDIT) and member.guest_case is None


def _entered(view: View, request: SchoolRequest | DepartmentRequest, door: Door, *, reads: bool, **kwargs: Any) -> Any:
    if not reads and not door.may_edit:
        raise PermissionDenied
    return view(request, door, **kwargs)


def _school(view: View, reads: bool, request: SchoolRequest, **kwargs: Any) -> HttpResponse:
    place, member = request.school.organisation, request.member
    slugs = (("school", place.slug),)
    door = Door(place, member, "school_", slugs, _may_edit(member))
    return _entered(view, request, door, reads=reads, **kwargs)


def _department(view: View, reads: bool, request: DepartmentRequest, **kwargs: Any) -> HttpResponse:
    place, member = request.department, request.member
    slugs = (("department", place.slug),)
    door = Door(place, member, "department_", slugs, _may_edit(member))
    return _entered(view, request, door, reads=reads, **kwargs)


def _operated(view: View, reads: bool, request: DepartmentRequest, found: Organisation, **kwargs: Any) -> HttpResponse:
    slugs = (("department", request.department.slug), ("place", found.slug))
    door = Door(found, request.member, "place_", slugs, may_edit=found.state != "closed")
    return _entered(view, request, door, reads=reads, **kwargs)
