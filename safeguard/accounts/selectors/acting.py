"""The roles that an order gives for a time."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from safeguard.access.roles import Role
from safeguard.accounts.models import ActingHead
from safeguard.organisations.selectors.tree import live_on


def acting_roles(user_id: UUID, organisation_id: UUID, on: date) -> frozenset[Role]:
    """The head's role while an order makes somebody acting head; empty otherwise."""
    orders = _in_force(on).filter(user_id=user_id, organisation_id=organisation_id)
    return frozenset({Role.PRINCIPAL}) if orders.exists() else frozenset()


def acting_head_of(organisation_id: UUID, *, on: date) -> ActingHead | None:
    return _in_force(on).filter(organisation_id=organisation_id).select_related("user").first()


def acting_heads(organisation_id: UUID) -> QuerySet[ActingHead]:
    """Every order, the latest first."""
    return ActingHead.objects.filter(organisation_id=organisation_id).select_related("user").order_by("-from_on", "pk")


def _in_force(on: date) -> QuerySet[ActingHead]:
    return ActingHead.objects.filter(live_on(on), ended_at__isnull=True, user__is_active=True)
