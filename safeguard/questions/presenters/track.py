"""The timetable as a picture of days: a column is a day, a row is a limit, the number in a cell is the counted day."""

from datetime import date

from django.utils.translation import gettext as _

from safeguard import clock, dates
from safeguard.calendars import CalendarError, WorkCalendar
from safeguard.limits import length, short_title
from safeguard.procedures.ask import Timetable
from safeguard.procedures.evaluate import Deadline
from safeguard.procedures.schema import Start
from safeguard.web.track import Track, TrackRule, lay_out


def track_of(found: Timetable) -> Track | None:
    """None where no day is counted: hours need no picture."""
    shown = [each for each in found.deadlines if each.binding]
    if not any(each.counted for each in shown):
        return None
    rules = [_rule(each) for each in sorted(shown, key=lambda each: each.binding or found.received)]
    first, last = min(rule.starts_on for rule in rules), max(rule.due_on for rule in rules)
    today = clock.today() if first <= clock.today() <= last else None
    return lay_out(rules, today=today, days_off=_days_off(found.calendar, first, last))


def _rule(deadline: Deadline) -> TrackRule:
    assert deadline.binding is not None  # noqa: S101  only these are shown
    begins = min(deadline.started_at, deadline.binding)
    is_days = bool(deadline.counted)
    received = _("received") if deadline.rule.starts_on is Start.RECEIVED else " "
    return TrackRule(
        label=short_title(deadline.rule),
        note=length(deadline.rule),
        starts_on=dates.local_day(begins),
        due_on=dates.local_day(deadline.binding),
        start_text=received if is_days else dates.clock_time(begins),
        due_text="" if is_days else dates.clock_time(deadline.binding),
        counted={day: number for number, day in enumerate(deadline.counted, start=1)},
        href=f"#{deadline.key}",
    )


def _days_off(calendar: WorkCalendar, first: date, last: date) -> set[date]:
    """A week further than the last limit: a short track is drawn wider than its limits."""
    end = min(last.toordinal() + 7, date.max.toordinal())
    return {day for day in map(date.fromordinal, range(first.toordinal(), end + 1)) if _rests(calendar, day)}


def _rests(calendar: WorkCalendar, day: date) -> bool:
    try:
        return not calendar.is_working(day)
    except CalendarError:
        return False
