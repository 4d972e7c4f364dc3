"""Reads the calendar tables of the rulebook: one file per calendar, year and edition."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from safeguard.calendars.calendar import WEEKS, CalendarError, DayKind, DayRule, WorkCalendar, check_week
from safeguard.errors import gettext_noop

RULEBOOK = Path(__file__).resolve().parents[2] / "rulebook"
#: The calendars there are, and the country whose folder holds each.
CALENDARS: Mapping[str, str] = MappingProxyType({"ua-martial": "ua", "ua-peace": "ua", "kz": "kz"})
MARTIAL = "ua-martial"
PEACE = "ua-peace"
WORKING_KINDS = frozenset({DayKind.MOVED_WORKING})


@dataclass(frozen=True, slots=True)
class YearTable:
    """One edition of one year: what differs from the weekly rhythm, for a five- and for a six-day week."""

    year: int
    edition: date
    days: Mapping[int, Mapping[date, DayRule]]


@lru_cache(maxsize=64)
def load_calendar(
    code: str, *, week: int = 5, martial_until: date | None = None, as_of: date | None = None
) -> WorkCalendar:
    """The calendar in its newest edition, or in the editions known on `as_of`.

    `martial_until` is the dated switch of `ua-martial`: the last day under martial law, empty while it continues.
    """
    if code not in CALENDARS:
        known = ", ".join(sorted(CALENDARS))
        raise CalendarError(gettext_noop("Unknown calendar “%(code)s”: there are %(known)s."), code=code, known=known)
    check_week(week)
    if code == MARTIAL:
        return _martial(week, martial_until, as_of)
    if martial_until is not None:
        raise CalendarError(gettext_noop("Calendar %(code)s knows no martial law."), code=code)
    return _tabled(code, week, as_of)


def _tabled(code: str, week: int, as_of: date | None) -> WorkCalendar:
    tables = _newest(year_tables(code), as_of)
    if not tables:
        raise CalendarError(gettext_noop("Calendar %(code)s had no table yet on %(day)s."), code=code, day=as_of)
    return WorkCalendar(
        code=code,
        version=max(table.edition for table in tables).isoformat(),
        week=week,
        first=date(tables[0].year, 1, 1),
        last=date(tables[-1].year, 12, 31),
        days=MappingProxyType({day: rule for table in tables for day, rule in table.days[week].items()}),
    )


def _martial(week: int, until: date | None, as_of: date | None) -> WorkCalendar:
    """Under martial law only the weekly days of rest are off (Law 2136-IX, art. 6(6)); after it, the peace table."""
    settings = tomllib.loads((RULEBOOK / "ua/calendars/ua-martial.toml").read_text(encoding="utf-8"))
    first, edition = settings["from_on"], settings["edition"].isoformat()
    if until is None:
        return WorkCalendar(MARTIAL, edition, week, first, date.max, MappingProxyType({}))
    peace = _tabled(PEACE, week, as_of)
    if not max(first, peace.first - timedelta(days=1)) <= until:
        raise CalendarError(
            gettext_noop("Martial law can't end on %(day)s here: no peacetime table follows."), day=until.isoformat()
        )
    days = {day: rule for day, rule in peace.days.items() if day > until}
    version = f"{edition} until {until.isoformat()}"
    return WorkCalendar(MARTIAL, version, week, first, max(peace.last, until), MappingProxyType(days))


def _newest(tables: Iterable[YearTable], as_of: date | None) -> list[YearTable]:
    """One table per year: the latest edition that was out on the day asked about."""
    newest: dict[int, YearTable] = {}
    for table in sorted(tables, key=lambda table: (table.year, table.edition)):
        if as_of is None or table.edition <= as_of:
            newest[table.year] = table
    return list(newest.values())


@lru_cache(maxsize=8)
def year_tables(code: str) -> tuple[YearTable, ...]:
    """Every edition of every year that the rulebook holds for a calendar."""
    folder = RULEBOOK / CALENDARS[code] / "calendars"
    names = tomllib.loads((folder / "names.toml").read_text(encoding="utf-8"))
    files = sorted(folder.glob(f"{code}-[0-9][0-9][0-9][0-9]@*.toml"))
    return tuple(_table(tomllib.loads(file.read_text(encoding="utf-8")), names) for file in files)


def _table(content: Mapping[str, object], names: Mapping[str, Mapping[str, str]]) -> YearTable:
    days: dict[int, dict[date, DayRule]] = {week: {} for week in WEEKS}
    for row in content["day"]:  # type: ignore[attr-defined]
        kind = DayKind(row["kind"])
        rule = DayRule(kind in WORKING_KINDS, kind, names[row["what"]])
        for week in row.get("weeks", WEEKS):
            days[week][row["on"]] = rule
    return YearTable(content["year"], content["edition"], days)  # type: ignore[arg-type]
