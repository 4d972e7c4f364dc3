"""Sessions: noted at sign-in, listed to their owner, ended by the owner or with the office.

The epoch makes every session invalid at its next request, wherever it is kept; the rest is tidiness.
"""

from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import F

from safeguard import clock
from safeguard.accounts.models import SignIn, User
from safeguard.accounts.sealing import SESSION, seal_secret, unseal_secret
from safeguard.accounts.tokens import digest_of


def note_session(*, user_id: UUID, session_key: str, address: str | None, browser: str) -> None:
    """At sign-in, and again where the session got a new key (a new password)."""
    values = {
        "user_id": user_id,
        "key_sealed": seal_secret(session_key, SESSION),
        "browser": browser[:200],
        "address": address,
        "at": clock.now(),
    }
    SignIn.objects.get_or_create(key_digest=digest_of(session_key), defaults=values)


def live_sessions(user_id: UUID) -> list[SignIn]:
    """Those that still exist, the latest first; the others are forgotten on the way."""
    rows = list(SignIn.objects.filter(user_id=user_id).order_by("-at"))
    live = [row for row in rows if _sessions().exists(_key(row))]
    SignIn.objects.filter(pk__in={row.pk for row in rows} - {row.pk for row in live}).delete()
    return live


def end_all_sessions(user_id: UUID) -> None:
    """In the transaction of the act; what the cache holds is dropped when that has happened."""
    User.objects.filter(pk=user_id).update(session_epoch=F("session_epoch") + 1)
    rows = SignIn.objects.filter(user_id=user_id)
    keys = [_key(row) for row in rows]
    rows.delete()
    transaction.on_commit(lambda: _drop(keys))


@transaction.atomic
def end_other_sessions(*, user_id: UUID, session_key: str) -> int:
    """Everything but the session that asks. How many were ended."""
    others = SignIn.objects.filter(user_id=user_id).exclude(key_digest=digest_of(session_key))
    keys = [_key(row) for row in others]
    others.delete()
    _drop(keys)
    return len(keys)


def _drop(keys: list[str]) -> None:
    for key in keys:
        _sessions().delete(key)


def _key(row: SignIn) -> str:
    return unseal_secret(row.key_sealed, SESSION)


def _sessions() -> SessionBase:
    store: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore()
    return store
