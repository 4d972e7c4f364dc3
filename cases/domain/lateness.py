"""Met, missed, late: arithmetic on instants. Exactly at the limit is in time, one second later is late (H24)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.enums import DeadlineState


@dataclass(frozen=True)
class Standing:
    """What a deadline's row must say after an act or a look at the clock."""

    state: DeadlineState
    late: timedelta | None = None


def standing(due_at: datetime, *, met_at: datetime | None, now: datetime) -> Standing:
    """Derived, never counted up: the same answer whenever and however often it's asked."""
    if met_at is not None:
        late = met_at - due_at
        return Standing(DeadlineState.MET) if late <= timedelta(0) else Standing(DeadlineState.MET_LATE, late)
    return Standing(DeadlineState.MISSED) if now > due_at else Standing(DeadlineState.OPEN)


def whole_seconds(late: timedelta) -> int:
    """A part of a second past the limit is late too, so it's rounded up."""
    return -(-late // timedelta(seconds=1))
