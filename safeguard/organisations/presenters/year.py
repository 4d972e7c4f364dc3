"""A year of an institution's calendar: twelve months, the days that differ, whose word each is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from safeguard import dates
from safeguard.calendars import CalendarError, DayRule, WorkCalendar
from safeguard.calendars.calendar import WEEKEND
from safeguard.limits import edition_text
from safeguard.organisations.models import CalendarDay

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Differs:
    """A day that isn't what its weekday says: who says so, the nearest first. No row: the table of the country."""

    day: date
    is_working: bool
    reason: str
    rows: tuple[CalendarDay, ...] = field(default_factory=tuple)

    @property
    def said(self) -> tuple[object, ...]:
        """Two neighbours that say the same by the same acts are one line."""
        return (self.is_working, self.reason, *(row.act_id for row in self.rows))


def by_day(rows: Iterable[CalendarDay]) -> dict[date, list[CalendarDay]]:
    """The nearest first, as they were read."""
    found: dict[date, list[CalendarDay]] = {}
    for row in rows:
        found.setdefault(row.day, []).append(row)
    return found


def differing(year: int, table: WorkCalendar, said: Mapping[date, Sequence[CalendarDay]]) -> list[Differs]:
    """The holidays and moved days of the table, and every ordered day."""
    days = sorted({*_of_table(year, table), *said})
    return [_differs(day, table, tuple(said.get(day, ()))) for day in days]


def _of_table(year: int, table: WorkCalendar) -> Iterable[date]:
    return (day for day in table.days if day.year == year)


def _differs(day: date, table: WorkCalendar, rows: tuple[CalendarDay, ...]) -> Differs:
    if rows:
        return Differs(day, rows[0].is_working, rows[0].reason, rows)
    rule = table.days[day]
    return Differs(day, rule.is_working, rule.name(dates.language()))


def lines(found: Iterable[Differs], table: WorkCalendar) -> list[dict[str, Any]]:
    """For the list: neighbours with the same word together; below each, who said it and what it stands instead of."""
    return [_line(run, table) for run in _runs(found)]


def _runs(found: Iterable[Differs]) -> list[list[Differs]]:
    runs: list[list[Differs]] = []
    for each in found:
        last = runs[-1][-1] if runs else None
        if last and last.said == each.said and each.day - last.day == _ONE_DAY:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _line(run: list[Differs], table: WorkCalendar) -> dict[str, Any]:
    first = run[0]
    instead = [(_whose(row), word(is_working=row.is_working)) for row in first.rows[1:]]
    return {
        "span": span(first.day, run[-1].day),
        "word": word(is_working=first.is_working),
        "kind": "done" if first.is_working else "",
        "reason": first.reason,
        "whose": _whose(first.rows[0])
        if first.rows
        else _("Table of the country, edition %(edition)s") % {"edition": edition_text(table.version)},
        "entered": entered(first.rows[0]) if first.rows else "",
        "instead": [_("Instead of: %(whose)s, %(word)s") % {"whose": each, "word": said} for each, said in instead],
    }


def _whose(row: CalendarDay) -> str:
    """Ministry 5, order No. 3 of 1 December 2025."""
    place = _("this institution") if row.depth == 0 else row.place_name  # type: ignore[attr-defined]
    return f"{place}, {order_text(row.order_number, row.order_on)}"


def order_text(number: str, on: date | None) -> str:
    if on is None:
        return _("order No. %(number)s") % {"number": number}
    return _("order No. %(number)s of %(day)s") % {"number": number, "day": dates.day(on)}


def entered(row: CalendarDay) -> str:
    if row.made_at is None:
        return ""
    return _("Entered by %(name)s, %(moment)s") % {
        "name": row.made_by_name or _("the system"),
        "moment": dates.moment(row.made_at),
    }


def word(*, is_working: bool) -> str:
    return _("working day") if is_working else _("day of rest")


def span(first: date, last: date) -> str:
    if first == last:
        return dates.day(first)
    return f"{dates.day_plain(first)} – {dates.day_plain(last)}"


def months(year: int, table: WorkCalendar, said: Mapping[date, Sequence[CalendarDay]]) -> list[dict[str, Any]]:
    """Twelve grids. A cell says what the day is in a word too, for those who don't see the shade."""
    return [_month(date(year, number, 1), table, said) for number in range(1, 13)]


def _month(first: date, table: WorkCalendar, said: Mapping[date, Sequence[CalendarDay]]) -> dict[str, Any]:
    after = (first + timedelta(days=31)).replace(day=1)
    days = [first + _ONE_DAY * number for number in range((after - first).days)]
    cells = [_cell(day, table, said.get(day)) for day in days]
    padded: list[dict[str, Any] | None] = [None] * first.weekday() + cells
    padded += [None] * (-len(padded) % 7)
    working = sum(cell["works"] for cell in cells)
    return {
        "name": dates.month(first),
        "weeks": [padded[start : start + 7] for start in range(0, len(padded), 7)],
        "working": dates.working_days(working),
    }


def _cell(day: date, table: WorkCalendar, rows: Sequence[CalendarDay] | None) -> dict[str, Any]:
    if rows:
        return _shown(day, works=rows[0].is_working, mark="order", why=rows[0].reason)
    rule = rule_of(table, day)
    is_marked = day in table.days
    works = rule is None or rule.is_working
    return _shown(day, works=works, mark="table" if is_marked else "", why=rule.name(dates.language()) if rule else "")


def _shown(day: date, *, works: bool, mark: str, why: str) -> dict[str, Any]:
    said = word(is_working=works)
    return {"day": day, "works": works, "mark": mark, "title": f"{said}: {why}" if why else said}


def rule_of(table: WorkCalendar, day: date) -> DayRule | None:
    """A year without a table shows its weeks alone."""
    try:
        return table.rule_of(day)
    except CalendarError:
        return None if day.weekday() < table.week else WEEKEND


def acts(rows: Iterable[CalendarDay], end: Any) -> list[dict[str, Any]]:
    """Its own orders, the newest days first; what was ended says by whom and why. `end`: act -> address."""
    found = []
    for _act, group in groupby(sorted(rows, key=lambda row: (str(row.act_id), row.day)), key=lambda row: row.act_id):
        found.append(_act_line(list(group), end))
    return sorted(found, key=lambda each: each["first"], reverse=True)


def _act_line(rows: list[CalendarDay], end: Any) -> dict[str, Any]:
    standing, ended = [row for row in rows if row.ended_at is None], [row for row in rows if row.ended_at is not None]
    first = rows[0]
    return {
        "first": first.day,
        "span": span(first.day, rows[-1].day),
        "word": word(is_working=first.is_working),
        "kind": "done" if first.is_working else "",
        "reason": first.reason,
        "order": order_text(first.order_number, first.order_on),
        "entered": entered(first),
        "ended": [_ended(list(run)) for _key, run in groupby(ended, key=lambda row: row.ended_at)],
        "end_href": end(first.act_id) if standing else "",
    }


def _ended(rows: list[CalendarDay]) -> str:
    row = rows[0]
    return _("%(span)s: ended by %(order)s, %(reason)s. %(name)s, %(moment)s") % {
        "span": span(row.day, rows[-1].day),
        "order": order_text(row.end_order_number, row.end_order_on),
        "reason": row.end_reason,
        "name": row.ended_by_name or _("the system"),
        "moment": dates.moment(row.ended_at) if row.ended_at else "",
    }
