"""Whose duties are whose now. Cases read it when they look for the person behind a duty."""

from uuid import UUID

from safeguard.accounts.models import Handover


def successors(organisation_id: UUID) -> dict[UUID, UUID]:
    """Who left -> who has their duties now, chains followed to the end.

    Somebody who came back and was handed something again isn't a link: the latest hand-over to them counts.
    """
    direct: dict[UUID, UUID] = {}
    rows = Handover.objects.filter(organisation_id=organisation_id).order_by("at", "pk")
    for from_user, to_user in rows.values_list("from_user_id", "to_user_id"):
        direct.pop(to_user, None)
        direct[from_user] = to_user
    return {left: _last(direct, left) for left in direct}


def successor_of(organisation_id: UUID, user_id: UUID) -> UUID:
    """The person themselves when they handed over nothing."""
    return successors(organisation_id).get(user_id, user_id)


def _last(direct: dict[UUID, UUID], start: UUID) -> UUID:
    seen, current = {start}, start
    while (following := direct.get(current)) is not None and following not in seen:
        seen.add(following)
        current = following
    return current
