"""What is to be sent: rows written in the transaction of the act, delivered by Celery, re-driven by a sweep."""

from django.db import models
from django.db.models import Q

from safeguard.outbox.enums import Delivery, MessageKind
from safeguard.tenancy.models import SchoolRow


class Outgoing(models.Model):
    """What an e-mail needs to be claimed, sent and marked. It says that something waits and carries a link."""

    recipient_id = models.UUIDField(help_text="the user")
    created_at = models.DateTimeField()
    not_before = models.DateTimeField(help_text="quiet hours end then")
    delivery = models.CharField(max_length=10, choices=Delivery, default=Delivery.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=120, help_text="RFC 5322 Message-ID: a retry carries the same")

    class Meta:
        abstract = True


class Message(Outgoing, SchoolRow):
    """One row per subject, stage and recipient: the notice in the app and its e-mail are the same row.

    Holds ids and codes only.
    """

    kind = models.CharField(max_length=20, choices=MessageKind)
    case_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(help_text="deadline, meeting or report that this is about")
    stage = models.CharField(max_length=30)
    rule = models.CharField(max_length=40, blank=True, help_text="rule of the procedure, for the wording in the app")
    read_at = models.DateTimeField(null=True)

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


class DirectoryMail(Outgoing):
    """An e-mail about the shared directory, to a member of a school or of a department: law, never a case.

    What waits is read from the directory itself, so this row is the e-mail alone. It belongs to no school.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", help_text="where the recipient will find it"
    )
    subject_id = models.UUIDField(help_text="what waits there")
    stage = models.CharField(max_length=50)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="directory_mail_once_per_stage_and_recipient", fields=["subject_id", "stage", "recipient_id"]
            )
        ]
        indexes = [
            models.Index(
                fields=["not_before"], name="directory_mail_due", condition=Q(delivery__in=["waiting", "claimed"])
            )
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
