"""What an order on the calendar may say: days as values, refusals beside their fields."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from safeguard.errors import RuleViolation, gettext_noop

#: A term holiday or a quarantine fits; a whole year by mistake doesn't.
MOST_DAYS = 92
FARTHEST_BACK = timedelta(days=366)
FARTHEST_AHEAD = timedelta(days=731)
ONE_DAY = timedelta(days=1)


def days_of(first: date, last: date, *, today: date) -> list[date]:
    """The days of an order, both ends counted."""
    if last < first:
        raise RuleViolation(gettext_noop("The last day is before the first one."), field="last")
    if first < today - FARTHEST_BACK:
        raise RuleViolation(
            gettext_noop("A day before %(day)s can't be changed any more."),
            field="first",
            day=told(today - FARTHEST_BACK),
        )
    if last > today + FARTHEST_AHEAD:
        raise RuleViolation(
            gettext_noop("A day after %(day)s is too far ahead."),
            field="first" if first == last else "last",
            day=told(today + FARTHEST_AHEAD),
        )
    count = (last - first).days + 1
    if count > MOST_DAYS:
        raise RuleViolation(
            gettext_noop("One entry holds at most %(most)s days. Enter the others separately."),
            field="last",
            most=MOST_DAYS,
        )
    return [first + ONE_DAY * number for number in range(count)]


def check_order(order_on: date, *, today: date, field: str = "order_on") -> None:
    if order_on > today:
        raise RuleViolation(gettext_noop("An order can't be dated later than today."), field=field)


def check_free(days: Iterable[date], own: Mapping[date, str]) -> None:
    """`own`: the days that the institution has overridden itself, each with the number of its order."""
    if taken := sorted(set(days) & own.keys()):
        raise RuleViolation(
            gettext_noop(
                "Your own order No. %(number)s says something of %(days)s already. End it for that day first."
            ),
            field="first",
            number=own[taken[0]],
            days=told_all(taken),
        )


def check_differs(days: Iterable[date], states: Mapping[date, Sequence[bool]], *, is_working: bool) -> None:
    """`states`: what each day is without this order, in the week of five and of six days where both may count."""
    if all(state is is_working for day in days for state in states[day]):
        message = (
            gettext_noop("Every one of these days is a working day already.")
            if is_working
            else gettext_noop("Every one of these days is a day of rest already.")
        )
        raise RuleViolation(message, field="is_working")


def told(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def told_all(days: Sequence[date]) -> str:
    """The first three; who has typed a range needn't read all of it again."""
    shown = ", ".join(map(told, days[:3]))
    return shown if len(days) <= 3 else f"{shown} …"
