"""A meeting that isn't held: no quorum came together, or another date was found."""

from uuid import UUID

from django.db import transaction

from cases.enums import DeadlineState
from cases.models import Case, Deadline, DeadlineStage
from cases.services.deadlines import refresh_due
from cases.services.events import draft
from cases.services.events import record as record_case
from commissions.enums import MeetingState
from commissions.models import Meeting
from commissions.services.events import check_state, locked_meeting, record
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop


@transaction.atomic
def cancel_meeting(*, meeting_id: UUID, reason: str, by: Member) -> Meeting:
    """The cases wait again. The limit of its notice goes with it, unless it has passed: missed stays missed."""
    meeting = locked_meeting(meeting_id)
    check_state(meeting, MeetingState.CALLED)
    if not reason.strip():
        raise RuleViolation(gettext_noop("Say why the meeting isn't held."), field="reason")
    record(meeting, draft("meeting.cancelled", by=by, text=reason.strip()), state=MeetingState.CANCELLED)
    waiting = Case.objects.select_for_update(of=("self",)).select_related("data_key").order_by("pk")
    cases = list(waiting.filter(hearings__meeting=meeting))
    limits = Deadline.objects.filter(subject_id=meeting.pk, state=DeadlineState.OPEN)
    DeadlineStage.objects.filter(deadline__in=limits).delete()
    limits.delete()
    for case in cases:
        refresh_due(case)
        record_case(case, draft("meeting.cancelled", by=by, data={"meeting": meeting.pk}), next_due_at=case.next_due_at)
    return meeting
