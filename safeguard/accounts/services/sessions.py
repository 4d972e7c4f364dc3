"""Ending sessions: the epoch makes every one of them invalid at the next request, wherever it is kept."""

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F

from safeguard.accounts.models import User


def end_all_sessions(user_id: UUID) -> None:
    """In the transaction of the act; what the cache holds is dropped when that has happened."""
    User.objects.filter(pk=user_id).update(session_epoch=F("session_epoch") + 1)
    sessions = list(UserSession.objects.filter(user_id=user_id))
    transaction.on_commit(lambda: [session.end() for session in sessions])  # type: ignore[arg-type,return-value]


@transaction.atomic
def end_other_sessions(user: User, *, session_key: str) -> int:
    """Everything but the session that asks. How many were ended."""
    others = list(UserSession.objects.filter(user_id=user.pk).exclude(session_key=session_key))
    for session in others:
        session.end()
    return len(others)
