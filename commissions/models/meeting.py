"""A meeting from its call to its close."""

from django.db import models
from django.db.models import Q

from commissions.enums import ItemKind, MeetingState
from commissions.models.commission import Commission, Seat
from safeguard.audit.chain import ChainedEvent
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class Meeting(SealedRow, SchoolRow):
    """`version` rises with every write: two people at one meeting see each other's entries instead of losing them.

    `procedure` and `tie_rule` are those of the first case on the agenda; a motion on a case counts by the case's own.
    """

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="meetings", db_index=False)
    procedure = models.ForeignKey("organisations.ProcedureVersion", models.PROTECT, related_name="+", db_index=False)
    tie_rule = models.CharField(max_length=10)
    number = models.PositiveIntegerField(null=True, help_text="number of the minutes, given when they are finalised")
    school_year = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.CALLED)
    called_at = models.DateTimeField(help_text="when the call was entered: for a meeting held on paper, afterwards")
    called_by = models.UUIDField()
    late_reason = SealedField(null=True, help_text="why the meeting is past the limit or its notice late")
    is_from_paper = models.BooleanField(default=False, help_text="held on paper and entered afterwards")
    presiding = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="+", db_index=False, help_text="elected: chair and deputy absent"
    )
    keeper = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="+", db_index=False, help_text="elected: secretary absent"
    )
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    finalised_at = models.DateTimeField(null=True)
    finalised_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=0)
    event_seq = models.PositiveIntegerField(default=0, editable=False)
    event_hash = models.BinaryField(default=bytes, editable=False)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="meeting_finalised_has_number",
                condition=~Q(state="finalised")
                | Q(finalised_at__isnull=False, finalised_by__isnull=False, number__isnull=False),
            ),
            models.UniqueConstraint(name="minutes_number_once_a_year", fields=["school", "school_year", "number"]),
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


class Hearing(SealedRow, SchoolRow):
    """One case at one meeting: what the minutes say of it beside the questions. Sealed with the case's key."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="hearings", db_index=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="hearings", db_index=False)
    rank = models.PositiveSmallIntegerField()
    basis = SealedField(null=True, help_text="from whom and when the application or report came")
    summary = SealedField(null=True, help_text="short content of the application or report")
    reasons = SealedField(null=True, help_text="why the commission decided so")
    saved_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="hearing_once", fields=["school", "meeting", "case"]),
        ]
        indexes = [models.Index(fields=["school", "case"], name="hearing_by_case")]


class AgendaItem(SealedRow, SchoolRow):
    """A question of the agenda; the texts of the minutes are kept where they are spoken, sealed with the case's key."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", db_index=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=ItemKind)
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


class SeparateOpinion(SealedRow, SchoolRow):
    """What a member asks to have noted beside the decision (UA-B-IV.4.5)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="opinions", db_index=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_index=False)
    text = SealedField()
    is_dictated = models.BooleanField(default=False, help_text="said aloud and written down, not handed in")
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta(SchoolRow.Meta):
        indexes = [models.Index(fields=["school", "item"], name="separate_opinion_by_item")]
