"""What the commission decided on a case: two separate fields (conflict C-17), the reasons, the measures."""

from django.db import models

from commissions.models.meeting import Meeting
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class Decision(SealedRow, SchoolRow):
    """One per case and meeting; written when the minutes are finalised."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions", db_index=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="decisions", db_index=False)
    is_substantiated = models.BooleanField(null=True, help_text="empty: no motion reached the majority")
    is_bullying = models.BooleanField(null=True, help_text="bullying, or a one-off conflict")
    reasons = SealedField(null=True)
    decided_at = models.DateTimeField()

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="decision_once", fields=["school", "meeting", "case"]),
        ]
        indexes = [models.Index(fields=["school", "case"], name="decision_by_case")]


class Measure(SealedRow, SchoolRow):
    """Something to do for a side, the class or the staff, with who answers for it and until when."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="measures", db_index=False)
    text = SealedField()
    responsible = models.ForeignKey("people.Adult", models.PROTECT, null=True, related_name="+", db_index=False)
    due_on = models.DateField(null=True)

    class Meta(SchoolRow.Meta):
        indexes = [models.Index(fields=["school", "decision"], name="measure_by_decision")]
