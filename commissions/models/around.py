"""What others than the keeper bring to a meeting: questions for the agenda, remarks of invited persons."""

from django.db import models
from django.db.models import Q

from commissions.models.attendance import Invitation
from commissions.models.commission import Seat
from commissions.models.meeting import AgendaItem, Meeting
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class AgendaProposal(SealedRow, SchoolRow):
    """A question that a member asks to be put on the agenda; `item` is the one that it became.

    Sealed with the key of the case that it's about, else with the meeting's.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="proposals", db_index=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+", db_index=False)
    text = SealedField()
    proposed_at = models.DateTimeField()
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = SealedField(null=True, help_text="why it wasn't put on the agenda")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="agenda_proposal_answered_whole",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, item__isnull=True, reason__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False, item__isnull=False, reason__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False, item__isnull=True, reason__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["school", "meeting"], name="agenda_proposal_by_meeting")]


class GuestRemark(SealedRow, SchoolRow):
    """What somebody without a vote said on a question, as the minutes note it (UA-B-IV.5.6)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="remarks", db_index=False)
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="+", db_index=False)
    text = SealedField()
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta(SchoolRow.Meta):
        indexes = [models.Index(fields=["school", "item"], name="guest_remark_by_item")]
