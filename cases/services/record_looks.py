"""A list that a machine reads is a look at every case on it."""

from collections.abc import Iterable
from uuid import UUID

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.models import AccessRecord


def record_looks(*, by: Member, case_ids: Iterable[UUID], what: str) -> None:
    """One statement, however many cases."""
    now = clock.now()
    AccessRecord.objects.bulk_create(
        AccessRecord(
            school_id=by.organisation_id,
            user_id=by.user_id,
            user_name=by.name,
            case_id=case_id,
            what=what,
            is_allowed=True,
            at=now,
        )
        for case_id in dict.fromkeys(case_ids)
    )
