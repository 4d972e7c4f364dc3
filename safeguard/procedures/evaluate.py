"""Deadlines derived from a procedure and the facts: values in, values out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from safeguard.calendars import SkippedDay, Suspension, WorkCalendar
from safeguard.calendars.suspension import elapsed_to
from safeguard.procedures.localtime import at_clock, end_of_day
from safeguard.procedures.notes import Note, NoteCode
from safeguard.procedures.pauses import remarks, without
from safeguard.procedures.schema import Before, Procedure, Rule, Start, Unit, Within
from safeguard.procedures.starts import Limits


@dataclass(frozen=True, slots=True)
class Deadline:
    """One limit of one case, with its reasons.

    `due` is the law's and None where the text gives no number; `default_due` is then the product's own.
    `projected`: its start hasn't happened yet and was taken to be the last day of the step before.
    """

    rule: Rule
    started_at: datetime
    due: datetime | None
    default_due: datetime | None
    counted: tuple[date, ...]
    skipped: tuple[SkippedDay, ...]
    projected: bool
    notes: tuple[Note, ...]
    calendar: str
    calendar_version: str

    @property
    def key(self) -> str:
        return self.rule.key

    @property
    def binding(self) -> datetime | None:
        """The instant to work to: the law's, else the product's."""
        return self.due or self.default_due

    @property
    def is_default(self) -> bool:
        """True when only the product sets the time: it must be labelled so wherever it's shown."""
        return self.due is None and self.default_due is not None


@dataclass(frozen=True, slots=True)
class _Count:
    """Where a limit ends, and the days that led there."""

    end: datetime
    counted: tuple[date, ...] = ()
    skipped: tuple[SkippedDay, ...] = ()
    notes: tuple[Note, ...] = ()


def deadlines(
    procedure: Procedure,
    received: datetime,
    facts: Mapping[str, datetime],
    calendar: WorkCalendar,
    zone: ZoneInfo,
    suspended: Sequence[Suspension] = (),
) -> list[Deadline]:
    """Every limit of the procedure for a report that the head received at an instant, in the procedure's order.

    `received` and `facts` (names of `Start`) are aware instants. A limit whose fact isn't given is counted from the
    last day of the rule it's projected from, or of the clock that binds for the same act (C-01). `suspended` teaching
    stops the limits whose rule says so, and no other.
    """
    known = {Start(name): at.astimezone(zone) for name, at in facts.items()}
    known[Start.RECEIVED] = received.astimezone(zone)

    def count(rule: Rule, start: datetime, is_projected: bool) -> Deadline:
        return _deadline(rule, (start, is_projected), calendar, zone, suspended)

    limits = Limits(procedure, known, count)
    return [limits.limit(rule) for rule in procedure.rules]


def counted_again(
    rule: Rule, started_at: datetime, calendar: WorkCalendar, zone: ZoneInfo, suspended: Sequence[Suspension] = ()
) -> Deadline:
    """One limit that is running, from the same start, by the calendar as it is now."""
    return _deadline(rule, (started_at.astimezone(zone), False), calendar, zone, suspended)


def _deadline(
    rule: Rule,
    start_: tuple[datetime, bool],
    calendar: WorkCalendar,
    zone: ZoneInfo,
    suspended: Sequence[Suspension],
) -> Deadline:
    start, projected = start_
    limit = rule.limit or rule.default
    stops = [each for each in suspended if each.kind in rule.stopped_by]
    count = _count(limit, start, without(stops, calendar, zone), zone, stops) if limit else None
    notes = (*count.notes, *_beyond(limit, count, calendar), *remarks(stops, start, count.end, zone)) if count else ()
    is_law = rule.limit is not None
    if rule.default and not is_law:
        notes = (Note(NoteCode.DEFAULT_LIMIT), *notes)
    if rule.is_supplied:
        notes = (Note(NoteCode.SUPPLIED), *notes)
    return Deadline(
        rule=rule,
        started_at=start,
        due=count.end if count and is_law else None,
        default_due=count.end if count and not is_law else None,
        counted=count.counted if count else (),
        skipped=count.skipped if count else (),
        projected=projected,
        notes=notes,
        calendar=calendar.code,
        calendar_version=calendar.version,
    )


def _beyond(limit: Within | Before | None, count: _Count, calendar: WorkCalendar) -> tuple[Note, ...]:
    """Days that no table has reviewed: said, so that nobody takes the count for final."""
    asks_table = isinstance(limit, Within) and (limit.unit is Unit.WORKING_DAYS or limit.roll)
    if not asks_table or count.end.date() <= calendar.last:
        return ()
    return (Note(NoteCode.NO_TABLE, {"last": calendar.last.isoformat()}),)


def _count(
    limit: Within | Before, start: datetime, calendar: WorkCalendar, zone: ZoneInfo, stops: Sequence[Suspension]
) -> _Count:
    if isinstance(limit, Before):
        return _before(limit, start, calendar, zone)
    match limit.unit:
        case Unit.HOURS:
            return _Count(elapsed_to(start.astimezone(UTC), timedelta(hours=limit.count), stops).astimezone(zone))
        case Unit.WORKING_DAYS:
            return _working_days(limit, start.date(), calendar, zone)
        case Unit.CALENDAR_DAYS:
            return _calendar_days(limit, start.date(), calendar, zone)
        case _:  # pragma: no cover
            assert_never(limit.unit)


def _working_days(limit: Within, start: date, calendar: WorkCalendar, zone: ZoneInfo) -> _Count:
    """Day 0 is the local day of the start; the limit is the end of working day N (Civil Code, arts. 253, 254(5))."""
    counted = calendar.working_days_from(start, limit.count)
    return _Count(end_of_day(counted[-1], zone), tuple(counted), tuple(calendar.skipped_between(start, counted[-1])))


def _calendar_days(limit: Within, start: date, calendar: WorkCalendar, zone: ZoneInfo) -> _Count:
    """Day 1 is the day after the start. The strict text date stays shown when the end rolls over a day of rest."""
    counted = tuple(start + timedelta(days=offset) for offset in range(1, limit.count + 1))
    strict = start + timedelta(days=limit.count)
    if not limit.roll or calendar.is_working(strict):
        return _Count(end_of_day(strict, zone), counted)
    last, safe = calendar.first_working_day_from(strict), calendar.working_day_before(strict)
    note = Note(NoteCode.ROLLED, {"strict": strict.isoformat(), "safe": safe.isoformat()})
    return _Count(end_of_day(last, zone), counted, tuple(calendar.skipped_between(strict - _DAY, last)), (note,))


def _before(limit: Before, start: datetime, calendar: WorkCalendar, zone: ZoneInfo) -> _Count:
    """A clock time of the calendar day before; the text doesn't move it when that day is one of rest."""
    day = start.date() - timedelta(days=limit.days)
    notes = () if calendar.is_working(day) else (Note(NoteCode.DAY_BEFORE_RESTS, {"day": day.isoformat()}),)
    return _Count(at_clock(day, limit.at, zone), notes=notes)


_DAY = timedelta(days=1)
