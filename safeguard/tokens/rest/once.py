"""Idempotency keys: a request sent again because the line broke does nothing twice."""

import hashlib
import json
from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from safeguard import clock
from safeguard.errors import Conflict, RuleViolation, gettext_noop
from safeguard.tenancy.scope import current_school
from safeguard.tokens.models import AnsweredKey
from safeguard.tokens.rest.views import TokenRequest
from safeguard.vault.blind import blind_index

HEADER = "Idempotency-Key"
LONGEST = 100


def once(request: TokenRequest, make: Callable[[], UUID]) -> tuple[UUID, bool]:
    """The id of what was made, and whether it was made now. Without a key it's always made."""
    key = request.headers.get(HEADER, "").strip()
    if len(key) > LONGEST:
        raise RuleViolation(gettext_noop("The idempotency key is longer than %(most)s characters."), most=LONGEST)
    if not key:
        return make(), True
    digest = hashlib.sha256(key.encode()).hexdigest()
    body = _digest_of_body(request)
    if (known := _known(request, digest)) is not None:
        return _same(known, body), False
    try:
        with transaction.atomic():
            made = make()
            _remember(request, digest, body, made)
    except IntegrityError:
        # Somebody sent the same key at the same moment and was first: what was made here is rolled back.
        if (known := _known(request, digest)) is None:
            raise
        return _same(known, body), False
    return made, True


def _known(request: TokenRequest, digest: str) -> AnsweredKey | None:
    return AnsweredKey.objects.filter(token_id=request.auth.pk, key_digest=digest).first()


def _same(known: AnsweredKey, body: str) -> UUID:
    if known.body_digest != body:
        raise Conflict(gettext_noop("This idempotency key was used for another request."))
    return known.subject_id


def _remember(request: TokenRequest, digest: str, body: str, made: UUID) -> None:
    AnsweredKey(
        school_id=current_school(),
        token_id=request.auth.pk,
        key_digest=digest,
        body_digest=body,
        subject_id=made,
        at=clock.now(),
    ).save(force_insert=True)


def _digest_of_body(request: TokenRequest) -> str:
    """With the school's own key: a plain digest of a short report could be guessed."""
    return blind_index(current_school(), json.dumps(request.data, sort_keys=True, ensure_ascii=False))
