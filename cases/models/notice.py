"""Who was told, when, how and by whom: the only thing that stops a notice's clock."""

from django.db import models
from django.db.models import F, Q

from cases.enums import Channel
from cases.models.case import Case
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class Notice(SealedRow, SchoolRow):
    """For `guardian_notice` each minor side has its own: `side_child` is the child whose representative was told.

    `instead_of` names a suspected representative; then `decided_reason` says who is told instead and why (C-06).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="notices", db_index=False)
    rule = models.CharField(max_length=40)
    side_child = models.ForeignKey("people.Child", models.PROTECT, null=True, related_name="+", db_index=False)
    adult = models.ForeignKey("people.Adult", models.PROTECT, null=True, related_name="+", db_index=False)
    told_whom = SealedField(help_text="name and office of the person who took the notice")
    told_at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel)
    reference = models.CharField(max_length=60, blank=True, help_text="outgoing or incoming number")
    remark = SealedField(null=True)
    decided_reason = SealedField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(name="notice_not_in_the_future", condition=Q(told_at__lte=F("recorded_at"))),
        ]
        indexes = [models.Index(fields=["school", "case", "rule"], name="notice_by_case")]


class SuspectedRepresentative(SchoolRow):
    """A representative marked as suspected gets no notice, letter, link or receipt about the case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="suspected", db_index=False)
    adult = models.ForeignKey("people.Adult", models.PROTECT, related_name="+", db_index=False)
    marked_at = models.DateTimeField()
    marked_by = models.UUIDField()

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="suspected_once", fields=["school", "case", "adult"]),
        ]
