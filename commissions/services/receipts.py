"""Proof that a notice arrived: its link was followed after signing in. No picture in an e-mail tells it."""

from uuid import UUID

from django.db import transaction

from cases.services.events import draft
from commissions.models import Invitation, Meeting
from commissions.services.events import locked_meeting, record_after
from safeguard import clock
from safeguard.access.member import Member


def note_opened(meeting: Meeting, member: Member) -> None:
    """The first look of somebody who was told; one statement where there's nothing to note."""
    own = Invitation.objects.filter(
        meeting=meeting, adult__user_id=member.user_id, sent_at__isnull=False, opened_at__isnull=True
    )
    if found := list(own.values_list("pk", flat=True)):
        _note(meeting, found, member)


@transaction.atomic
def _note(meeting: Meeting, invitations: list[UUID], member: Member) -> None:
    locked = locked_meeting(meeting.pk)
    rows = Invitation.objects.filter(pk__in=invitations, opened_at__isnull=True)
    if rows.update(opened_at=clock.now()):
        record_after(locked, draft("notice.opened", by=member, data={"invitations": invitations}))
