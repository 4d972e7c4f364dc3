"""Who is marked as suspected is no longer waited for: the others' notices may be complete without theirs."""

from cases.models import Case
from cases.services.suspects import register_consequence
from commissions.enums import MeetingState
from commissions.models import Meeting
from commissions.services.notices import announce
from safeguard.access.member import Member
from safeguard.organisations.models import School


@register_consequence
def announce_without_them(*, case: Case, by: Member) -> None:
    meetings = Meeting.objects.filter(hearings__case=case, state__in=[MeetingState.CALLED, MeetingState.OPEN])
    waiting = case.deadlines.filter(subject_id__isnull=False, met_at__isnull=True).values("subject_id")
    for meeting in meetings.filter(pk__in=waiting):
        announce(School.objects.select_related("organisation").get(pk=case.school_id), meeting, by)
