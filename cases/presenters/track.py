"""The limits of a case as a table: a column is a day, a row is a rule, the number in a cell is the counted day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case, Deadline
from cases.presenters.deadlines import Row, ours
from cases.presenters.rules import progress_text
from safeguard import clock, dates
from safeguard.calendars import CalendarError, WorkCalendar
from safeguard.limits import calendar_name, length
from safeguard.web.track import Track, TrackRule, lay_out

_ONE_DAY = timedelta(days=1)
_FARTHEST = 60


def track_of(rows: list[Row], case: Case, school: str, calendar: WorkCalendar) -> Track:
    """Days off are the calendar's, and those that some count has passed over."""
    base = reverse("cases:deadlines", kwargs={"school": school, "case_id": case.pk})
    rules = [_rule(row, f"{base}#limit-{row.deadline.pk}") for row in sorted(rows, key=lambda row: row.deadline.due_at)]
    return lay_out(rules, today=clock.today(), days_off=_days_off(rows, calendar))


def note_of(rows: list[Row], calendar: WorkCalendar) -> str:
    """Under which calendar the days are counted."""
    if not any(row.deadline.explanation.get("counted") for row in rows):
        return ""
    week = _("week of %(days)s days") % {"days": calendar.week}
    return f"{calendar_name(calendar.code)} · {week}"


def _days_off(rows: Iterable[Row], calendar: WorkCalendar) -> set[date]:
    skipped = {date.fromisoformat(each["day"]) for row in rows for each in row.deadline.explanation.get("skipped", [])}
    counted = {date.fromisoformat(day) for row in rows for day in row.deadline.explanation.get("counted", [])}
    first = min((dates.local_day(_begins_at(row.deadline)) for row in rows), default=clock.today())
    span = {first + _ONE_DAY * number for number in range(_FARTHEST)}
    return skipped | {day for day in span - counted if _rests(calendar, day)}


def _rests(calendar: WorkCalendar, day: date) -> bool:
    try:
        return not calendar.is_working(day)
    except CalendarError:
        return False


def _rule(row: Row, href: str) -> TrackRule:
    deadline = row.deadline
    counted = {date.fromisoformat(day): n for n, day in enumerate(deadline.explanation.get("counted", []), start=1)}
    is_hours = not counted
    is_late = row.state == "late" or bool(deadline.late_seconds)
    starts_at = _begins_at(deadline)
    return TrackRule(
        label=row.short,
        note=_note(row),
        starts_on=dates.local_day(starts_at),
        due_on=dates.local_day(deadline.due_at),
        state="late" if is_late else "" if row.state == "ahead" else row.state,
        start_text=dates.clock_time(starts_at) if is_hours else _("received"),
        due_text=dates.clock_time(deadline.due_at) if is_hours else "",
        counted=counted,
        met_on=dates.local_day(deadline.met_at) if deadline.met_at and not is_late else None,
        href=href,
    )


def _begins_at(deadline: Deadline) -> datetime:
    """A limit that runs backwards from a meeting ends before the instant that it is counted from."""
    return min(deadline.starts_at, deadline.due_at)


def _note(row: Row) -> str:
    """Its length; how many were told; when it was done or how late it is."""
    deadline = row.deadline
    if deadline.met_at is not None and deadline.late_seconds:
        return _("done %(late)s late") % {"late": dates.left(deadline.met_at - deadline.due_at)}
    if deadline.met_at is not None:
        return _("done %(at)s") % {"at": dates.moment_short(deadline.met_at)}
    if row.state == "late":
        return _("late by %(late)s") % {"late": dates.left(clock.now() - deadline.due_at)}
    parts = [length(row.rule), ours() if deadline.is_default else "", progress_text(row.done) if row.done else ""]
    return " · ".join(part for part in parts if part)
