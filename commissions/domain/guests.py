"""Somebody invited beside the members."""

from dataclasses import dataclass
from uuid import UUID

from commissions.enums import Capacity


@dataclass(frozen=True)
class Guest:
    """To one case, without a vote. A person whom the school knows by `adult_id`, anybody else by words."""

    case_id: UUID
    capacity: Capacity
    adult_id: UUID | None = None
    side_child_id: UUID | None = None
    whom: str = ""
    has_consent: bool | None = None


@dataclass(frozen=True)
class Candidate:
    """A suggestion: what the form sends back, what the page says, whom it would invite."""

    key: str
    label: str
    guest: Guest
