"""`/d/<department>/...`: a department reads rollups in its own scope and never enters a school's."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.organisations.models import Membership, Organisation
from safeguard.organisations.selectors.members import as_member
from safeguard.tenancy.scope import department_scope
from safeguard.web.membership import Forbidden, membership_for, require
from safeguard.web.signed_in import signed_in


class DepartmentRequest(HttpRequest):
    """A request inside one department: district, region or ministry."""

    member: Member
    department: Organisation
    membership: Membership


def department_view(
    permission: Permission, *, opens_scope: bool = True
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Sign-in, live membership of a department, the verb; then the view inside the department's scope.

    A view that drills down checks the descendant first and opens that place's scope itself (`opens_scope=False`).
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        @signed_in
        def inside(request: DepartmentRequest, department: str, **kwargs: Any) -> HttpResponse:
            membership = membership_for(request, department)
            if membership.organisation.kind == "school":
                raise Http404
            request.member = as_member(membership)
            request.department = membership.organisation
            request.membership = membership
            try:
                require(request.member, permission)
            except Forbidden as refusal:
                raise PermissionDenied from refusal
            zone = ZoneInfo(membership.organisation.timezone)
            scope = department_scope(request.department.pk) if opens_scope else nullcontext()
            with timezone.override(zone), scope:
                return view(request, **kwargs)

        inside.permission = permission  # type: ignore[attr-defined]
        return inside

    return decorate
