"""Orders that make somebody acting head. What they open is said by `organisations.selectors.members`."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from safeguard.organisations.models import ActingHead
from safeguard.organisations.selectors.members import orders_in_force


def acting_head_of(organisation_id: UUID, *, on: date) -> ActingHead | None:
    orders = orders_in_force(on).filter(organisation_id=organisation_id, user__is_active=True)
    return orders.select_related("user").first()


def acting_heads(organisation_id: UUID) -> QuerySet[ActingHead]:
    """Every order, the latest first."""
    return ActingHead.objects.filter(organisation_id=organisation_id).select_related("user").order_by("-from_on", "pk")
