"""How the minutes number their questions and motions."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from commissions.models import Motion

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")


def numeral(place: int) -> str:
    return NUMERALS[place] if place < len(NUMERALS) else str(place + 1)


def labels(closed: Sequence[Motion], order: Mapping[UUID, int]) -> dict[UUID, str]:
    """II for the only motion of the second question, II.1 and II.2 where it had two."""
    found = {}
    for motion in closed:
        others = [other.pk for other in closed if other.item_id == motion.item_id]
        place = numeral(order[motion.item_id])
        found[motion.pk] = place if len(others) == 1 else f"{place}.{others.index(motion.pk) + 1}"
    return found


def is_even(motion: Motion) -> bool:
    """The rule for an equal split speaks of this vote, whether or not it carried the motion."""
    return motion.votes_for == motion.votes_against
