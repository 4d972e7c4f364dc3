"""What the commission decided on a case: two separate fields (conflict C-17), the reasons, the measures."""

from django.db import models

from commissions.enums import MeasureKind
from commissions.models.meeting import Hearing, Meeting
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class Decision(SealedRow, SchoolRow):
    """One per case and meeting; written when the minutes are finalised, and only when a motion reached the majority."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions", db_index=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="decisions", db_index=False)
    number = models.PositiveIntegerField(null=True, help_text="register of decisions, gapless per school year")
    school_year = models.PositiveSmallIntegerField(null=True)
    is_substantiated = models.BooleanField()
    is_bullying = models.BooleanField(null=True, help_text="bullying, or a one-off conflict; empty: not qualified")
    reasons = SealedField(null=True)
    decided_at = models.DateTimeField(help_text="when the vote on the circumstances was closed")

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="decision_once", fields=["school", "meeting", "case"]),
            models.UniqueConstraint(name="decision_number_once_a_year", fields=["school", "school_year", "number"]),
        ]
        indexes = [models.Index(fields=["school", "case"], name="decision_by_case")]


class Measure(SealedRow, SchoolRow):
    """Something to do for a side, the class or the staff, with who answers for it and until when.

    Written at the hearing; `decision` is set when the minutes are finalised, and nothing changes after that.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="measures", db_index=False)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="measures", db_index=False)
    kind = models.CharField(max_length=20, choices=MeasureKind)
    text = SealedField()
    responsible = models.ForeignKey("people.Adult", models.PROTECT, null=True, related_name="+", db_index=False)
    due_on = models.DateField(null=True)
    due_note = SealedField(null=True, help_text="where one date isn't enough: weekly, constantly")
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta(SchoolRow.Meta):
        indexes = [
            models.Index(fields=["school", "hearing"], name="measure_by_hearing"),
            models.Index(fields=["school", "decision"], name="measure_by_decision"),
        ]
