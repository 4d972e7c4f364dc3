"""Who a user is in an organisation, and who holds a role there."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.organisations.models import Membership
from safeguard.organisations.selectors.tree import live_on


def live_memberships(*, on: date) -> QuerySet[Membership]:
    """Neither ended nor outside its dates, of an account that is still active."""
    return Membership.objects.filter(live_on(on), ended_at__isnull=True, user__is_active=True)


def memberships_of(user_id: UUID, *, on: date) -> QuerySet[Membership]:
    return (
        live_memberships(on=on)
        .filter(user_id=user_id)
        .exclude(organisation__state="closed")
        .select_related("organisation", "organisation__school", "user")
        .order_by("organisation__name")
    )


def as_member(membership: Membership) -> Member:
    """The membership as the rules see it. `user` must be selected with it."""
    return Member(
        user_id=membership.user_id,
        name=membership.user.display_name,
        organisation_id=membership.organisation_id,
        membership_id=membership.pk,
        roles=frozenset(Role(role) for role in membership.roles),
        guest_case=membership.guest_case,
    )


def holders_of(organisation_id: UUID, roles: Iterable[Role], *, on: date) -> QuerySet[Membership]:
    """The live members who hold any of the roles."""
    return (
        live_memberships(on=on)
        .filter(Q(roles__overlap=[str(role) for role in roles]), organisation_id=organisation_id)
        .exclude(guest_case__isnull=False)
        .select_related("user")
        .order_by("from_on", "pk")
    )
