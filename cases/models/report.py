"""What someone told the school. Four instants: happened, received by the school, received by the head, entered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.enums import Channel, Danger, Kind, Place, ReportStatus
from cases.models.case import Case
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class Report(SealedRow, SchoolRow):
    """Never overwritten: it's amended by dated additions and withdrawn with a reason while the clock runs on."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="reports", db_index=False)
    number = models.PositiveIntegerField(help_text="register of reports, gapless per school year")
    school_year = models.PositiveSmallIntegerField()
    reporter = models.ForeignKey("people.Adult", models.PROTECT, null=True, related_name="+", db_index=False)
    reporter_name = SealedField(null=True, help_text="who told the school, when that isn't a member")
    channel = models.CharField(max_length=10, choices=Channel)
    happened_at = models.DateTimeField()
    happened_exactly = models.BooleanField(default=False, help_text="false: only the day is known")
    received_at = models.DateTimeField()
    head_received_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField()
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind))
    place = models.CharField(max_length=20, choices=Place)
    place_note = SealedField(null=True)
    narrative = SealedField()
    danger_now = models.CharField(max_length=10, choices=Danger)
    first_aid_given = models.BooleanField()
    first_aid_note = SealedField(null=True)
    language = models.CharField(max_length=2)
    status = models.CharField(max_length=10, choices=ReportStatus, default=ReportStatus.RECEIVED)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="report_number_once_a_year", fields=["school", "school_year", "number"]),
            models.CheckConstraint(
                name="report_instants_in_order",
                condition=Q(
                    happened_at__lte=F("received_at"),
                    received_at__lte=F("head_received_at"),
                    head_received_at__lte=F("entered_at"),
                ),
            ),
            models.CheckConstraint(
                name="report_withdrawn_has_author",
                condition=Q(status="received", withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(status="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "case"], name="report_by_case"),
            models.Index(fields=["school", "entered_by", "entered_at"], name="report_by_author"),
            models.Index(fields=["school", "head_received_at"], name="report_by_receipt"),
        ]


class ReportAddition(SealedRow, SchoolRow):
    """A dated addition: a correction, a further memory, the reason of a withdrawal."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="additions", db_index=False)
    text = SealedField()
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    added_by_name = models.CharField(max_length=200)

    class Meta(SchoolRow.Meta):
        indexes = [models.Index(fields=["school", "report", "added_at"], name="report_addition_by_report")]


class ReportDraft(SealedRow, SchoolRow):
    """What its author has typed so far; sealed, so that a draft leaks nothing. Deleted when filed."""

    author_id = models.UUIDField()
    answers = SealedField(help_text="JSON of the steps")
    saved_at = models.DateTimeField()

    class Meta(SchoolRow.Meta):
        indexes = [models.Index(fields=["school", "author_id"], name="report_draft_by_author")]
