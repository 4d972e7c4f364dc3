"""What invited persons say in the room: noted in the minutes, without a vote (UA-B-IV.5.6)."""

from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.services.events import draft
from commissions.enums import Capacity, MeetingState
from commissions.models import AgendaItem, Attendance, GuestRemark, Invitation
from commissions.services.events import check_state, locked_meeting, record
from commissions.services.texts import check_names
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop


@transaction.atomic
def add_remark(*, item_id: UUID, invitation_id: UUID, text: str, by: Member) -> GuestRemark:
    """Of somebody who was in the room, on a question that they were invited to."""
    item = AgendaItem.objects.get(pk=item_id)
    meeting = locked_meeting(item.meeting_id)
    check_state(meeting, MeetingState.OPEN, MeetingState.CLOSED)
    if not text.strip():
        raise RuleViolation(gettext_noop("Write what was said."), field="text")
    check_names(meeting, {"text": text})
    _check_guest(item, invitation_id)
    row = GuestRemark(
        id=uuid7(),
        school_id=item.school_id,
        data_key_id=item.data_key_id,
        item=item,
        invitation_id=invitation_id,
        added_at=clock.now(),
        added_by=by.user_id,
    )
    row.seal("text", text.strip())
    row.save(force_insert=True)
    record(meeting, draft("remark.added", by=by, data={"remark": row.pk, "item": item.pk, "invitation": invitation_id}))
    return row


def _check_guest(item: AgendaItem, invitation_id: UUID) -> None:
    guest = Invitation.objects.exclude(capacity=Capacity.MEMBER).filter(pk=invitation_id, meeting=item.meeting_id)
    if not guest.exists():
        raise RuleViolation(gettext_noop("Choose an invited person."), field="invitation")
    if item.case_id and not guest.filter(case_id=item.case_id).exists():
        raise RuleViolation(gettext_noop("This person is invited to another case."), field="invitation")
    if not Attendance.objects.filter(invitation_id=invitation_id, arrived_at__isnull=False).exists():
        raise RuleViolation(gettext_noop("Mark first that this person was in the room."), field="invitation")
