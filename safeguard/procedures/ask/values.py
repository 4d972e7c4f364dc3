"""Reads the values of a question: what isn't what it should be is refused in one sentence."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from safeguard.errors import gettext_noop
from safeguard.procedures.tally import ImpossibleInput

Question = Mapping[str, object]
WEEK = 5
#: Longer counts than this are a slip of the pen; the tables end long before.
MOST_DAYS = 3660
#: No school counts further. A number of thousands of digits couldn't even be written into the answer.
LARGEST = 1_000_000_000
#: What a batch line may carry besides the question: its own number.
TOLERATED = frozenset({"id"})


def check_names(question: Question, allowed: frozenset[str]) -> None:
    """A misspelt name would silently be a default: refuse it."""
    unknown = sorted(question.keys() - allowed - TOLERATED)
    if unknown:
        raise ImpossibleInput(gettext_noop("Unknown: %(names)s."), names=", ".join(unknown))


def text(question: Question, name: str, default: str | None = None) -> str:
    value = question.get(name)
    if value is None:
        value = default
    if value is None:
        raise ImpossibleInput(gettext_noop("“%(name)s” is missing."), name=name)
    if not isinstance(value, str) or not value.strip():
        raise ImpossibleInput(gettext_noop("“%(name)s” must be a text."), name=name)
    return value.strip()


def choice(question: Question, name: str, allowed: list[str]) -> str | None:
    """One of the words allowed, or nothing."""
    if question.get(name) is None:
        return None
    value = text(question, name)
    if value not in allowed:
        raise ImpossibleInput(
            gettext_noop("“%(name)s” is “%(value)s”; it must be one of %(allowed)s."),
            name=name,
            value=value,
            allowed=", ".join(allowed),
        )
    return value


def whole(question: Question, name: str, default: int | None = None) -> int:
    value = question.get(name)
    if value is None:
        value = default
    if value is None:
        raise ImpossibleInput(gettext_noop("“%(name)s” is missing."), name=name)
    if type(value) is not int:
        raise ImpossibleInput(gettext_noop("“%(name)s” must be a whole number."), name=name)
    if abs(value) > LARGEST:
        raise ImpossibleInput(gettext_noop("“%(name)s” is too large a number."), name=name)
    return value


def day(question: Question, name: str) -> date:
    value = text(question, name)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ImpossibleInput(gettext_noop("There is no such date: “%(value)s”."), value=value) from None


def moment(value: object, name: str) -> tuple[datetime, bool]:
    """A date and time as given, naive or with an offset; and whether a time was given at all."""
    if not isinstance(value, str):
        raise ImpossibleInput(gettext_noop("“%(name)s” must be a date and time."), name=name)
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        raise ImpossibleInput(gettext_noop("There is no such date or time: “%(value)s”."), value=value) from None
    try:
        date.fromisoformat(value.strip())
    except ValueError:
        return found, True
    return found, False


def zone(question: Question, default: str) -> ZoneInfo:
    name = text(question, "timezone", default)
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise ImpossibleInput(gettext_noop("Unknown time zone: “%(name)s”."), name=name) from None
