"""Who presides and who keeps the minutes when an officer is absent (UA-B-IV.4.3b-d)."""

from collections.abc import Collection, Mapping
from uuid import UUID

from commissions.enums import MotionKind, Office
from safeguard.errors import RuleViolation, gettext_noop

#: Who may propose a member for which duty.
PROPOSERS: Mapping[MotionKind, frozenset[Office]] = {
    MotionKind.PRESIDE: frozenset({Office.SECRETARY}),
    MotionKind.KEEP_MINUTES: frozenset({Office.CHAIR, Office.DEPUTY}),
}


def presides(offices: Mapping[UUID, Office], present: Collection[UUID], elected: UUID | None) -> UUID | None:
    """The chair; in the chair's absence the deputy; in the absence of both the member whom the commission elected."""
    for office in (Office.CHAIR, Office.DEPUTY):
        if seat := _holder(offices, present, office):
            return seat
    return elected if elected in present else None


def keeps_minutes(offices: Mapping[UUID, Office], present: Collection[UUID], elected: UUID | None) -> UUID | None:
    """The secretary, or the member elected in the secretary's absence."""
    return _holder(offices, present, Office.SECRETARY) or (elected if elected in present else None)


def check_election(
    kind: MotionKind,
    offices: Mapping[UUID, Office],
    present: Collection[UUID],
    *,
    candidate: UUID | None,
    proposed_by: UUID | None,
) -> None:
    """An election is needed only when nobody holds the duty, and only the officers named may propose."""
    holder = presides if kind == MotionKind.PRESIDE else keeps_minutes
    if holder(offices, present, None) is not None:
        raise RuleViolation(gettext_noop("Nobody has to be elected: the officer is in the room."))
    if candidate is None or candidate not in present:
        raise RuleViolation(gettext_noop("Only a member who is in the room can be elected."), field="candidate")
    if proposed_by is None or proposed_by not in present or offices[proposed_by] not in PROPOSERS[kind]:
        message = (
            gettext_noop("Who presides is elected on the secretary's proposal.")
            if kind == MotionKind.PRESIDE
            else gettext_noop("Who keeps the minutes is elected on the proposal of the chair or the deputy.")
        )
        raise RuleViolation(message, field="proposed_by")


def _holder(offices: Mapping[UUID, Office], present: Collection[UUID], office: Office) -> UUID | None:
    return next((seat for seat, held in offices.items() if held == office and seat in present), None)
