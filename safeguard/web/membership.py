"""The member behind a request: from the address and the live membership, never from a "current school"."""

from typing import cast
from uuid import UUID

from django.db.models import F
from django.http import Http404, HttpRequest

from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.organisations.models import Membership
from safeguard.organisations.selectors.members import live_memberships
from safeguard.organisations.selectors.tree import TodayThere


class Forbidden(Exception):
    """The member may enter the organisation, but not say this verb."""


def membership_for(request: HttpRequest, slug: str) -> Membership:
    """404 for a place that doesn't exist and for one that isn't yours: alike, in one query."""
    found = (
        live_memberships(on=TodayThere())
        .filter(user_id=cast(UUID, request.user.pk), organisation__slug=slug)
        .exclude(organisation__state="closed")
        .select_related("user", "organisation", "organisation__school")
        .order_by(F("guest_case").asc(nulls_first=True))  # one's own place before a guest's
        .first()
    )
    if found is None:
        raise Http404
    return found


def require(member: Member, permission: Permission) -> None:
    if not member.may(permission):
        raise Forbidden(permission)
