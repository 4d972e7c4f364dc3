"""Suspended teaching: an air alarm, a quarantine. It's recorded and shown; what it stops, a definition says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from safeguard.calendars.calendar import ONE_DAY


class SuspensionKind(StrEnum):
    AIR_ALARM = "air_alarm"
    QUARANTINE = "quarantine"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Suspension:
    """From an instant to another. One that still lasts ends, for a count, at the moment of counting."""

    kind: SuspensionKind
    from_at: datetime
    until_at: datetime
    reason: str = ""


def merged(suspensions: Iterable[Suspension]) -> list[tuple[datetime, datetime]]:
    """Their time without overlaps, in order: what lies in two of them is suspended once."""
    found: list[tuple[datetime, datetime]] = []
    for each in sorted(suspensions, key=lambda each: each.from_at):
        if found and each.from_at <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], each.until_at))
        else:
            found.append((each.from_at, each.until_at))
    return found


def elapsed_to(start: datetime, length: timedelta, suspensions: Iterable[Suspension]) -> datetime:
    """The instant at which so much time has run outside them. Arithmetic on aware instants of one zone, UTC best."""
    at, left = start, length
    for begins, ends in merged(suspensions):
        if ends <= at:
            continue
        run = max(begins - at, timedelta(0))
        if left <= run:
            break
        at, left = ends, left - run
    return at + left


def whole_days(suspensions: Iterable[Suspension], zone: ZoneInfo) -> Iterator[date]:
    """The local days that lie wholly in them. A day with an hour of teaching, or an hour's alarm, still counts."""
    for begins, ends in merged(suspensions):
        day = begins.astimezone(zone).date()
        day += ONE_DAY if _midnight(day, zone) < begins else timedelta(0)
        while _midnight(day + ONE_DAY, zone) <= ends:
            yield day
            day += ONE_DAY


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)
