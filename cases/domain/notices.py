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


def counting_for(told: Iterable[Told], since: datetime | None) -> list[Told]:
    """The clock of a joined case is met only by who was told after its own report came in; any other by everybody."""
    return [each for each in told if since is None or each.at >= since]


@dataclass(frozen=True)
class MinorSide:
    """A child in an act, as the clocks see it; in the order in which the sides were added."""

    child: UUID
    involvement: UUID
    report: UUID
    has_come: bool = False


def sides_by_clock(sides: Iterable[MinorSide], own_clocks: Collection[UUID]) -> dict[UUID | None, set[UUID]]:
    """Whose representatives each clock of a rule waits for; None is the clock that the first report started.

    A further report has a clock for the sides it brought, and so has a side that was found later. The clock of a case
    that was joined to this one goes on for all its sides, those too who were sides here before.
    """
    found: dict[UUID | None, set[UUID]] = {}
    seen: set[UUID] = set()
    for side in sides:
        if side.has_come and side.report in own_clocks:
            found.setdefault(side.report, set()).add(side.child)
        elif side.child not in seen:
            subject = next((each for each in (side.involvement, side.report) if each in own_clocks), None)
            found.setdefault(subject, set()).add(side.child)
            seen.add(side.child)
    return found


@dataclass(frozen=True)
class Progress:
    """How many minor sides have a representative who was told."""

    told: int
    sides: int
    untold: frozenset[UUID] = frozenset()


def progress(reached: Collection[UUID], minor_sides: Collection[UUID]) -> Progress:
    """For the page: 1 of 2 sides, and who is left."""
    untold = frozenset(child for child in minor_sides if child not in reached)
    return Progress(len(set(minor_sides)) - len(untold), len(set(minor_sides)), untold)
