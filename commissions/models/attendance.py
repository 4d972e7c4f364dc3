"""Who was told of a meeting and who was in the room."""

from django.db import models
from django.db.models import F, Q

from cases.enums import Channel
from commissions.enums import Capacity
from commissions.models.commission import Seat
from commissions.models.meeting import Meeting
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class Invitation(SealedRow, SchoolRow):
    """The notice of the meeting to one recipient: complete only with agenda, date, time, place and materials (N18).

    A representative, an applicant or an agency is invited to one case; a member to the meeting.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations", db_index=False)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+", db_index=False)
    adult = models.ForeignKey("people.Adult", models.PROTECT, null=True, related_name="+", db_index=False)
    side_child = models.ForeignKey("people.Child", models.PROTECT, null=True, related_name="+", db_index=False)
    capacity = models.CharField(max_length=10, choices=Capacity)
    whom = SealedField(null=True, help_text="name and office of an outside person")
    has_consent = models.BooleanField(null=True, help_text="a representative takes part by consent (UA-B-IV.4.2b)")
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    sent_at = models.DateTimeField(null=True)
    materials_at = models.DateTimeField(null=True)
    is_late = models.BooleanField(default=False, help_text="after 18:00 of the day before: recorded, never hidden")
    opened_at = models.DateTimeField(null=True, help_text="the link was followed after signing in")
    is_signed_for = models.BooleanField(null=True, help_text="handed over on paper against a signature")
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(
                name="invitation_one_per_seat", fields=["school", "meeting", "seat"], condition=Q(seat__isnull=False)
            ),
            models.UniqueConstraint(
                name="invitation_one_per_adult",
                fields=["school", "meeting", "case", "adult", "side_child"],
                condition=Q(adult__isnull=False),
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["school", "meeting"], name="invitation_by_meeting")]


class Attendance(SchoolRow):
    """A stay in the room, or an absence. Invited persons have stays too; only seats count for the quorum.

    Who leaves and comes back has a second stay. `version` rises with every correction of the row.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances", db_index=False)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+", db_index=False)
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="+", db_index=False)
    arrived_at = models.DateTimeField(null=True, help_text="empty: absent")
    left_at = models.DateTimeField(null=True)
    absence_reason = models.CharField(max_length=100, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="attendance_is_one_person",
                condition=Q(seat__isnull=False, invitation__isnull=True)
                | Q(seat__isnull=True, invitation__isnull=False),
            ),
            models.CheckConstraint(
                name="attendance_leaves_after_arrival",
                condition=Q(left_at__isnull=True) | Q(arrived_at__isnull=False, left_at__gte=F("arrived_at")),
            ),
            models.CheckConstraint(
                name="attendance_reason_is_of_an_absence",
                condition=Q(absence_reason="") | Q(arrived_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="attendance_once_at_a_time",
                fields=["school", "meeting", "seat"],
                condition=Q(left_at__isnull=True, seat__isnull=False),
            ),
            models.UniqueConstraint(
                name="attendance_guest_once_at_a_time",
                fields=["school", "meeting", "invitation"],
                condition=Q(left_at__isnull=True, invitation__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["school", "meeting"], name="attendance_by_meeting")]
