"""Whose open limits have to be counted again. The rows stand with the act; the worker finds them, also after a fall."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from safeguard import clock
from safeguard.calendars.load import CALENDARS, MARTIAL, PEACE, load_calendar
from safeguard.organisations.enums import RecountCause
from safeguard.organisations.models import CalendarEdition, CalendarRecount, School
from safeguard.organisations.selectors.calendar import schools_below_ever
from safeguard.tenancy.jobs import tell_after_commit

#: Cases stand above institutions: the task that counts is known here by its name alone.
TASK = "cases.tasks.sweep_recounts"
#: Longer than a worker needs for a ministry's thousands; two at the same school are harmless.
HANDED_AGAIN = timedelta(minutes=5)
AT_ONCE = 20_000


@dataclass(frozen=True)
class Cause:
    """Why, in words for the chronology. `ordered_by`: whose order it was, for numbers repeat.

    `since`: what had passed before stays missed; empty = the moment of the act.
    """

    kind: RecountCause
    reason: str = ""
    order_number: str = ""
    order_on: date | None = None
    ordered_by: str = ""
    since: datetime | None = None


def ask_recounts(place_id: UUID, first: date, last: date, cause: Cause) -> int:
    """For a school, or for every school that stands below on one of the days; how many."""
    return ask_recounts_of(schools_below_ever(place_id, first, last).values_list("pk", flat=True), cause)


def ask_recounts_of(school_ids: Iterable[UUID], cause: Cause, *, using: str = "default") -> int:
    now = clock.now()
    rows = [
        CalendarRecount(
            institution_id=school_id,
            cause=cause.kind,
            reason=cause.reason,
            order_number=cause.order_number,
            order_on=cause.order_on,
            ordered_by=cause.ordered_by,
            since=cause.since or now,
            asked_at=now,
        )
        for school_id in school_ids
    ]
    if rows:
        CalendarRecount.objects.using(using).bulk_create(rows, batch_size=1000)
        tell_after_commit(TASK)
    return len(rows)


def waiting_recounts() -> dict[UUID, list[UUID]]:
    """School -> what is asked of it and wasn't handed to a worker lately. A worker that fell is asked again."""
    now = clock.now()
    fresh = Q(handed_at__isnull=True) | Q(handed_at__lt=now - HANDED_AGAIN)
    rows = CalendarRecount.objects.filter(fresh, done_at__isnull=True).order_by("asked_at", "pk")[:AT_ONCE]
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for row in rows:
        found[row.institution_id].append(row.pk)
    handed = [row_id for ids in found.values() for row_id in ids]
    CalendarRecount.objects.filter(pk__in=handed).update(handed_at=now)
    return dict(found)


def note_editions(*, using: str = "default") -> int:
    """A release may bring new tables: the schools that count by them are asked; how many.

    Also the first time, when what is open was counted by tables that nobody had noted.
    """
    asked = 0
    for code in CALENDARS:
        _, is_new = CalendarEdition.objects.using(using).get_or_create(
            code=code, version=load_calendar(code).version, defaults={"seen_at": clock.now()}
        )
        if is_new:
            schools = _counted_by(code).using(using).values_list("pk", flat=True)
            asked += ask_recounts_of(list(schools), Cause(RecountCause.TABLES), using=using)
    return asked


def _counted_by(code: str) -> QuerySet[School]:
    """After the end of martial law the peacetime tables count on."""
    ended = Q(calendar=MARTIAL, martial_until_on__isnull=False) if code == PEACE else Q(pk__in=[])
    return School.objects.filter(Q(calendar=code) | ended)
