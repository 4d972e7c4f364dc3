"""Until when the commission is appointed. Every desk asks, so the answer is kept for a minute, or until it changes."""

from datetime import date
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

from commissions.selectors.composition import order_in_force
from safeguard import clock

SECONDS = 60


def term_of(school_id: UUID) -> date | None:
    """Of the last order; nothing of a case. No statement while it's fresh."""
    found = cache.get(_key(school_id))
    if found is None:
        order = order_in_force(clock.today())
        found = (order.term_until if order else None,)
        cache.set(_key(school_id), found, SECONDS)
    until: date | None = found[0]
    return until


def forget_term(school_id: UUID) -> None:
    """With the commit of the order."""
    transaction.on_commit(lambda: cache.delete(_key(school_id)))


def _key(school_id: UUID) -> str:
    return f"term:{school_id}"
