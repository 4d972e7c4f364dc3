"""The roles that an order gives for a time."""

from datetime import date
from uuid import UUID

from safeguard.access.roles import Role


def acting_roles(user_id: UUID, organisation_id: UUID, on: date) -> frozenset[Role]:
    """The head's role while an order makes somebody acting head; empty otherwise."""
    return frozenset()
