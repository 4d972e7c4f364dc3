"""Access records: one insert a look."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.models import AccessRecord


class LookRefused(Http404):
    """Answers like an absent page. The view is rolled back with it, so whoever opened the scope records the refusal."""

    def __init__(self, *, member: Member, case_id: UUID, what: str) -> None:
        super().__init__()
        self.member, self.case_id, self.what = member, case_id, what

    def record(self) -> None:
        """In a scope of its own."""
        record_access(member=self.member, case_id=self.case_id, what=self.what, is_allowed=False)


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


def record_looks(*, member: Member, case_ids: Iterable[UUID], what: str) -> None:
    """Several cases on one page or paper: one insert for all of them."""
    at = clock.now()
    AccessRecord.objects.bulk_create(
        AccessRecord(
            school_id=member.organisation_id,
            user_id=member.user_id,
            user_name=member.name,
            case_id=case_id,
            what=what,
            is_allowed=True,
            at=at,
        )
        for case_id in case_ids
    )
