"""An invitation to an organisation: the only way to an account."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from uuid_utils.compat import uuid7

from safeguard.accounts.enums import InvitationState
from safeguard.organisations.models import Organisation


class Invitation(models.Model):
    """The link's random part is made when the letter goes out; here stands its digest only.

    Sent again means a new link: the one before is dead.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField()
    display_name = models.CharField(max_length=200)
    position = models.CharField(max_length=100, blank=True)
    roles = ArrayField(models.CharField(max_length=20))
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    token_digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  no letter yet: no link
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="invitation_email_is_lower_case", condition=Q(email=Lower("email"))),
            models.CheckConstraint(name="invitation_has_roles", condition=~Q(roles=[])),
            models.CheckConstraint(
                name="invitation_ends_once", condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True)
            ),
            models.UniqueConstraint(
                name="invitation_one_open_per_address",
                fields=["organisation", "email"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "created_at"], name="invitation_by_organisation")]

    def state(self, at: datetime) -> InvitationState:
        if self.accepted_at is not None:
            return InvitationState.ACCEPTED
        if self.revoked_at is not None:
            return InvitationState.REVOKED
        return InvitationState.EXPIRED if self.expires_at <= at else InvitationState.OPEN
