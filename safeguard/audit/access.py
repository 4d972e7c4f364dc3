"""Access records: one insert a look."""

from uuid import UUID

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.models import AccessRecord


def record_access(*, member: Member, case_id: UUID, what: str, is_allowed: bool) -> None:
    """Refusals are kept too. An id that never was is a refusal like any other."""
    AccessRecord(
        school_id=member.organisation_id,
        user_id=member.user_id,
        user_name=member.name,
        case_id=case_id,
        what=what,
        is_allowed=is_allowed,
        at=clock.now(),
    ).save(force_insert=True)
