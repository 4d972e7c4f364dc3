"""`meeting_for`: the only door to a meeting. Who may see none of its cases doesn't learn that it exists."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from cases.selectors.access import visible_cases
from commissions.models import Hearing, Meeting
from safeguard.access.member import Member
from safeguard.audit.access import LookRefused, record_looks


@dataclass(frozen=True)
class OpenMeeting:
    """A meeting and the hearings on it that this member may know of, in their order."""

    meeting: Meeting
    hearings: list[Hearing]
    is_whole: bool

    @property
    def case_ids(self) -> set[UUID]:
        return {hearing.case_id for hearing in self.hearings}


def visible_hearings(member: Member) -> QuerySet[Hearing]:
    return Hearing.objects.filter(case__in=visible_cases(member))


def visible_meetings(member: Member) -> QuerySet[Meeting]:
    """Meetings with at least one case that the member may know of."""
    return Meeting.objects.filter(Exists(visible_hearings(member).filter(meeting_id=OuterRef("pk"))))


def meeting_for(member: Member, meeting_id: UUID, *, what: str = "meeting") -> OpenMeeting:
    """The meeting, or a 404 that is the same for an absent id and a hidden one; the look at each case is recorded."""
    meeting = Meeting.objects.select_related("data_key", "procedure").filter(pk=meeting_id).first()
    hearings = _hearings(member, meeting_id)
    if meeting is None or not hearings:
        raise LookRefused(member=member, case_id=meeting_id, what=what)
    record_looks(member=member, case_ids=[hearing.case_id for hearing in hearings], what=what)
    return OpenMeeting(meeting, hearings, len(hearings) == Hearing.objects.filter(meeting_id=meeting_id).count())


def _hearings(member: Member, meeting_id: UUID) -> list[Hearing]:
    rows = visible_hearings(member).filter(meeting_id=meeting_id)
    return list(rows.select_related("case", "case__data_key", "case__procedure", "data_key").order_by("rank"))
