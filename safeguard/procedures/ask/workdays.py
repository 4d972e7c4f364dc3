"""Which days count? The first working days after a date."""

from safeguard.calendars import load_calendar
from safeguard.errors import gettext_noop
from safeguard.procedures.ask import values
from safeguard.procedures.ask.values import Question
from safeguard.procedures.tally import ImpossibleInput

NAMES = frozenset({"calendar", "from", "count", "week"})


def workdays(question: Question) -> list[str]:
    """The first `count` working days after `from`, which isn't counted itself."""
    values.check_names(question, NAMES)
    start, count = values.day(question, "from"), values.whole(question, "count")
    if count > values.MOST_DAYS:
        raise ImpossibleInput(gettext_noop("More than %(most)s working days can't be counted."), most=values.MOST_DAYS)
    calendar = load_calendar(values.text(question, "calendar"), week=values.whole(question, "week", values.WEEK))
    return [day.isoformat() for day in calendar.working_days_from(start, count)]
