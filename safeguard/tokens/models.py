"""Keys of machines: the school's diary, the region's dashboard."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from safeguard.organisations.models import Organisation
from safeguard.tenancy.models import SchoolRow
from safeguard.tokens.enums import Scope


class ApiToken(models.Model):
    """Shown once; here stands its SHA-256 only. 256 random bits need no slow hash. Shared directory."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12, help_text="its first characters, to tell tokens apart")
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope))
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        help_text="who answers for it now: its maker, or who took it over; it works while they may manage tokens here",
    )
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="api_token_has_scopes", condition=~Q(scopes=[])),
            models.CheckConstraint(name="api_token_expires_later", condition=Q(expires_at__gt=F("created_at"))),
            models.CheckConstraint(
                name="api_token_revoked_has_author",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "created_at"], name="api_token_by_organisation")]

    def __str__(self) -> str:
        return str(self.pk)


class AnsweredKey(SchoolRow):
    """A request that was sent with an idempotency key: sent again, it gets the first answer and does nothing.

    Ids and digests only; what was made is read again from its own rows.
    """

    token_id = models.UUIDField()
    key_digest = models.CharField(max_length=64)
    body_digest = models.CharField(max_length=64)
    subject_id = models.UUIDField(help_text="what the first request made")
    at = models.DateTimeField()

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="answered_key_once", fields=["school", "token_id", "key_digest"]),
        ]
