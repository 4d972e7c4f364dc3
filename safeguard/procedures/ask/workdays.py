"""Which days count? The first working days after a date, or those up to another one."""

from datetime import date, timedelta

from safeguard.calendars import WorkCalendar, load_calendar
from safeguard.errors import gettext_noop
from safeguard.procedures.ask import values
from safeguard.procedures.ask.values import Question
from safeguard.procedures.tally import ImpossibleInput

NAMES = frozenset({"calendar", "from", "count", "week"})
UNTIL_NAMES = frozenset({"calendar", "from", "until", "week"})
_TOO_MANY = gettext_noop("More than %(most)s working days can't be counted.")


def workdays(question: Question, calendar: WorkCalendar | None = None) -> list[str]:
    """The first `count` working days after `from`, which isn't counted itself. `calendar`: an institution's own."""
    values.check_names(question, NAMES)
    start, count = values.day(question, "from"), values.whole(question, "count")
    if count > values.MOST_DAYS:
        raise ImpossibleInput(_TOO_MANY, field="count", most=values.MOST_DAYS)
    counted_by = calendar or _calendar(question)
    return [day.isoformat() for day in counted_by.working_days_from(start, count)]


def workdays_until(question: Question, calendar: WorkCalendar | None = None) -> list[str]:
    """The working days after `from` and up to `until`, which is counted when it works."""
    values.check_names(question, UNTIL_NAMES)
    start, until = values.day(question, "from"), values.day(question, "until")
    if until < start:
        raise ImpossibleInput(gettext_noop("The last day is before the first one."), field="until")
    if (until - start).days > values.MOST_DAYS:
        raise ImpossibleInput(_TOO_MANY, field="until", most=values.MOST_DAYS)
    counted_by = calendar or _calendar(question)
    return [day.isoformat() for day in _after(start, until) if counted_by.is_working(day)]


def _after(start: date, until: date) -> list[date]:
    return [start + timedelta(days=offset) for offset in range(1, (until - start).days + 1)]


def _calendar(question: Question) -> WorkCalendar:
    return load_calendar(values.text(question, "calendar"), week=values.whole(question, "week", values.WEEK))
