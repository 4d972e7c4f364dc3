"""Whether the same person stands in another case within a year. Pure.

The penalty is another when the act is repeated within a year after one (UA-B-IV.11.3; Kazakhstan: art. 127-2). Courts
and police impose it, so the school can't know the day; it counts from the last day that it knows: the decision, or
else the receipt.
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Known:
    """A case: when it was received, and when the commission decided, if it has."""

    received_at: datetime
    decided_at: datetime | None = None


def year_after(day: date) -> date:
    """The same day of the next year; of 29 February the 28th."""
    if (day.month, day.day) == (2, 29) and not isleap(day.year + 1):
        return date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)


def is_repeat(earlier: Known, later: Known, zone: ZoneInfo) -> bool:
    """The later one was received within a year of the last known day of the earlier one, the last day included."""
    if later.received_at < earlier.received_at:
        return False
    last = max(earlier.received_at, earlier.decided_at or earlier.received_at)
    return later.received_at.astimezone(zone).date() <= year_after(last.astimezone(zone).date())
