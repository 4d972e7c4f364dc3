"""Local time at the edge: what a clock on the wall means, and when a local day ends."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from safeguard.procedures.notes import Note, NoteCode

LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Reading:
    """An instant read from a local time, in its zone, with what had to be decided to read it."""

    at: datetime
    notes: tuple[Note, ...]


def read_local(wall: datetime, zone: ZoneInfo) -> Reading:
    """A naive time is local time; one with an offset is the same instant in the zone.

    An ambiguous local time is the first of the two; a nonexistent one is read with the offset before the gap. Both
    are conventions, so both leave a note.
    """
    if wall.tzinfo is not None:
        return Reading(wall.astimezone(zone), ())
    first, second = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
    at = first.astimezone(UTC).astimezone(zone)
    if first.utcoffset() == second.utcoffset():
        return Reading(at, ())
    exists = at.replace(tzinfo=None, fold=0) == wall.replace(fold=0)
    code = NoteCode.AMBIGUOUS_TIME if exists else NoteCode.NONEXISTENT_TIME
    return Reading(at, (Note(code, {"read": at.isoformat()}),))


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """23:59:59 of a local day; where the clocks go back at midnight the later of the two, for the day isn't over."""
    return datetime.combine(day, LAST_SECOND, tzinfo=zone).replace(fold=1)


def at_clock(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A clock time of a local day, read as everywhere else."""
    return read_local(datetime.combine(day, at), zone).at


def later(at: datetime, elapsed: timedelta, zone: ZoneInfo) -> datetime:
    """Elapsed time is counted in UTC, so that a change of the clocks neither lengthens nor shortens it."""
    return (at.astimezone(UTC) + elapsed).astimezone(zone)
