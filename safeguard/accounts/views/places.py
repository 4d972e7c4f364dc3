"""The same pages about staff in three places: a school, a department, an organisation below the operator's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import URLPattern, path, reverse

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.access.roles import Role
from safeguard.organisations.models import Organisation
from safeguard.organisations.selectors.tree import is_below
from safeguard.web import DepartmentRequest, SchoolRequest, department_view, school_view

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Place:
    """Whose staff it is, and who manages it. `mount` is the prefix of the addresses' names."""

    organisation: Organisation
    member: Member
    mount: str
    slugs: tuple[tuple[str, str], ...]

    @property
    def is_within_school(self) -> bool:
        """At the school's own address its rows can be read; from a department above they can't."""
        return self.mount == ""

    def url(self, name: str, **kwargs: Any) -> str:
        return reverse(f"accounts:{self.mount}{name}", kwargs={**dict(self.slugs), **kwargs})


def mounted(route: str, view: View, permission: Permission, name: str) -> list[URLPattern]:
    """One page, three addresses."""
    return [
        path(f"s/<slug:school>/settings/{route}", _at_school(view, permission), name=name),
        path(f"d/<slug:department>/settings/{route}", _at_department(view, permission), name=f"department_{name}"),
        path(
            f"d/<slug:department>/settings/of/<slug:organisation>/{route}",
            _below(view, permission),
            name=f"below_{name}",
        ),
    ]


def _at_school(view: View, permission: Permission) -> View:
    @school_view(permission)
    def at_school(request: SchoolRequest, **kwargs: Any) -> HttpResponse:
        organisation = request.school.organisation
        return view(request, Place(organisation, request.member, "", (("school", organisation.slug),)), **kwargs)

    return at_school


def _at_department(view: View, permission: Permission) -> View:
    @department_view(permission)
    def at_department(request: DepartmentRequest, **kwargs: Any) -> HttpResponse:
        slugs = (("department", request.department.slug),)
        return view(request, Place(request.department, request.member, "department_", slugs), **kwargs)

    return at_department


def _below(view: View, permission: Permission) -> View:
    @department_view(permission)
    def below(request: DepartmentRequest, organisation: str, **kwargs: Any) -> HttpResponse:
        found = _organisation_below(request, organisation)
        slugs = (("department", request.department.slug), ("organisation", found.slug))
        return view(request, Place(found, request.member, "below_", slugs), **kwargs)

    return below


def _organisation_below(request: DepartmentRequest, slug: str) -> Organisation:
    """The operator's alone, and only what stands under the operator's own; anything else doesn't exist."""
    found = Organisation.objects.filter(slug=slug).exclude(state="closed").first()
    is_operator = Role.OPERATOR in request.member.roles
    if found is None or not is_operator or not is_below(found.pk, request.department.pk, on=clock.today()):
        raise Http404
    return found
