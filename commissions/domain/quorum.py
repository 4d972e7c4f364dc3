"""Who is in the room, and whether that is enough (UA-B-IV.5.5)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from safeguard.procedures.schema import Commission as Rules
from safeguard.procedures.tally import majority_of, quorum_of


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay of a member in the room; without arrival, an absence."""

    seat_id: UUID
    arrived_at: datetime | None
    left_at: datetime | None = None

    def covers(self, at: datetime) -> bool:
        return self.arrived_at is not None and self.arrived_at <= at and (self.left_at is None or at < self.left_at)


@dataclass(frozen=True, slots=True)
class Quorum:
    """The count at one moment. `composition` is N, approved on the day; invited persons and proxies never count."""

    composition: int
    present: int
    needed: int
    majority: int

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed

    @property
    def breaks_at(self) -> int:
        """How many would have to leave until no vote is possible."""
        return self.present - self.needed + 1


def present_at(stays: Iterable[Stay], at: datetime) -> frozenset[UUID]:
    """The seats in the room at an instant: in from the arrival, out from the departure."""
    return frozenset(stay.seat_id for stay in stays if stay.covers(at))


def in_the_room(stays: Iterable[Stay]) -> frozenset[UUID]:
    """The seats that have come and not left."""
    return frozenset(stay.seat_id for stay in stays if stay.arrived_at is not None and stay.left_at is None)


def quorum(composition: Collection[UUID], present: Collection[UUID], rules: Rules) -> Quorum:
    """Only those of the composition count, whoever else is in the room."""
    size = len(composition)
    counted = len(set(present) & set(composition))
    return Quorum(size, counted, quorum_of(rules, size), majority_of(size))
