"""After the minutes are finalised: who was told, who has signed, who keeps which copy, what was corrected."""

from django.db import models
from django.db.models import F, Q

from cases.enums import Channel
from commissions.enums import CopyKeeper, SignatureState
from commissions.models.attendance import Invitation
from commissions.models.commission import Seat
from commissions.models.decision import Decision
from commissions.models.meeting import Meeting
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class DecisionTold(SealedRow, SchoolRow):
    """The decision was brought to one side (UA-B-IV.5.10): a minor's representative, or an adult themselves.

    Never overwritten: who is told again has a second row.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="told", db_index=False)
    side = models.ForeignKey("cases.Involvement", models.PROTECT, related_name="+", db_index=False)
    adult = models.ForeignKey("people.Adult", models.PROTECT, null=True, related_name="+", db_index=False)
    told_whom = SealedField()
    told_at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    recorded_by_name = models.CharField(max_length=200)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(name="decision_told_not_in_the_future", condition=Q(told_at__lte=F("recorded_at"))),
        ]
        indexes = [models.Index(fields=["school", "decision"], name="decision_told_by_decision")]


class MinutesCorrection(SealedRow, SchoolRow):
    """A further version of finalised minutes: a draft until it's finalised, then it never changes.

    `texts` are the changed texts by their place in the sheet; nothing else of the version before can change.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="corrections", db_index=False)
    number = models.PositiveSmallIntegerField(help_text="of the version that it makes: 2, 3")
    texts = SealedField(null=True, help_text="JSON: place in the sheet, new text")
    reason = SealedField(null=True)
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField()
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0, help_text="rises with every save")
    finalised_at = models.DateTimeField(null=True)
    finalised_by = models.UUIDField(null=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="minutes_version_once", fields=["school", "meeting", "number"]),
            models.UniqueConstraint(
                name="minutes_correction_one_open", fields=["school", "meeting"], condition=Q(finalised_at__isnull=True)
            ),
            models.CheckConstraint(
                name="minutes_correction_finalised_whole",
                condition=Q(finalised_at__isnull=True, finalised_by__isnull=True, document__isnull=True)
                | Q(finalised_at__isnull=False, finalised_by__isnull=False, document__isnull=False)
                & Q(reason__isnull=False, texts__isnull=False),
            ),
        ]


class Signature(SealedRow, SchoolRow):
    """One person's signature under one version of the minutes: a member by seat, or a representative of a child."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="signatures", db_index=False)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", db_index=False)
    rank = models.PositiveSmallIntegerField()
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+", db_index=False)
    adult = models.ForeignKey("people.Adult", models.PROTECT, null=True, related_name="+", db_index=False)
    child = models.ForeignKey("people.Child", models.PROTECT, null=True, related_name="+", db_index=False)
    was_there = models.BooleanField(help_text="at the meeting; a representative may sign afterwards")
    state = models.CharField(max_length=10, choices=SignatureState, default=SignatureState.AWAITED)
    signed_on = models.DateField(null=True)
    reason = SealedField(null=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="signature_rank", fields=["school", "document", "rank"]),
            models.CheckConstraint(
                name="signature_is_a_member_or_for_a_child",
                condition=Q(seat__isnull=False, adult__isnull=True, child__isnull=True)
                | Q(seat__isnull=True, child__isnull=False),
            ),
            models.CheckConstraint(
                name="signature_signed_has_day",
                condition=Q(state="signed", signed_on__isnull=False) | ~Q(state="signed") & Q(signed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="signature_refused_has_reason", condition=~Q(state="refused") | Q(reason__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["school", "meeting"], name="signature_awaited", condition=Q(state="awaited")),
        ]


class MinutesCopy(SealedRow, SchoolRow):
    """A numbered copy of one version: whom it is for, and to whom it was handed when (UA-K-III.5)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="copies", db_index=False)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    keeper = models.CharField(max_length=20, choices=CopyKeeper)
    adult = models.ForeignKey("people.Adult", models.PROTECT, null=True, related_name="+", db_index=False)
    child = models.ForeignKey("people.Child", models.PROTECT, null=True, related_name="+", db_index=False)
    handed_on = models.DateField(null=True)
    handed_to = SealedField(null=True, help_text="name and office of who took it; where the school keeps its own")
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="minutes_copy_number", fields=["school", "document", "number"]),
            models.CheckConstraint(
                name="minutes_copy_handed_whole",
                condition=Q(handed_on__isnull=True, handed_to__isnull=True)
                | Q(handed_on__isnull=False, handed_to__isnull=False),
            ),
        ]


class Undertaking(SchoolRow):
    """Signed on paper: to keep what one learns. A member signs for the mandate, an invited person for a meeting.

    Append-only; the scan lies beside it as an attachment.
    """

    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+", db_index=False)
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="+", db_index=False)
    signed_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    recorded_by_name = models.CharField(max_length=200)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="undertaking_is_one_person",
                condition=Q(seat__isnull=False, invitation__isnull=True)
                | Q(seat__isnull=True, invitation__isnull=False),
            ),
            models.UniqueConstraint(name="undertaking_once_per_seat", fields=["school", "seat"]),
            models.UniqueConstraint(name="undertaking_once_per_invitation", fields=["school", "invitation"]),
        ]
