"""What suspended teaching does to a limit that it stops: the days that fall out, and the remark that says so."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from safeguard.calendars import Suspension, WorkCalendar
from safeguard.calendars.suspension import whole_days
from safeguard.procedures.notes import Note, NoteCode


def without(stops: Sequence[Suspension], calendar: WorkCalendar, zone: ZoneInfo) -> WorkCalendar:
    """The days that lie wholly in suspended teaching don't work, with its reason."""
    return calendar.resting_on({day: _names(stops, day, zone) for day in whole_days(stops, zone)})


def _names(stops: Sequence[Suspension], day: date, zone: ZoneInfo) -> dict[str, str]:
    """What covers a whole day ends at the earliest at the next midnight."""
    spans = ((each, each.from_at.astimezone(zone).date(), each.until_at.astimezone(zone).date()) for each in stops)
    reason = next(each.reason for each, first, last in spans if first <= day < last)
    return dict.fromkeys(("uk", "kk", "ru", "en"), reason)


def remarks(stops: Sequence[Suspension], start: datetime, end: datetime, zone: ZoneInfo) -> tuple[Note, ...]:
    """What the count passed over, for its explanation."""
    within = (each for each in stops if each.until_at > start and each.from_at < end)
    return tuple(
        Note(NoteCode.STOPPED, {"from": _minute(each.from_at, zone), "until": _minute(each.until_at, zone)})
        for each in within
    )


def _minute(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
