"""What is to be sent: rows written in the transaction of the act, delivered by Celery, re-driven by a sweep."""

from django.db import models
from django.db.models import Q

from safeguard.outbox.enums import Delivery, MessageKind
from safeguard.tenancy.models import SchoolRow


class Message(SchoolRow):
    """One row per subject, stage and recipient: the notice in the app and its e-mail are the same row.

    Holds ids and codes only; the e-mail says that something waits and carries a link.
    """

    kind = models.CharField(max_length=20, choices=MessageKind)
    recipient_id = models.UUIDField(help_text="the user")
    case_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(help_text="deadline, meeting or report that this is about")
    stage = models.CharField(max_length=30)
    rule = models.CharField(max_length=40, blank=True, help_text="rule of the procedure, for the wording in the app")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField(help_text="quiet hours end then")
    delivery = models.CharField(max_length=10, choices=Delivery, default=Delivery.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=120, help_text="RFC 5322 Message-ID: a retry carries the same")

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(
                name="message_once_per_stage_and_recipient", fields=["school", "subject_id", "stage", "recipient_id"]
            ),
        ]
        indexes = [
            models.Index(fields=["school", "recipient_id", "created_at"], name="message_inbox"),
            models.Index(fields=["not_before"], name="message_due", condition=Q(delivery__in=["waiting", "claimed"])),
        ]


class DepartmentAlert(models.Model):
    """A content-free escalation for the department above a school: school, rule, lateness; no case number.

    Written in the school's scope, read in the department's: two policies, each a single equality.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    school = models.ForeignKey("organisations.School", models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    rule = models.CharField(max_length=40)
    procedure = models.ForeignKey(
        "organisations.ProcedureVersion",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="whose rule it is, for its title",
    )
    stage = models.CharField(max_length=30)
    subject_digest = models.CharField(max_length=64, help_text="HMAC of the deadline's id: once per deadline")
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="department_alert_once", fields=["school", "subject_digest", "stage"])
        ]
        indexes = [models.Index(fields=["department", "created_at"], name="department_alert_inbox")]
