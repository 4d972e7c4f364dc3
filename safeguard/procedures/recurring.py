"""Duties that come back: every month, every year, in June and December, within the first month of employment.

They belong to an institution, not to a case, so they lie beside the definitions: `rulebook/<country>/recurring/`.
All dates are local ones of the institution. A month's end isn't moved by a day of rest: earlier is the safe side.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from safeguard.procedures.catalogue import RULEBOOK
from safeguard.procedures.citation import Citation
from safeguard.procedures.read_lists import Documents, citation, documents, keyed
from safeguard.procedures.read_rules import ROLES
from safeguard.procedures.reader import Table, read_file
from safeguard.procedures.texts import Texts

ONE_DAY = timedelta(days=1)


class Rhythm(StrEnum):
    """How a duty comes back. `MONTHS`: in each of the months named; `FIRST_MONTH`: once, after a person's start."""

    MONTHLY = "monthly"
    MONTHS = "months"
    YEARLY = "yearly"
    FIRST_MONTH = "first_month"


class Event(StrEnum):
    """What opens a duty once more, whatever its rhythm."""

    COMPOSITION_CHANGED = "composition_changed"


@dataclass(frozen=True, slots=True)
class Window:
    """The days within which a duty is done: done earlier it doesn't count, done later it's late."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Recurring:
    """One duty. `months` are those of `MONTHS`; `again_on` opens it once more on the day of that event."""

    key: str
    title: Texts
    duty_of: tuple[str, ...]
    rhythm: Rhythm
    months: tuple[int, ...]
    again_on: Event | None
    citation: Citation


def first_month(start: date) -> Window:
    """Until the same day of the next month; where there is none, until that month's last day (KZ-A4.5)."""
    year, month = (start.year + 1, 1) if start.month == 12 else (start.year, start.month + 1)
    return Window(start, date(year, month, min(start.day, monthrange(year, month)[1])))


def windows(duty: Recurring, since: date, until: date) -> Iterator[Window]:
    """The windows of a duty that begin in a span of days, soonest first. A school year begins on 1 September."""
    if duty.rhythm is Rhythm.FIRST_MONTH:
        yield first_month(since)
        return
    day = since.replace(day=1)
    while day <= until:
        last = day.replace(day=monthrange(day.year, day.month)[1])
        if duty.rhythm is Rhythm.MONTHLY or day.month in duty.months:
            yield Window(day, last)
        if duty.rhythm is Rhythm.YEARLY and day.month == 9:
            yield Window(day, date(day.year + 1, 8, 31))
        day = last + ONE_DAY


def missed(duty: Recurring, done: Collection[date], since: date, today: date) -> list[Window]:
    """The windows that ended before today without the duty being done; overdue from the day after their last."""
    return [
        window
        for window in windows(duty, since, today)
        if window.last < today and not any(window.holds(day) for day in done)
    ]


def recurring_duties(procedure: str, version: str, country: str, rulebook: Path = RULEBOOK) -> tuple[Recurring, ...]:
    """Those of a version of a procedure; none when its text has none."""
    path = rulebook / country / "recurring" / f"{procedure}@{version}.toml"
    return _read(path) if path.exists() else ()


@lru_cache(maxsize=16)
def _read(path: Path) -> tuple[Recurring, ...]:
    root = read_file(path)
    sources = documents(root)
    found = keyed(root.tables("recurring"), lambda row: _duty(row, sources))
    root.done()
    return tuple(found.values())


def _duty(row: Table, sources: Documents) -> Recurring:
    rhythm = Rhythm(row.one_of("rhythm", frozenset(Rhythm)))
    months = row.words("months", frozenset(f"{month:02}" for month in range(1, 13)))
    if (rhythm is Rhythm.MONTHS) != bool(months):
        row.fail("'months' are named for the rhythm 'months' and for no other", "rhythm")
    event = row.one_of("again_on", frozenset(Event), default="")
    return Recurring(
        key=row.text("key"),
        title=row.texts("title"),
        duty_of=row.words("duty_of", ROLES, least=1),
        rhythm=rhythm,
        months=tuple(int(month) for month in months),
        again_on=Event(event) if event else None,
        citation=citation(row, sources),
    )
