"""Orders on the calendar. Each is logged, is never deleted, and has the open limits below it counted again."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from uuid_utils.compat import uuid7

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.acts import log_act
from safeguard.calendars import CalendarError
from safeguard.calendars.load import MARTIAL, load_calendar
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.domain.calendar import check_differs, check_free, check_order, days_of
from safeguard.organisations.enums import OrganisationKind, RecountCause
from safeguard.organisations.models import CalendarDay, Organisation
from safeguard.organisations.selectors.calendar import (
    martial_until_at,
    overrides_between,
    schools_below_ever,
    tables_at,
)
from safeguard.organisations.services.recounts import Cause, ask_recounts, ask_recounts_of
from safeguard.organisations.services.states import locked

_NO_TABLE = gettext_noop("There is no calendar table for this day yet.")


@transaction.atomic
def order_days(
    *,
    organisation_id: UUID,
    first: date,
    last: date | None,
    is_working: bool,
    reason: str,
    order_number: str,
    order_on: date,
    by: Member | None,
) -> list[CalendarDay]:
    """A day or a row of days works or rests, for this institution and everything below it that says nothing nearer."""
    place = locked(organisation_id)
    today = clock.today(ZoneInfo(place.timezone))
    days = days_of(first, last or first, today=today)
    check_order(order_on, today=today)
    said = overrides_between(place.pk, days[0], days[-1])
    check_free(days, {row.day: row.order_number for row in said if row.depth == 0})  # type: ignore[attr-defined]
    check_differs(days, _states(place, days, said), is_working=is_working)
    rows = _made(place, days, by, is_working=is_working, reason=reason, order_number=order_number, order_on=order_on)
    data = {"from": days[0], "until": days[-1], "is_working": is_working, "order": order_number, "act": rows[0].act_id}
    log_act(organisation_id=place.pk, kind="calendar.days_ordered", by=by, data=data)
    cause = Cause(RecountCause.DAYS, reason, order_number, order_on, place.name)
    ask_recounts(place.pk, days[0], days[-1], cause)
    return rows


def _states(place: Organisation, days: list[date], said: list[CalendarDay]) -> dict[date, list[bool]]:
    """What each day is without an order of the place's own: the nearest word from above, else the tables."""
    above: dict[date, bool] = {}
    for row in said:
        above.setdefault(row.day, row.is_working)
    tables = tables_at(place)
    try:
        return {day: [above[day]] if day in above else [table.is_working(day) for table in tables] for day in days}
    except CalendarError:
        raise RuleViolation(_NO_TABLE, field="first") from None


def _made(place: Organisation, days: list[date], by: Member | None, **said: object) -> list[CalendarDay]:
    act, now = uuid7(), clock.now()
    who = {"made_at": now, "made_by": by.user_id if by else None, "made_by_name": by.name if by else ""}
    rows = [CalendarDay(organisation=place, act_id=act, day=day, **who, **said) for day in days]
    return CalendarDay.objects.bulk_create(rows)


@transaction.atomic
def end_days(
    *,
    organisation_id: UUID,
    act_id: UUID,
    from_on: date,
    reason: str,
    order_number: str,
    order_on: date,
    by: Member | None,
) -> list[CalendarDay]:
    """From that day on the order counts no more. Its days stay, with who ended them and why."""
    place = locked(organisation_id)
    check_order(order_on, today=clock.today(ZoneInfo(place.timezone)))
    standing = CalendarDay.objects.select_for_update().filter(organisation=place, act_id=act_id, ended_at__isnull=True)
    rows = list(standing.filter(day__gte=from_on).order_by("day"))
    if not rows:
        raise RuleViolation(gettext_noop("From this day on nothing of the order is left to end."), field="from_on")
    for row in rows:
        row.ended_at, row.end_reason = clock.now(), reason
        row.ended_by, row.ended_by_name = (by.user_id, by.name) if by else (None, "")
        row.end_order_number, row.end_order_on = order_number, order_on
    fields = ["ended_at", "ended_by", "ended_by_name", "end_reason", "end_order_number", "end_order_on"]
    CalendarDay.objects.bulk_update(rows, fields)
    data = {"from": rows[0].day, "until": rows[-1].day, "order": order_number, "act": act_id}
    log_act(organisation_id=place.pk, kind="calendar.days_ended", by=by, data=data)
    cause = Cause(RecountCause.DAYS_ENDED, reason, order_number, order_on, place.name)
    ask_recounts(place.pk, rows[0].day, rows[-1].day, cause)
    return rows


@transaction.atomic
def set_martial_end(
    *, organisation_id: UUID, until_on: date | None, order_number: str, order_on: date, by: Member | None
) -> int:
    """The dated switch of Law 2136-IX: its last day; empty = it continues. For every school below; how many."""
    place = locked(organisation_id)
    if place.country != "ua":
        raise RuleViolation(gettext_noop("This calendar knows no martial law."), field="until_on")
    if place.kind == OrganisationKind.SCHOOL:
        raise RuleViolation(gettext_noop("Martial law ends for the country: its departments enter it, not a school."))
    check_order(order_on, today=clock.today(ZoneInfo(place.timezone)))
    _check_martial(place, until_on)
    today = clock.today(ZoneInfo(place.timezone))
    schools = schools_below_ever(place.pk, today, today).filter(calendar=MARTIAL)
    changed = list(schools.select_for_update(of=("self",)).values_list("pk", flat=True))
    schools.update(martial_until_on=until_on)
    log_act(
        organisation_id=place.pk, kind="calendar.martial_end", by=by, data={"until": until_on, "order": order_number}
    )
    ask_recounts_of(changed, Cause(RecountCause.MARTIAL, "", order_number, order_on, place.name))
    return len(changed)


def _check_martial(place: Organisation, until_on: date | None) -> None:
    if martial_until_at(place) == until_on:
        raise RuleViolation(gettext_noop("This is what the calendar says already."), field="until_on")
    try:
        load_calendar(MARTIAL, martial_until=until_on)
    except CalendarError:
        raise RuleViolation(_NO_TABLE, field="until_on") from None
