"""Tokens are made and revoked by the head or the department's officer; each act is logged."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.audit.acts import log_act
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import Membership, Organisation
from safeguard.organisations.selectors.members import as_member
from safeguard.tokens.enums import scopes_of_kind
from safeguard.tokens.models import ApiToken
from safeguard.tokens.selectors import digest_of, tokens_of

LONGEST_DAYS = 365
PREFIX = "sg_"
#: How often a token's last use is written: a dashboard that asks each second must not write each second.
USED_EVERY = timedelta(minutes=5)


@transaction.atomic
def make_token(
    *, organisation: Organisation, name: str, scopes: Collection[str], days: int, by: Member
) -> tuple[ApiToken, str]:
    """The row and the secret. The secret is in this answer and nowhere else."""
    if not scopes or not set(scopes) <= set(scopes_of_kind(organisation.kind)):
        raise RuleViolation(gettext_noop("A token of this institution can't have this right."), field="scopes")
    if not 1 <= days <= LONGEST_DAYS:
        raise RuleViolation(gettext_noop("A token works for 1 to %(most)s days."), field="days", most=LONGEST_DAYS)
    secret = PREFIX + secrets.token_urlsafe(32)
    now = clock.now()
    token = ApiToken.objects.create(
        organisation=organisation,
        name=name,
        prefix=secret[:9],
        token_hash=digest_of(secret),
        scopes=sorted(scopes),
        expires_at=now + timedelta(days=days),
        created_at=now,
        created_by_id=by.user_id,
        holder_id=by.user_id,
    )
    _log(token, "token.made", by)
    return token, secret


@transaction.atomic
def revoke_token(*, token_id: UUID, organisation: Organisation, by: Member) -> ApiToken:
    """From the next request on it's unknown."""
    token = tokens_of(organisation.pk).select_for_update(of=("self",)).filter(pk=token_id).first()
    if token is None or token.revoked_at is not None:
        raise RuleViolation(gettext_noop("This token has been revoked already."))
    _revoke(token, by)
    return token


@transaction.atomic
def take_over_token(*, token_id: UUID, organisation: Organisation, by: Member) -> ApiToken:
    """One that stands still, because nobody who may answers for it: it works again, with the same secret."""
    token = tokens_of(organisation.pk).select_for_update(of=("self",)).filter(pk=token_id).first()
    if token is None or token.revoked_at is not None:
        raise RuleViolation(gettext_noop("This token has been revoked already."))
    if token.has_holder:  # type: ignore[attr-defined]
        raise RuleViolation(gettext_noop("Somebody answers for this token already."))
    _give(token, by.user_id, by)
    return token


def hand_over_tokens(*, leaving: Membership, successor: Membership | None, by: Member) -> None:
    """To the successor, if that one may hold tokens; else they end: no program reads on in the name of nobody."""
    is_heir = successor is not None and as_member(successor).may(Permission.TOKEN_MANAGE)
    held = tokens_of(leaving.organisation_id).filter(holder_id=leaving.user_id, revoked_at__isnull=True)
    for token in held.filter(expires_at__gt=clock.now()).select_for_update(of=("self",)):
        if successor is not None and is_heir:
            _give(token, successor.user_id, by)
        else:
            _revoke(token, by)


def mark_used(token: ApiToken) -> None:
    now = clock.now()
    if token.last_used_at is None or now - token.last_used_at >= USED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def _give(token: ApiToken, user_id: UUID, by: Member) -> None:
    token.holder_id = user_id
    token.save(update_fields=["holder"])
    _log(token, "token.handed_over", by)


def _revoke(token: ApiToken, by: Member) -> None:
    token.revoked_at, token.revoked_by_id = clock.now(), by.user_id
    token.save(update_fields=["revoked_at", "revoked_by"])
    _log(token, "token.revoked", by)


def _log(token: ApiToken, kind: str, by: Member) -> None:
    log_act(
        organisation_id=token.organisation_id,
        kind=kind,
        by=by,
        subject_user_id=token.holder_id,
        data={"token": token.pk, "name": token.name, "scopes": token.scopes},
    )
