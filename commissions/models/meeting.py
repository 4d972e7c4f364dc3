"""A meeting from its call to its close."""

from django.db import models
from django.db.models import F, Q

from commissions.enums import Capacity, MeetingState
from commissions.models.commission import Commission, Seat
from safeguard.audit.chain import ChainedEvent
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class Meeting(SealedRow, SchoolRow):
    """`version` rises with every write: two people at one meeting see each other's entries instead of losing them."""

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="meetings", db_index=False)
    number = models.PositiveIntegerField(null=True, help_text="number of the minutes, given when they are finalised")
    school_year = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.CALLED)
    called_at = models.DateTimeField()
    called_by = models.UUIDField()
    late_reason = SealedField(null=True, help_text="why the meeting is past the limit or its notice late")
    is_from_paper = models.BooleanField(default=False, help_text="held on paper and entered afterwards")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    finalised_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    event_seq = models.PositiveIntegerField(default=0, editable=False)
    event_hash = models.BinaryField(default=bytes, editable=False)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="meeting_finalised_has_number",
                condition=~Q(state="finalised") | Q(finalised_at__isnull=False, number__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["school", "starts_at"], name="meeting_by_start")]


class MeetingEvent(ChainedEvent):
    """What happened in and around a meeting: notice, attendance, ballots."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="events", db_index=False)

    class Meta(ChainedEvent.Meta):
        constraints = [
            *ChainedEvent.Meta.constraints,
            models.UniqueConstraint(name="meeting_event_seq", fields=["school", "meeting", "seq"]),
        ]


class AgendaItem(SealedRow, SchoolRow):
    """A question of the agenda; the texts of the minutes are kept where they are spoken, sealed with the case's key."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", db_index=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+", db_index=False)
    rank = models.PositiveSmallIntegerField()
    title = SealedField()
    heard = SealedField(null=True, help_text="who reported and what, briefly")
    spoke = SealedField(null=True, help_text="speeches, questions, remarks")
    resolved = SealedField(null=True)
    saved_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="agenda_item_rank", fields=["school", "meeting", "rank"]),
        ]


class Invitation(SealedRow, SchoolRow):
    """The notice of the meeting to one recipient: complete only with agenda, date, time, place and materials (N18)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations", db_index=False)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+", db_index=False)
    adult = models.ForeignKey("people.Adult", models.PROTECT, null=True, related_name="+", db_index=False)
    capacity = models.CharField(max_length=10, choices=Capacity)
    whom = SealedField(null=True, help_text="name and office of an outside person")
    has_consent = models.BooleanField(null=True, help_text="a representative takes part by consent (UA-B-IV.4.2b)")
    channel = models.CharField(max_length=10)
    sent_at = models.DateTimeField(null=True)
    materials_at = models.DateTimeField(null=True)
    is_late = models.BooleanField(default=False, help_text="after 18:00 of the day before: recorded, never hidden")

    class Meta(SchoolRow.Meta):
        indexes = [models.Index(fields=["school", "meeting"], name="invitation_by_meeting")]


class Attendance(SchoolRow):
    """A stay in the room. Invited persons have one too; only seats count for the quorum."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances", db_index=False)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+", db_index=False)
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="+", db_index=False)
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    absence_reason = models.CharField(max_length=100, blank=True)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="attendance_is_one_person",
                condition=Q(seat__isnull=False, invitation__isnull=True)
                | Q(seat__isnull=True, invitation__isnull=False),
            ),
            models.CheckConstraint(
                name="attendance_leaves_after_arrival", condition=Q(left_at__isnull=True) | Q(left_at__gte=F("arrived_at"))
            ),
            models.UniqueConstraint(
                name="attendance_once_at_a_time",
                fields=["school", "meeting", "seat"],
                condition=Q(left_at__isnull=True),
            ),
        ]
