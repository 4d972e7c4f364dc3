"""The member behind a request: from the address and the live membership, never from a "current school"."""

from dataclasses import replace
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.access.roles import Role
from safeguard.organisations.models import Membership
from safeguard.organisations.selectors.members import as_member, live_memberships


class Forbidden(Exception):
    """The member may enter the organisation, but not say this verb."""


def membership_for(request: HttpRequest, slug: str) -> Membership:
    """404 for a place that doesn't exist and for one that isn't yours: alike, in one query."""
    found = (
        live_memberships(on=clock.today())
        .filter(user_id=cast(UUID, request.user.pk), organisation__slug=slug)
        .exclude(organisation__state="closed")
        .select_related("user", "organisation", "organisation__school")
        .order_by("guest_case")
        .first()
    )
    if found is None:
        raise Http404
    return found


def member_of(membership: Membership) -> Member:
    """With the roles that an order gives for a time (acting head)."""
    from safeguard.accounts.selectors.acting import acting_roles

    member = as_member(membership)
    if Role.PRINCIPAL in member.roles:
        return member  # an order can add nothing, and every page of the head asks once less
    today = clock.today(ZoneInfo(membership.organisation.timezone))
    extra: frozenset[Role] = acting_roles(membership.user_id, membership.organisation_id, today)
    return replace(member, roles=member.roles | extra)


def require(member: Member, permission: Permission) -> None:
    if not member.may(permission):
        raise Forbidden(permission)
