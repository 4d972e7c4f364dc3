"""What a material must say, and whose explanation is still missing. Pure: values in, refusals out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cases.enums import MaterialKind, SideRole
from safeguard.errors import RuleViolation, gettext_noop

#: Said by or for a side of the case.
OF_A_SIDE = frozenset({MaterialKind.EXPLANATION, MaterialKind.REPRESENTATIVE})
#: Both sides are heard (UA-B-III.S.10).
HEARD = frozenset({SideRole.VICTIM, SideRole.ACCUSED})


@dataclass(frozen=True)
class MaterialDraft:
    kind: MaterialKind
    received_on: date
    side_id: UUID | None = None
    whom: str = ""
    words: str = ""
    reference: str = ""


def check_material(draft: MaterialDraft, *, files: int, today: date) -> None:
    """Refuses with the field: whose explanation, from whom, a future day, nothing in it."""
    if draft.kind in OF_A_SIDE and draft.side_id is None:
        raise RuleViolation(gettext_noop("Choose whose explanation it is."), field="side")
    if draft.kind is not MaterialKind.EXPLANATION and not draft.whom.strip():
        raise RuleViolation(gettext_noop("Write who gave it: name and office."), field="whom")
    if draft.received_on > today:
        raise RuleViolation(gettext_noop("This day is in the future."), field="received_on")
    if not draft.words.strip() and not files:
        raise RuleViolation(gettext_noop("Add a file, or write in short what it says."), field="words")


def unheard(sides: Iterable[tuple[UUID, SideRole]], explained: Iterable[UUID]) -> list[UUID]:
    """Victims and accused of whom there is no explanation yet; `explained`: the sides that gave one."""
    heard = set(explained)
    return [side_id for side_id, role in sides if role in HEARD and side_id not in heard]
