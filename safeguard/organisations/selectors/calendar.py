"""An institution's own calendar: the nearest organisation's word counts, day by day.

Inherited downwards: country's table < ministry < region < district < school. A day is inherited from whoever the
institution stood under on that day, so that a school which moves takes the old department's past with it, no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, QuerySet
from django.db.models.expressions import RawSQL

from safeguard import clock
from safeguard.calendars import Suspension, WorkCalendar
from safeguard.calendars import SuspensionKind as Kind
from safeguard.calendars.load import MARTIAL, load_calendar
from safeguard.organisations.models import CalendarDay, Organisation, School, TeachingSuspension

#: Everything above a place, each with the days on which the place stood under it; the place itself always counts.
_UP = """
WITH RECURSIVE chain(organisation_id, depth, first, last) AS (
  SELECT %(place)s::uuid, 0, '-infinity'::date, 'infinity'::date
  UNION ALL
  SELECT p.parent_id, chain.depth + 1, greatest(chain.first, p.from_on),
         least(chain.last, coalesce(p.until_on, 'infinity'::date))
  FROM chain JOIN organisations_placement p ON p.organisation_id = chain.organisation_id
  AND p.from_on <= chain.last AND (p.until_on IS NULL OR p.until_on >= chain.first)
)"""
_NEAREST = (
    _UP
    + """
SELECT DISTINCT ON (d.day) d.* FROM chain JOIN organisations_calendarday d
  ON d.organisation_id = chain.organisation_id AND d.day BETWEEN chain.first AND chain.last
WHERE d.ended_at IS NULL ORDER BY d.day, chain.depth
"""
)
_ALL = (
    _UP
    + """
SELECT d.*, chain.depth, o.name AS place_name, o.kind AS place_kind
FROM chain JOIN organisations_calendarday d
  ON d.organisation_id = chain.organisation_id AND d.day BETWEEN chain.first AND chain.last
JOIN organisations_organisation o ON o.id = chain.organisation_id
WHERE d.ended_at IS NULL AND d.day BETWEEN %(first)s AND %(last)s ORDER BY d.day, chain.depth
"""
)
_SUSPENDED = (
    _UP
    + """
SELECT s.*, chain.depth, o.name AS place_name FROM chain JOIN organisations_teachingsuspension s
  ON s.organisation_id = chain.organisation_id
  AND s.from_at::date <= chain.last AND coalesce(s.until_at, 'infinity') >= chain.first
JOIN organisations_organisation o ON o.id = chain.organisation_id
WHERE s.withdrawn_at IS NULL AND s.from_at <= %(until)s AND (s.until_at IS NULL OR s.until_at > %(since)s)
ORDER BY s.from_at, chain.depth
"""
)
#: Every school that stood or stands below on any of the days; UNION ends the walk where it has been already.
_DOWN = """
WITH RECURSIVE below(id, first, last) AS (
  SELECT %s::uuid, %s::date, %s::date
  UNION
  SELECT p.organisation_id, greatest(below.first, p.from_on), least(below.last, coalesce(p.until_on, 'infinity'::date))
  FROM below JOIN organisations_placement p ON p.parent_id = below.id
  AND p.from_on <= below.last AND (p.until_on IS NULL OR p.until_on >= below.first)
) SELECT id FROM below
"""
#: The table by which a department sees its year; its schools may differ.
_OF_COUNTRY = {"ua": MARTIAL, "kz": "kz"}


@dataclass(frozen=True)
class Suspended:
    """Suspended teaching as it counts at a place: whose word it is, and whether it lasts."""

    row: TeachingSuspension
    place_name: str

    @property
    def lasts(self) -> bool:
        return self.row.until_at is None or self.row.until_at > clock.now()


def calendar_overrides(place_id: UUID) -> dict[date, tuple[bool, str]]:
    """Days that differ for this place: the nearest organisation's word counts. One statement."""
    rows = CalendarDay.objects.raw(_NEAREST, {"place": place_id})
    return {row.day: (row.is_working, row.reason) for row in rows}


def overrides_between(place_id: UUID, first: date, last: date) -> list[CalendarDay]:
    """Every word on these days, the nearest first; with `depth` (0 is its own), `place_name`, `place_kind`."""
    return list(CalendarDay.objects.raw(_ALL, {"place": place_id, "first": first, "last": last}))


def table_of(school: School) -> WorkCalendar:
    """The country's table in the school's week, as it is without any order."""
    return load_calendar(
        school.calendar, week=school.week, martial_until=school.martial_until_on if school.calendar == MARTIAL else None
    )


def calendar_of(school: School) -> WorkCalendar:
    """The table with what the school and those above it have ordered; it has no end. One statement."""
    return table_of(school).without_end().with_overrides(calendar_overrides(school.pk))


def tables_at(place: Organisation) -> list[WorkCalendar]:
    """A school has one; what counts below a department depends on the week of each school: five and six days."""
    if place.kind == "school":
        return [table_of(place.school)]
    code, until = _OF_COUNTRY[place.country], martial_until_at(place)
    return [load_calendar(code, week=week, martial_until=until if code == MARTIAL else None) for week in (5, 6)]


def martial_until_at(place: Organisation) -> date | None:
    """The last day of martial law as the place knows it: its own, or the one that was entered for schools below it."""
    if place.kind == "school":
        return place.school.martial_until_on
    return schools_below_ever(place.pk, date.min, date.max).aggregate(last=Max("martial_until_on"))["last"]


def schools_below_ever(place_id: UUID, first: date, last: date) -> QuerySet[School]:
    """The place itself when it's a school, and the schools that stood below it on any of these days."""
    return School.objects.filter(pk__in=RawSQL(_DOWN, [place_id, first, last])).exclude(organisation__state="closed")  # noqa: S611


def suspended_between(place_id: UUID, since: datetime, until: datetime) -> list[Suspended]:
    """Suspended teaching that touches the span, its own and inherited. One statement."""
    rows = TeachingSuspension.objects.raw(_SUSPENDED, {"place": place_id, "since": since, "until": until})
    return [Suspended(row, row.place_name) for row in rows]  # type: ignore[attr-defined]


def as_time(found: Iterable[Suspended]) -> list[Suspension]:
    """For a count: what lasts without an end that anybody knows has run until now."""
    now = clock.now()
    spans = ((each.row, each.row.until_at or now) for each in found)
    return [Suspension(Kind(row.kind), row.from_at, until, row.reason) for row, until in spans if until > row.from_at]
