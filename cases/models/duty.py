"""What became of a duty that has no deadline: done, or not applicable and why. Open ones are derived, not kept."""

from django.db import models
from django.db.models import F, Q

from cases.enums import DutyState
from cases.models.case import Case
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class DutyAct(SealedRow, SchoolRow):
    """One answer to one duty. A correction is a row of its own that names the wrong one; nothing is overwritten.

    For a talk `side_child` is the child, `adult` the representative who was present; without one `reason` says why
    and `trusted_adult` who sat by the child instead (C-26).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="duty_acts", db_index=False)
    duty = models.CharField(max_length=40)
    state = models.CharField(max_length=15, choices=DutyState)
    done_at = models.DateTimeField(null=True)
    words = SealedField(null=True, help_text="what was done and what shows it")
    reason = SealedField(null=True, help_text="why it doesn't apply, was a mistake, or nobody represented the child")
    side_child = models.ForeignKey("people.Child", models.PROTECT, null=True, related_name="+", db_index=False)
    adult = models.ForeignKey("people.Adult", models.PROTECT, null=True, related_name="+", db_index=False)
    trusted_adult = SealedField(null=True, help_text="name and office of the adult whom the child trusts")
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    recorded_by_name = models.CharField(max_length=200)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="duty_done_has_time",
                condition=Q(state="done", done_at__isnull=False, done_at__lte=F("recorded_at"))
                | ~Q(state="done") & Q(done_at__isnull=True),
            ),
            models.UniqueConstraint(name="duty_act_corrected_once", fields=["school", "corrects"]),
        ]
        indexes = [models.Index(fields=["school", "case", "duty"], name="duty_act_by_case")]
