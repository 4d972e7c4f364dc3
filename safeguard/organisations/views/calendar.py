"""The calendar of an institution: the year, the orders on it, suspended teaching."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from safeguard import clock, dates
from safeguard.limits import calendar_name
from safeguard.organisations.enums import OrganisationKind
from safeguard.organisations.models import CalendarDay
from safeguard.organisations.presenters import suspensions as shown
from safeguard.organisations.presenters import year as present
from safeguard.organisations.selectors import calendar as read
from safeguard.organisations.views.doors import Door

YEARS_BACK, YEARS_AHEAD = 2, 2
RECENTLY = timedelta(days=30)


def calendar(request: HttpRequest, door: Door) -> HttpResponse:
    """The year as it counts here: the tables, the orders from above and its own, the nearest word last."""
    this = clock.today(_zone(door)).year
    year = _year(request, this)
    said = read.overrides_between(door.organisation.pk, date(year, 1, 1), date(year, 12, 31))
    table, *others = read.tables_at(door.organisation)
    by_day = present.by_day(said)
    context = {
        "door": door,
        "year": year,
        "years": [{"label": str(each), "href": f"?year={each}", "is_current": each == year} for each in _years(this)],
        "calendar": calendar_name(table.code),
        "week": _week(table.week, is_one_of_two=bool(others)),
        "months": present.months(year, table, by_day),
        "weekdays": [dates.weekday(date(2024, 1, day)) for day in range(1, 8)],
        "lines": present.lines(present.differing(year, table, by_day), table),
        "acts": present.acts(_own(door, year), partial(_end_href, door)),
        "suspensions": _suspensions(door),
        "martial": _martial(door) if table.code == read.MARTIAL else None,
        "add_href": door.url("calendar_add"),
        "suspend_href": door.url("suspension_add"),
    } | _questions(door)
    return render(request, "organisations/calendar.html", context)


def _week(days: int, *, is_one_of_two: bool) -> str:
    if is_one_of_two:
        return gettext("shown for a week of %(days)s days; a school with six has its Saturdays too") % {"days": days}
    return gettext("week of %(days)s days") % {"days": days}


def _questions(door: Door) -> dict[str, str]:
    """Where one counts by it: at the school's own door alone."""
    if door.mount != "school_":
        return {}
    return {f"{name}_href": reverse(f"own:{name}", kwargs=dict(door.slugs)) for name in ("due", "days")}


def _zone(door: Door) -> ZoneInfo:
    return ZoneInfo(door.organisation.timezone)


def _years(this: int) -> range:
    return range(this - YEARS_BACK, this + YEARS_AHEAD + 1)


def _year(request: HttpRequest, this: int) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and int(asked) in _years(this) else this


def _own(door: Door, year: int) -> list[CalendarDay]:
    """With what was ended: nothing disappears."""
    rows = CalendarDay.objects.filter(organisation=door.organisation)
    acts = rows.filter(day__year=year).values("act_id")
    return list(rows.filter(act_id__in=acts).order_by("day", "ended_at"))


def _end_href(door: Door, act_id: UUID) -> str:
    return door.url("calendar_end", act_id=act_id) if door.may_edit else ""


def _suspensions(door: Door) -> list[dict[str, Any]]:
    now = clock.now()
    found = read.suspended_between(door.organisation.pk, now - RECENTLY, datetime.max.replace(tzinfo=UTC))

    def href(name: str, suspension_id: UUID) -> str:
        return door.url(name, suspension_id=suspension_id) if door.may_edit else ""

    return shown.lines(reversed(found), door.organisation.pk, href)


def _martial(door: Door) -> dict[str, str]:
    until = read.martial_until_at(door.organisation)
    said = (
        gettext("Last day of martial law: %(day)s. Public holidays are days off after it.") % {"day": dates.day(until)}
        if until
        else gettext("Martial law continues: public holidays are working days.")
    )
    may_enter = door.may_edit and door.organisation.kind != OrganisationKind.SCHOOL
    return {"text": said, "href": door.url("calendar_martial") if may_enter else ""}
