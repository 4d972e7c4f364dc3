"""A calendar of working days: a weekly rhythm, and the days that differ from it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from safeguard.errors import DomainError, gettext_noop

ONE_DAY = timedelta(days=1)
WEEKS = (5, 6)


class CalendarError(DomainError):
    """The question can't be answered from the tables at hand."""


class DayKind(StrEnum):
    """Why a day differs from an ordinary working day, or from an ordinary day of rest."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    RELIGIOUS = "religious"
    TRANSFERRED = "transferred"
    MOVED_OFF = "moved_off"
    MOVED_WORKING = "moved_working"
    OVERRIDE = "override"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class DayRule:
    """One day of a table or of an order, with its name in the four languages, or the order's own reason."""

    is_working: bool
    kind: DayKind
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names.get("en", "")


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A day that a count passed over, and why."""

    day: date
    rule: DayRule


WEEKEND = DayRule(
    is_working=False,
    kind=DayKind.WEEKEND,
    names={"uk": "вихідний день", "kk": "демалыс күні", "ru": "выходной день", "en": "weekly day of rest"},
)


@dataclass(frozen=True)
class WorkCalendar:
    """Counts as the Civil Codes do: the day something starts isn't counted, the first working day after it is.

    `version` names the edition of the tables, the end of martial law and the overrides: whoever keeps it with a
    deadline can tell later which days were counted. `first` and `last` bound what the tables know. One that `goes_on`
    counts by the weekly rhythm after them: no report may be refused because next year's table isn't there yet.
    """

    code: str
    version: str
    week: int
    first: date
    last: date
    days: Mapping[date, DayRule]
    goes_on: bool = False

    def __post_init__(self) -> None:
        check_week(self.week)

    def rule_of(self, day: date) -> DayRule | None:
        """Why the day isn't an ordinary working day of its week; None when it is one."""
        if not self.first <= day <= self.last and not (self.goes_on and day > self.last):
            raise CalendarError(
                gettext_noop("Calendar %(code)s has no table for %(day)s: it holds %(first)s to %(last)s."),
                code=self.code,
                day=day.isoformat(),
                first=self.first.isoformat(),
                last=self.last.isoformat(),
            )
        rule = self.days.get(day)
        if rule is not None:
            return rule
        return None if day.weekday() < self.week else WEEKEND

    def is_working(self, day: date) -> bool:
        rule = self.rule_of(day)
        return rule is None or rule.is_working

    def working_days_from(self, start: date, count: int) -> list[date]:
        """The first `count` working days after `start`, which itself isn't counted (day 0)."""
        if count < 0:
            raise CalendarError(gettext_noop("A count of working days can't be negative: %(count)s."), count=count)
        found: list[date] = []
        day = start
        while len(found) < count:
            day = _next_day(day)
            if self.is_working(day):
                found.append(day)
        return found

    def add_working_days(self, start: date, count: int) -> date:
        """The last day of a limit of `count` working days that started on `start`."""
        return (self.working_days_from(start, count) or [start])[-1]

    def first_working_day_from(self, day: date) -> date:
        """The day itself when it works, else the next one that does (Civil Code of Ukraine, art. 254(5))."""
        return day if self.is_working(day) else self.add_working_days(day, 1)

    def working_day_before(self, day: date) -> date:
        day -= ONE_DAY
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def skipped_between(self, start: date, end: date) -> list[SkippedDay]:
        """The days after `start` and up to `end` that a count passed over, each with its reason."""
        days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
        rules = ((day, self.rule_of(day)) for day in days)
        return [SkippedDay(day, rule) for day, rule in rules if rule is not None and not rule.is_working]

    def without_end(self) -> "WorkCalendar":
        """For an institution's own limits: whoever counts past the tables says so beside the result."""
        return replace(self, goes_on=True)

    def with_overrides(self, overrides: Mapping[date, tuple[bool, str]]) -> "WorkCalendar":
        """Layer in what a ministry, region, district or school ordered: day -> (working, reason)."""
        if not overrides:
            return self
        rules = {
            day: DayRule(is_working, DayKind.OVERRIDE, dict.fromkeys(("uk", "kk", "ru", "en"), reason))
            for day, (is_working, reason) in overrides.items()
        }
        text = ";".join(f"{day.isoformat()}={int(overrides[day][0])}" for day in sorted(overrides))
        mark = hashlib.sha256(text.encode()).hexdigest()[:8]
        return replace(self, version=f"{self.version}+{mark}", days={**self.days, **rules})

    def resting_on(self, days: Mapping[date, Mapping[str, str]]) -> "WorkCalendar":
        """For a limit that suspended teaching stops: these days don't count. The tables' edition stays the same."""
        if not days:
            return self
        rules = {day: DayRule(False, DayKind.SUSPENDED, names) for day, names in days.items()}
        return replace(self, days={**self.days, **rules})


def _next_day(day: date) -> date:
    try:
        return day + ONE_DAY
    except OverflowError as error:
        raise CalendarError(gettext_noop("The count runs past the last date there is.")) from error


def check_week(week: int) -> None:
    if week not in WEEKS:
        raise CalendarError(gettext_noop("A working week has 5 or 6 days, not %(week)s."), week=week)
