"""Who a user is in an organisation, and who holds a role there."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, Exists, F, Func, OuterRef, Q, QuerySet, Value, When

from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.organisations.models import ActingHead, Membership
from safeguard.organisations.selectors.tree import Day, TodayThere, live_on


def orders_in_force(on: Day) -> QuerySet[ActingHead]:
    return ActingHead.objects.filter(live_on(on), ended_at__isnull=True)


def with_roles(rows: QuerySet[Membership], *, on: Day) -> QuerySet[Membership]:
    """Each with `held_roles` of that day: its own and, while an order makes its holder acting head, the head's.

    The one place that says which roles a membership has; whoever asks for a role asks here. `is_acting_head` tells
    the office by order apart. Nobody is acting head as a guest.
    """
    orders = orders_in_force(on).filter(organisation_id=OuterRef("organisation_id"), user_id=OuterRef("user_id"))
    as_head = Func(
        F("roles"),
        Value(str(Role.PRINCIPAL)),
        function="array_append",
        output_field=Membership._meta.get_field("roles"),
    )
    return rows.annotate(
        is_acting_head=Exists(orders) & Q(guest_case__isnull=True),
        held_roles=Case(When(is_acting_head=True, then=as_head), default=F("roles")),
    )


def live_memberships(*, on: Day) -> QuerySet[Membership]:
    """Neither ended nor outside its dates, of an account that is still active; each with its roles of that day."""
    rows = Membership.objects.filter(live_on(on), ended_at__isnull=True, user__is_active=True)
    return with_roles(rows, on=on)


def memberships_of(user_id: UUID, *, on: date) -> QuerySet[Membership]:
    return (
        live_memberships(on=on)
        .filter(user_id=user_id)
        .exclude(organisation__state="closed")
        .select_related("organisation", "organisation__school", "user")
        .order_by("organisation__name")
    )


def roles_of(membership: Membership) -> frozenset[Role]:
    """Of the day for which it was read by `live_memberships`; of today, by one statement, for a row from elsewhere."""
    held = getattr(membership, "held_roles", None)
    if held is None:
        rows = with_roles(Membership.objects.filter(pk=membership.pk), on=TodayThere())
        held = rows.values_list("held_roles", flat=True).get()  # type: ignore[misc]
    return frozenset(Role(role) for role in held)


def as_member(membership: Membership) -> Member:
    """The membership as the rules see it. `user` must be selected with it."""
    return Member(
        user_id=membership.user_id,
        name=membership.user.display_name,
        organisation_id=membership.organisation_id,
        membership_id=membership.pk,
        roles=roles_of(membership),
        guest_case=membership.guest_case,
    )


def holders_of(organisation_id: UUID, roles: Iterable[Role], *, on: Day) -> QuerySet[Membership]:
    """The live members who hold any of the roles, an acting head first: while the order holds, that one signs.

    A head on leave is still a head and is told as well: the order gives the office to another for a time and takes
    no duty away.
    """
    return (
        live_memberships(on=on)  # type: ignore[misc]
        .filter(held_roles__overlap=[str(role) for role in roles], organisation_id=organisation_id)
        .exclude(guest_case__isnull=False)
        .select_related("user")
        .order_by("-is_acting_head", "from_on", "pk")
    )
