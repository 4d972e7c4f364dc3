"""What becomes of measures after the decision. The decision itself never changes: all of it is rows of their own."""

from django.db import models
from django.db.models import Q

from cases.enums import StageKind
from commissions.enums import Effect, StepKind
from commissions.models.decision import Measure
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class MeasureStep(SealedRow, SchoolRow):
    """One entry about one measure, sealed with the case's key; a mistaken end is followed by one that resumes it.

    `on` is the day of the fact. `next_on`: when it's looked at again. `responsible`: who answers for it from then on.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="steps", db_index=False)
    kind = models.CharField(max_length=10, choices=StepKind)
    on = models.DateField()
    effect = models.CharField(max_length=10, choices=Effect, blank=True)
    words = SealedField(null=True, help_text="what shows it, or the reason")
    next_on = models.DateField(null=True)
    responsible = models.ForeignKey("people.Adult", models.PROTECT, null=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    recorded_by_name = models.CharField(max_length=200)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="measure_step_says_what_it_is",
                condition=Q(kind="passed_on", responsible__isnull=False, effect="", next_on__isnull=True)
                | Q(kind__in=["looked", "resumed"], responsible__isnull=True)
                | Q(kind="done", responsible__isnull=True, next_on__isnull=True) & ~Q(effect="")
                | Q(kind="ended", responsible__isnull=True, next_on__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["school", "measure", "recorded_at"], name="measure_step_by_measure")]


class MeasureStage(SchoolRow):
    """A reminder or escalation of an open measure, as a limit has them: made with the day, acted on by the sweep."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="stages", db_index=False)
    due_on = models.DateField(help_text="the day it belongs to; a later day makes it void")
    kind = models.CharField(max_length=10, choices=StageKind)
    stage = models.CharField(max_length=30)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True, help_text="sent, or why not: ended, moved, over, nobody")

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="measure_stage_once", fields=["school", "measure", "due_on", "stage"]),
        ]
        indexes = [models.Index(fields=["at"], name="measure_stage_due", condition=Q(done_at__isnull=True))]
