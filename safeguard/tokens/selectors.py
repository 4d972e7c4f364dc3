"""Reads of tokens."""

import hashlib
from uuid import UUID

from django.db.models import QuerySet

from safeguard import clock
from safeguard.tokens.models import ApiToken


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def token_behind(secret: str) -> ApiToken | None:
    """The live token; None for an expired, revoked or invented one and for a closed organisation's, alike."""
    return (
        ApiToken.objects.filter(token_hash=digest_of(secret), revoked_at__isnull=True, expires_at__gt=clock.now())
        .exclude(organisation__state="closed")
        .select_related("organisation", "organisation__school")
        .first()
    )


def tokens_of(organisation_id: UUID) -> QuerySet[ApiToken]:
    """The newest first."""
    return (
        ApiToken.objects.filter(organisation_id=organisation_id)
        .select_related("created_by")
        .order_by("-created_at", "-pk")
    )
