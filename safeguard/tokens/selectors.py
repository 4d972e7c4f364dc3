"""Reads of tokens."""

import hashlib
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from safeguard import clock
from safeguard.access.permissions import Permission, roles_that_may
from safeguard.organisations.selectors.members import live_memberships
from safeguard.organisations.selectors.tree import TodayThere
from safeguard.tokens.models import ApiToken


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def token_behind(secret: str) -> ApiToken | None:
    """The live token, in one statement.

    None for an expired, revoked or invented one, for a closed organisation's and for one whose holder has left or may
    manage no tokens there today: alike.
    """
    return (
        ApiToken.objects.filter(_has_its_holder(), token_hash=digest_of(secret))
        .filter(revoked_at__isnull=True, expires_at__gt=clock.now())
        .exclude(organisation__state="closed")
        .select_related("organisation", "organisation__school")
        .first()
    )


def tokens_of(organisation_id: UUID) -> QuerySet[ApiToken]:
    """The newest first, each with `has_holder`: somebody who may manage tokens answers for it."""
    return (
        ApiToken.objects.filter(organisation_id=organisation_id)
        .select_related("created_by", "holder")
        .annotate(has_holder=_has_its_holder())
        .order_by("-created_at", "-pk")
    )


def _has_its_holder() -> Exists:
    """An account that is active, a live membership, the right: by office, or by the order that makes an acting head."""
    return Exists(
        live_memberships(on=TodayThere()).filter(  # type: ignore[misc]
            held_roles__overlap=[str(role) for role in roles_that_may(Permission.TOKEN_MANAGE)],
            organisation_id=OuterRef("organisation_id"),
            user_id=OuterRef("holder_id"),
            guest_case__isnull=True,
        )
    )
