"""What the commission decided on a case: two separate fields (conflict C-17), the reasons, the measures."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from commissions.enums import Harm, MeasureFor, MeasureKind
from commissions.models.meeting import Hearing, Meeting
from commissions.models.vote import Motion
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class Decision(SealedRow, SchoolRow):
    """One per case and meeting; written when the minutes are finalised, and only when a motion reached the majority.

    The two fields are the case's, from the findings that stand after this meeting: at least one accused.
    """

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


class Finding(SchoolRow):
    """What was decided about one accused person; `accused` is empty where the offender isn't known."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="findings", db_index=False)
    accused = models.ForeignKey("cases.Involvement", models.PROTECT, null=True, related_name="+", db_index=False)
    rank = models.PositiveSmallIntegerField()
    is_substantiated = models.BooleanField()
    is_bullying = models.BooleanField(null=True, help_text="bullying, or a one-off conflict; empty: not qualified")
    motion = models.ForeignKey(Motion, models.PROTECT, related_name="+", db_index=False)
    qualified_by = models.ForeignKey(Motion, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(
                name="finding_once", fields=["school", "decision", "accused"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="finding_qualifies_what_is_confirmed",
                condition=Q(is_substantiated=True) | Q(is_bullying__isnull=True, qualified_by__isnull=True),
            ),
        ]


class Signs(SchoolRow):
    """The signs that a qualification rests on, for one accused: systematic, of which kind, harm (UA-B-IV.1.4b, C-13).

    `kinds` are columns of the procedure's own list. Written at the hearing, unchanged once the minutes are finalised.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="signs", db_index=False)
    accused = models.ForeignKey("cases.Involvement", models.PROTECT, null=True, related_name="+", db_index=False)
    is_systematic = models.BooleanField(null=True)
    kinds = ArrayField(models.CharField(max_length=30), default=list)
    harm = models.CharField(max_length=10, choices=Harm, blank=True)
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="signs_once", fields=["school", "hearing", "accused"], nulls_distinct=False),
        ]


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
    for_whom = models.CharField(max_length=10, choices=MeasureFor, blank=True)
    person = models.ForeignKey(
        "cases.Involvement", models.PROTECT, null=True, related_name="+", db_index=False, help_text="side, or child"
    )
    effect = SealedField(null=True, help_text="how it will be judged whether it helped")
    judged_by = models.ForeignKey(
        "people.Adult", models.PROTECT, null=True, related_name="+", db_index=False, help_text="empty: the responsible"
    )
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta(SchoolRow.Meta):
        indexes = [
            models.Index(fields=["school", "hearing"], name="measure_by_hearing"),
            models.Index(fields=["school", "decision"], name="measure_by_decision"),
        ]
