"""The notice of a meeting: not later than 18:00 of the calendar day before, with the materials (UA-B-IV.5.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from safeguard.errors import RuleViolation, gettext_noop
from safeguard.procedures.localtime import at_clock
from safeguard.procedures.schema import Before


class Breach(StrEnum):
    """What a date would break. The chair may still choose it, with a reason (conflict C-24)."""

    PAST_LIMIT = "past_limit"
    NOTICE_LATE = "notice_late"


@dataclass(frozen=True, slots=True)
class Broken:
    """One breach: the limit that the date passes."""

    breach: Breach
    limit: datetime


def last_moment(limit: Before, starts_at: datetime, zone: ZoneInfo) -> datetime:
    """The last instant at which everybody may be told. A day of rest before the meeting doesn't move it."""
    return at_clock(starts_at.astimezone(zone).date() - timedelta(days=limit.days), limit.at, zone)


def complete_at(sent_at: datetime | None, materials_at: datetime | None) -> datetime | None:
    """A notice is complete when agenda, date, time, place and materials have all been given."""
    if sent_at is None or materials_at is None:
        return None
    return max(sent_at, materials_at)


def is_late(completed_at: datetime, limit: datetime) -> bool:
    """18:00:00 is in time, 18:00:01 is late."""
    return completed_at > limit


def breaches(
    starts_at: datetime, *, now: datetime, notice_limit: datetime | None, meeting_limits: Iterable[datetime]
) -> list[Broken]:
    """What a meeting at that time would break if the notice went out now."""
    found = [Broken(Breach.PAST_LIMIT, limit) for limit in sorted(set(meeting_limits)) if starts_at > limit]
    if notice_limit is not None and now > notice_limit:
        found.append(Broken(Breach.NOTICE_LATE, notice_limit))
    return found


def check_call(starts_at: datetime, *, now: datetime, broken: Iterable[Broken], reason: str) -> None:
    """Refuse a meeting in the past; ask for a reason where a limit is broken."""
    if starts_at <= now:
        raise RuleViolation(
            gettext_noop("A meeting can't be called for a time that has passed. Enter one held on paper instead."),
            field="starts_at",
        )
    if list(broken) and not reason.strip():
        raise RuleViolation(gettext_noop("Say why this date was chosen: it breaks a limit."), field="reason")
