"""Which procedure an institution works under, and its calendar."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from safeguard.organisations.models import Adoption, CalendarDay, ProcedureVersion, School


def adoption_in_force(organisation_id: UUID, *, on: date) -> Adoption | None:
    return Adoption.objects.filter(organisation_id=organisation_id, from_on__lte=on).order_by("-from_on").first()


@lru_cache(maxsize=64)
def procedure_version(procedure: str, version: str) -> ProcedureVersion:
    """The row of a released file. A release never changes, so the process may keep it."""
    return ProcedureVersion.objects.get(procedure=procedure, version=version, owner__isnull=True)


_OVERRIDES = """
WITH RECURSIVE chain(organisation_id, depth) AS (
  SELECT %(start)s::uuid, 0
  UNION ALL
  SELECT p.parent_id, chain.depth + 1 FROM chain JOIN organisations_placement p
    ON p.organisation_id = chain.organisation_id
    AND p.from_on <= %(on)s AND (p.until_on IS NULL OR p.until_on >= %(on)s)
)
SELECT DISTINCT ON (d.day) d.* FROM chain JOIN organisations_calendarday d
  ON d.organisation_id = chain.organisation_id ORDER BY d.day, chain.depth
"""


def calendar_overrides(school: School, *, on: date) -> dict[date, tuple[bool, str]]:
    """Days that differ for this school: the nearest organisation's word counts. One statement."""
    rows = CalendarDay.objects.raw(_OVERRIDES, {"start": school.pk, "on": on})
    return {row.day: (row.is_working, row.reason) for row in rows}
