"""Motions and open ballots by name (UA-B-IV.5.7)."""

from django.db import models
from django.db.models import Q

from commissions.enums import Choice, MotionKind, Outcome
from commissions.models.commission import Seat
from commissions.models.meeting import AgendaItem, Meeting
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class Motion(SealedRow, SchoolRow):
    """Put to the vote; closing freezes tally, base, quorum, majority and rule as the minutes print them.

    `candidate` and `proposed_by` belong to an election of who presides or keeps the minutes (UA-B-IV.4.3c-d).
    `accused`: whom a finding is about; `is_in_turn`: when it's closed the same is put to the vote about the next one.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="motions", db_index=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="motions", db_index=False)
    kind = models.CharField(max_length=20, choices=MotionKind)
    text = SealedField()
    accused = models.ForeignKey("cases.Involvement", models.PROTECT, null=True, related_name="+", db_index=False)
    is_in_turn = models.BooleanField(default=False)
    candidate = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+", db_index=False)
    proposed_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+", db_index=False)
    presided_by = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="+", db_index=False, help_text="whose vote decides an equal split"
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    composition = models.PositiveSmallIntegerField(null=True, help_text="N: seats approved on the meeting's date")
    present = models.PositiveSmallIntegerField(null=True)
    quorum = models.PositiveSmallIntegerField(null=True)
    majority = models.PositiveSmallIntegerField(null=True)
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    votes_abstained = models.PositiveSmallIntegerField(null=True)
    tie_rule = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    is_casting_vote = models.BooleanField(default=False)
    is_disputed_tie = models.BooleanField(default=False)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="motion_closed_has_outcome",
                condition=Q(closed_at__isnull=True, outcome="") | Q(closed_at__isnull=False) & ~Q(outcome=""),
            ),
            models.UniqueConstraint(
                name="motion_one_open_at_a_time", fields=["school", "meeting"], condition=Q(closed_at__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["school", "item"], name="motion_by_item")]


class Ballot(SchoolRow):
    """One open vote of one seat. Changed before the close by an event, never after."""

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="ballots", db_index=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_index=False)
    choice = models.CharField(max_length=10, choices=Choice)
    cast_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="ballot_one_per_seat", fields=["school", "motion", "seat"]),
        ]
