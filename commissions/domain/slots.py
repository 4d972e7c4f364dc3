"""Dates that the product proposes for a meeting: a working day, within the limits, with nobody called elsewhere."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from commissions.domain.notice import Broken, breaches
from safeguard.procedures.localtime import at_clock

#: When a school sits together: between lessons and after them. Only a proposal, any other time may be typed.
HOURS = (time(10), time(14), time(16))
#: How long a meeting is taken to last, for planning alone.
LENGTH = timedelta(minutes=90)
MOST = 6
_FARTHEST = 14
_ONE_DAY = timedelta(days=1)

NoticeLimit = Callable[[datetime], datetime | None]


@dataclass(frozen=True, slots=True)
class Slot:
    """A date and what it would break; one that keeps every limit breaks nothing."""

    at: datetime
    broken: tuple[Broken, ...] = ()


def overlaps(one: datetime, other: datetime) -> bool:
    """Whether two meetings that begin then fall into each other."""
    return abs(one - other) < LENGTH


def proposed(
    *,
    now: datetime,
    zone: ZoneInfo,
    works: Callable[[date], bool],
    meeting_limits: Sequence[datetime],
    notice_limit: NoticeLimit,
    taken: Iterable[datetime],
) -> list[Slot]:
    """Those that keep every limit; if there are none, the soonest, each with what it breaks (conflict C-24)."""
    busy = list(taken)
    found = [
        Slot(at, tuple(breaches(at, now=now, notice_limit=notice_limit(at), meeting_limits=meeting_limits)))
        for at in _times(now, zone, works)
        if not any(overlaps(at, other) for other in busy)
    ]
    return ([slot for slot in found if not slot.broken] or found)[:MOST]


def _times(now: datetime, zone: ZoneInfo, works: Callable[[date], bool]) -> Iterator[datetime]:
    today = now.astimezone(zone).date()
    for number in range(_FARTHEST):
        day = today + _ONE_DAY * number
        if works(day):
            yield from (at for hour in HOURS if (at := at_clock(day, hour, zone)) > now)
