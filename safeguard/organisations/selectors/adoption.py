"""Which procedure an institution works under, and its calendar."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from safeguard.organisations.models import Adoption, CalendarDay, ProcedureVersion, School
from safeguard.organisations.selectors.tree import ancestors_of


def adoption_in_force(organisation_id: UUID, *, on: date) -> Adoption | None:
    return Adoption.objects.filter(organisation_id=organisation_id, from_on__lte=on).order_by("-from_on").first()


@lru_cache(maxsize=64)
def procedure_version(procedure: str, version: str) -> ProcedureVersion:
    """The row of a released file. A release never changes, so the process may keep it."""
    return ProcedureVersion.objects.get(procedure=procedure, version=version)


def calendar_overrides(school: School, *, on: date) -> dict[date, tuple[bool, str]]:
    """Days that differ for this school: the nearest organisation's word counts."""
    chain = [school.pk, *(parent.pk for parent in ancestors_of(school.pk, on=on))]
    rows = CalendarDay.objects.filter(organisation_id__in=chain)
    overrides: dict[date, tuple[bool, str]] = {}
    for row in sorted(rows, key=lambda row: chain.index(row.organisation_id), reverse=True):
        overrides[row.day] = (row.is_working, row.reason)
    return overrides
