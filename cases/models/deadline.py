"""A deadline is derived by a pure function from facts and procedure; its row is a cache with evidence."""

from django.db import models
from django.db.models import Q

from cases.enums import DeadlineState, StageKind
from cases.models.case import Case
from safeguard.tenancy.models import SchoolRow


class Deadline(SchoolRow):
    """One limit of one case.

    `due_at` is the instant that binds: the law's, or where the text gives no number the product's default
    (`is_default`). `explanation` holds the days counted, the calendar and its version, the notes.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines", db_index=False)
    rule = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True, help_text="the meeting, where a case may have several of a rule")
    due_at = models.DateTimeField()
    is_default = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    calendar = models.CharField(max_length=20)
    calendar_version = models.CharField(max_length=40)
    explanation = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=DeadlineState, default=DeadlineState.OPEN)
    met_at = models.DateTimeField(null=True, help_text="when the act was done, not when it was entered")
    met_event_id = models.UUIDField(null=True, help_text="the event that is the evidence")
    missed_at = models.DateTimeField(null=True)
    late_seconds = models.PositiveBigIntegerField(null=True)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(
                name="deadline_once_per_rule", fields=["school", "case", "rule", "subject_id"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="deadline_state_fits_instants",
                condition=Q(state="open", met_at__isnull=True, missed_at__isnull=True)
                | Q(state="met", met_at__isnull=False, missed_at__isnull=True, late_seconds__isnull=True)
                | Q(state="missed", met_at__isnull=True, missed_at__isnull=False)
                | Q(state="met_late", met_at__isnull=False, late_seconds__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "case"], name="deadline_by_case"),
            models.Index(fields=["school", "state", "due_at"], name="deadline_board"),
            models.Index(fields=["due_at"], name="deadline_due", condition=Q(state="open")),
        ]


class DeadlineStage(SchoolRow):
    """A reminder or escalation that a deadline will need: rows made with it, acted on by the sweep."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="stages", db_index=False)
    kind = models.CharField(max_length=10, choices=StageKind)
    stage = models.CharField(max_length=30, help_text="key in the definition, such as remind-4h or escalate-24h")
    recipients = models.CharField(max_length=100, help_text="duty holder, head, deputy, department; comma-separated")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True, help_text="sent, or why not: met, moved")

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="deadline_stage_once", fields=["school", "deadline", "stage"]),
        ]
        indexes = [models.Index(fields=["at"], name="deadline_stage_due", condition=Q(done_at__isnull=True))]
