"""Which procedure an institution works under."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from safeguard.organisations.models import Adoption, ProcedureVersion


def adoption_in_force(organisation_id: UUID, *, on: date) -> Adoption | None:
    rows = Adoption.objects.filter(organisation_id=organisation_id, from_on__lte=on, withdrawn_at__isnull=True)
    return rows.order_by("-from_on").first()


@lru_cache(maxsize=64)
def procedure_version(procedure: str, version: str) -> ProcedureVersion:
    """The row of a released file. A release never changes, so the process may keep it."""
    return ProcedureVersion.objects.get(procedure=procedure, version=version, owner__isnull=True)
