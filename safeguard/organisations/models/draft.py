"""New numbers of a newer act while they are entered and reviewed. Shared directory: law, no data of a case."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from safeguard.organisations.enums import DraftState, ReviewOutcome
from safeguard.organisations.models.adoption import ProcedureVersion
from safeguard.organisations.models.organisation import Organisation
from safeguard.procedures.amend import LimitUnit

_UNITS = [(str(unit), str(unit)) for unit in LimitUnit]


class VersionDraft(models.Model):
    """The edition held plus changed limits, by an institution. `written_by`: nobody of them may review it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="version_drafts")
    base = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.DRAFT)
    act_title = models.CharField(max_length=300)
    act_number = models.CharField(max_length=40)
    act_on = models.DateField()
    act_link = models.URLField(max_length=500, blank=True)
    act_key = models.CharField(max_length=60, blank=True, help_text="key of a known act in the reference data")
    in_force_on = models.DateField()
    checked_on = models.DateField(help_text="when the text of the act was read")
    written_by = ArrayField(models.UUIDField())
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    created_by_name = models.CharField(max_length=200)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    version = models.OneToOneField(ProcedureVersion, models.PROTECT, null=True, related_name="draft")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="version_draft_approved_has_version",
                condition=Q(state=DraftState.APPROVED, version__isnull=False)
                | ~Q(state=DraftState.APPROVED) & Q(version__isnull=True),
            ),
            models.CheckConstraint(
                name="version_draft_submitted_has_instant",
                condition=Q(submitted_at__isnull=False) | ~Q(state__in=[DraftState.SUBMITTED, DraftState.APPROVED]),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="version_draft_by_place")]


class DraftLimit(models.Model):
    """One limit of the newer act, with its place there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(VersionDraft, models.CASCADE, related_name="limits")
    rule = models.CharField(max_length=40)
    count = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=_UNITS)
    at = models.TimeField(null=True)
    chapter = models.CharField(max_length=200, blank=True)
    point = models.CharField(max_length=20)
    paragraph = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="draft_limit_once", fields=["draft", "rule"]),
            models.CheckConstraint(
                name="draft_limit_clock_has_time",
                condition=Q(unit=LimitUnit.CLOCK.value, at__isnull=False)
                | ~Q(unit=LimitUnit.CLOCK.value) & Q(at__isnull=True),
            ),
        ]


class DraftReview(models.Model):
    """What a second person said, for which of the institutions they spoke, and when. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(VersionDraft, models.PROTECT, related_name="reviews")
    outcome = models.CharField(max_length=10, choices=ReviewOutcome)
    words = models.TextField(blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by_user_id = models.UUIDField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="draft_review_returned_with_words", condition=Q(outcome=ReviewOutcome.APPROVED) | ~Q(words="")
            )
        ]
