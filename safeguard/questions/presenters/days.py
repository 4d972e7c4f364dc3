"""Working days in words: how many, which, and what was passed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from safeguard.calendars import DayKind, WorkCalendar, load_calendar
from safeguard.limits import calendar_name, edition_text
from safeguard.questions.presenters.words import language


@dataclass(frozen=True)
class DaysAnswer:
    """`last` is the day that a count ends on, or the day up to which was counted."""

    count: int
    last: date
    days: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    calendar: str


def days_answer(question: Mapping[str, Any], found: list[date], calendar: WorkCalendar | None = None) -> DaysAnswer:
    calendar = calendar or load_calendar(question["calendar"], week=question.get("week", 5))
    start = date.fromisoformat(question["from"])
    last = date.fromisoformat(question["until"]) if "until" in question else (found or [start])[-1]
    off = [each for each in calendar.skipped_between(start, last) if each.rule.kind is not DayKind.WEEKEND]
    edition = _("edition %(version)s") % {"version": edition_text(calendar.version)}
    week = _("week of %(days)s days") % {"days": calendar.week}
    return DaysAnswer(
        count=len(found),
        last=last,
        days=tuple(found),
        skipped=tuple((each.day, each.rule.name(language()[:2])) for each in off),
        calendar=f"{calendar_name(calendar.code)}; {week}; {edition}",
    )
