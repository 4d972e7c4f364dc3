"""`/s/<school>/...`: the scope is opened around the view, not in a middleware.

A middleware's transaction would commit the half-done work of a view that ends in a 500 response.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.audit.access import LookRefused
from safeguard.organisations.enums import OrganisationState
from safeguard.organisations.models import Membership, School
from safeguard.organisations.selectors.members import as_member
from safeguard.tenancy.scope import school_scope
from safeguard.web import errors
from safeguard.web.membership import Forbidden, membership_for, require
from safeguard.web.signed_in import signed_in


class SchoolRequest(HttpRequest):
    """A request inside one school."""

    member: Member
    school: School
    membership: Membership
    htmx: Any


def school_view(permission: Permission) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Sign-in, live membership, the verb; then the view inside the school's scope and zone.

    The view takes the request and what the address holds beside `school`. Its response must be complete when it
    returns: `render`, never a template response that is filled after the scope has closed.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        @signed_in
        def inside(request: SchoolRequest, school: str, **kwargs: Any) -> HttpResponse:
            membership = membership_for(request, school)
            if membership.organisation.kind != "school":
                raise Http404
            request.member = as_member(membership)
            request.school = membership.organisation.school
            request.membership = membership
            if membership.organisation.state == OrganisationState.SUSPENDED:
                return errors.suspended(request, membership.organisation)
            try:
                require(request.member, permission)
            except Forbidden as refusal:
                raise PermissionDenied from refusal
            try:
                with timezone.override(ZoneInfo(membership.organisation.timezone)), school_scope(request.school.pk):
                    return view(request, **kwargs)
            except LookRefused as refusal:
                with school_scope(request.school.pk):
                    refusal.record()
                raise

        inside.permission = permission  # type: ignore[attr-defined]
        return inside

    return decorate
