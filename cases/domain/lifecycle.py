"""The moves of a case: one table, the same in every procedure; a procedure only has a commission or none."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.enums import CaseAction, CaseStatus
from safeguard.errors import RuleViolation, gettext_noop

MOVES: Mapping[tuple[CaseStatus, CaseAction], CaseStatus] = {
    (CaseStatus.OPEN, CaseAction.REFER): CaseStatus.COMMISSION,
    (CaseStatus.OPEN, CaseAction.DECIDE): CaseStatus.DECIDED,
    (CaseStatus.COMMISSION, CaseAction.DECIDE): CaseStatus.DECIDED,
    (CaseStatus.DECIDED, CaseAction.MONITOR): CaseStatus.MONITORED,
    (CaseStatus.DECIDED, CaseAction.CLOSE): CaseStatus.CLOSED,
    (CaseStatus.MONITORED, CaseAction.CLOSE): CaseStatus.CLOSED,
    (CaseStatus.DECIDED, CaseAction.REHEAR): CaseStatus.COMMISSION,
    (CaseStatus.MONITORED, CaseAction.REHEAR): CaseStatus.COMMISSION,
    (CaseStatus.DECIDED, CaseAction.REOPEN): CaseStatus.OPEN,
    (CaseStatus.MONITORED, CaseAction.REOPEN): CaseStatus.OPEN,
    (CaseStatus.CLOSED, CaseAction.REOPEN): CaseStatus.OPEN,
    (CaseStatus.OPEN, CaseAction.JOIN): CaseStatus.JOINED,
    (CaseStatus.COMMISSION, CaseAction.JOIN): CaseStatus.JOINED,
    (CaseStatus.OPEN, CaseAction.SPLIT): CaseStatus.OPEN,
    (CaseStatus.COMMISSION, CaseAction.SPLIT): CaseStatus.COMMISSION,
}
#: They would change what a meeting is called about.
NOT_UNDER_A_MEETING = frozenset({CaseAction.REOPEN, CaseAction.REHEAR, CaseAction.JOIN, CaseAction.SPLIT})


@dataclass(frozen=True)
class Circumstances:
    """What the guards look at. `owed` counts the limits whose act nobody has done yet, missed ones among them.

    `open_duties` counts those without a deadline that nobody has answered, `open_measures` those that nobody has
    carried out, ended or explained. `has_meeting`: one is called or its minutes aren't finalised.
    """

    has_commission: bool
    owed: int = 0
    open_duties: int = 0
    open_measures: int = 0
    has_meeting: bool = False
    has_decision: bool = False


def next_status(status: CaseStatus, action: CaseAction, circumstances: Circumstances) -> CaseStatus:
    """Where the action leads; refuses with the reason."""
    found = MOVES.get((status, action))
    if found is None:
        raise RuleViolation(gettext_noop("This isn't possible at the stage that the case has reached."))
    _guard(action, circumstances)
    _guard_further(action, circumstances)
    return found


def possible(status: CaseStatus, circumstances: Circumstances) -> list[CaseAction]:
    """The moves that a page may offer, in the order of the table. What waits for something says for what."""
    return [
        action
        for (at, action) in MOVES
        if at == status and (action is CaseAction.CLOSE or _is_allowed(action, circumstances))
    ]


def _is_allowed(action: CaseAction, circumstances: Circumstances) -> bool:
    try:
        _guard(action, circumstances)
    except RuleViolation:
        return False
    return True


def _guard(action: CaseAction, circumstances: Circumstances) -> None:
    if action in (CaseAction.REFER, CaseAction.REHEAR) and not circumstances.has_commission:
        raise RuleViolation(gettext_noop("The procedure of this case knows no commission."))
    if action is CaseAction.DECIDE and circumstances.has_commission:
        raise RuleViolation(gettext_noop("The commission decides this case: its minutes record the decision."))
    if action is CaseAction.CLOSE and circumstances.owed:
        raise RuleViolation(
            gettext_noop(
                "Duties that nobody has done yet: %(count)s. Record them first, late ones too; then the case can close."
            ),
            count=circumstances.owed,
        )
    if action is CaseAction.CLOSE and circumstances.open_duties:
        raise RuleViolation(
            gettext_noop(
                "Duties without a deadline that nobody has answered: %(count)s. Record that each was done, or why it "
                "doesn't apply; then the case can close."
            ),
            count=circumstances.open_duties,
        )


def _guard_further(action: CaseAction, circumstances: Circumstances) -> None:
    if action is CaseAction.CLOSE and circumstances.open_measures:
        raise RuleViolation(
            gettext_noop(
                "Measures that are still open: %(count)s. Record that each was carried out, or why it ends; then the "
                "case can close."
            ),
            count=circumstances.open_measures,
        )
    if action in NOT_UNDER_A_MEETING and circumstances.has_meeting:
        raise RuleViolation(
            gettext_noop("A meeting on this case is called or its minutes wait. Finalise them or cancel it first.")
        )
    if action is CaseAction.JOIN and circumstances.has_decision:
        raise RuleViolation(gettext_noop("The commission has decided on this case: its decision stays where it is."))
