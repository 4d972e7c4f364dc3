"""Letters about accounts that must be sent: rows, written with the act, delivered by the worker."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from safeguard.accounts.enums import MailKind
from safeguard.accounts.models.invitation import Invitation


class AccountMail(models.Model):
    """Holds no text and no link: both are made at delivery, so that neither table nor broker knows a secret."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20, choices=MailKind)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    invitation = models.ForeignKey(Invitation, models.CASCADE, null=True, related_name="mails")
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True, help_text="no longer wanted, or given up after several attempts")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_mail_has_addressee",
                condition=Q(user__isnull=True, invitation__isnull=False)
                | Q(user__isnull=False, invitation__isnull=True),
            )
        ]
        indexes = [
            models.Index(
                fields=["not_before"],
                name="account_mail_waiting",
                condition=Q(sent_at__isnull=True, dropped_at__isnull=True),
            )
        ]
