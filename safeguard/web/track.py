"""The deadline track: rules as rows, days as columns, the counted day as the number in the cell.

The caller knows the law; this only lays out. `counted` are the numbered days of the calculation (working days of the
term), so that the page shows exactly what the deadline was counted from.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from safeguard import dates

_FEWEST, _MOST = 8, 31


@dataclass(frozen=True)
class TrackRule:
    """One rule. `state`: "", "soon", "late" or "done". `met_on` ends the bar early, with a tick."""

    label: str
    note: str
    starts_on: date
    due_on: date
    state: str = ""
    start_text: str = ""
    due_text: str = ""
    counted: Mapping[date, int] = field(default_factory=dict)
    met_on: date | None = None
    href: str = ""


@dataclass(frozen=True)
class TrackDay:
    """A column."""

    on: date
    is_today: bool
    is_off: bool

    @property
    def weekday(self) -> str:
        return dates.weekday(self.on)

    @property
    def number(self) -> int:
        return self.on.day

    @property
    def classes(self) -> str:
        return " ".join(name for name, holds in (("now", self.is_today), ("off", self.is_off)) if holds)


@dataclass(frozen=True)
class TrackCell:
    """A day of a rule."""

    classes: str
    is_bar: bool = False
    is_met: bool = False
    text: str = ""


@dataclass(frozen=True)
class TrackRow:
    """A rule with its days."""

    label: str
    note: str
    href: str
    cells: tuple[TrackCell, ...]


@dataclass(frozen=True)
class Track:
    """What `_ui/deadline_track.html` expects."""

    days: tuple[TrackDay, ...]
    rows: tuple[TrackRow, ...]


def lay_out(rules: Sequence[TrackRule], *, today: date | None, days_off: Collection[date]) -> Track:
    """From the first start to the last due day; a month at most, for a screen can't hold more.

    `today` is None where the count is of another time, and the picture needn't reach until now.
    """
    days = tuple(TrackDay(on, on == today, on in days_off) for on in _span(rules, today))
    rows = tuple(TrackRow(rule.label, rule.note, rule.href, tuple(_cell(rule, day) for day in days)) for rule in rules)
    return Track(days, rows)


def _span(rules: Sequence[TrackRule], today: date | None) -> Iterator[date]:
    if not rules and today is None:
        return iter(())
    known = [today] if today else []
    first = min([rule.starts_on for rule in rules] or known)
    last = max([rule.due_on for rule in rules] + known)
    if today and (last - first).days >= _MOST:
        first = max(first, min(today, last) - timedelta(days=_MOST // 2))
    count = min(max((last - first).days + 1, _FEWEST), _MOST)
    return (first + timedelta(days=number) for number in range(count))


def _cell(rule: TrackRule, day: TrackDay) -> TrackCell:
    end = min(rule.met_on, rule.due_on) if rule.met_on else rule.due_on
    end = max(end, rule.starts_on)
    if not rule.starts_on <= day.on <= end:
        return TrackCell(day.classes)
    is_start, is_end = day.on == rule.starts_on, day.on == end
    is_met = is_end and rule.state == "done"
    names = (("from", is_start), ("due", is_end), (rule.state, bool(rule.state)))
    classes = " ".join([day.classes, *(name for name, holds in names if holds)]).strip()
    return TrackCell(classes, True, is_met, _text(rule, day.on, is_start, is_end))


def _text(rule: TrackRule, on: date, is_start: bool, is_end: bool) -> str:
    if is_end and rule.due_text:
        return rule.due_text
    if is_start and rule.start_text:
        return rule.start_text
    return str(rule.counted.get(on, "·" if not is_end else ""))
