"""When a notice is complete. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Told:
    """Somebody was told; `side_child` when it was for a minor side."""

    at: datetime
    side_child: UUID | None = None


def completed_at(told: Iterable[Told], minor_sides: Collection[UUID] | None) -> datetime | None:
    """The instant at which the duty was done, or None while somebody is still untold.

    `minor_sides` for a rule that counts each of them: then it's the last of their first notices (TC-11: the offender
    and the observers are sides too). None for a rule with one recipient: the first notice.
    """
    first: dict[UUID | None, datetime] = {}
    for notice in sorted(told, key=lambda notice: notice.at):
        first.setdefault(notice.side_child if minor_sides is not None else None, notice.at)
    if minor_sides is None:
        return first.get(None)
    if not minor_sides or not set(minor_sides) <= first.keys():
        return None
    return max(first[child] for child in minor_sides)


@dataclass(frozen=True)
class Progress:
    """How many minor sides have a representative who was told."""

    told: int
    sides: int
    untold: frozenset[UUID] = frozenset()


def progress(told: Iterable[Told], minor_sides: Collection[UUID]) -> Progress:
    """For the page: 1 of 2 sides, and who is left."""
    reached = {notice.side_child for notice in told}
    untold = frozenset(child for child in minor_sides if child not in reached)
    return Progress(len(set(minor_sides)) - len(untold), len(set(minor_sides)), untold)
