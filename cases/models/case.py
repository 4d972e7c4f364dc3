"""What a school opened on one or more reports."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.enums import CaseStatus, Kind, Place
from safeguard.audit.chain import ChainedEvent
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class Case(SealedRow, SchoolRow):
    """`status`, `next_due_at`, `event_seq` and `event_hash` are caches of the event log.

    A case is pinned to the procedure version in force when its first report was received, forever.
    """

    number = models.PositiveIntegerField()
    school_year = models.PositiveSmallIntegerField()
    title = SealedField(help_text="a few words for the list; sealed, because it may name a child")
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind))
    place = models.CharField(max_length=20, choices=Place)
    status = models.CharField(max_length=12, choices=CaseStatus, default=CaseStatus.OPEN)
    procedure = models.ForeignKey("organisations.ProcedureVersion", models.PROTECT, related_name="+", db_index=False)
    tie_rule = models.CharField(max_length=10)
    received_at = models.DateTimeField(help_text="when the head received the first report: the clocks count from here")
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined", db_index=False)
    split_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="split_off", db_index=False)
    next_due_at = models.DateTimeField(null=True, editable=False)
    event_seq = models.PositiveIntegerField(default=0, editable=False)
    event_hash = models.BinaryField(default=bytes, editable=False)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="case_number_once_a_year", fields=["school", "school_year", "number"]),
            models.CheckConstraint(
                name="case_closed_has_date",
                condition=Q(status="closed", closed_on__isnull=False) | ~Q(status="closed") & Q(closed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="case_joined_says_to_which",
                condition=Q(status="joined", joined_to__isnull=False) | ~Q(status="joined") & Q(joined_to__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "status", "next_due_at"], name="case_desk"),
            models.Index(fields=["school", "received_at"], name="case_by_receipt"),
            models.Index(fields=["school", "joined_to"], name="case_by_join", condition=Q(joined_to__isnull=False)),
        ]


class CaseEvent(ChainedEvent):
    """A fact of the case. A correction is a new event naming the old one."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events", db_index=False)

    class Meta(ChainedEvent.Meta):
        constraints = [
            *ChainedEvent.Meta.constraints,
            models.UniqueConstraint(name="case_event_seq", fields=["school", "case", "seq"]),
        ]
