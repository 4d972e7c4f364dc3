"""Who may do what to new numbers, and when. One person enters them, another one reviews."""

from collections.abc import Collection
from uuid import UUID

from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.errors import Refused, RuleViolation, gettext_noop
from safeguard.organisations.enums import DraftState
from safeguard.procedures.amend import Length, LimitUnit
from safeguard.procedures.reader import Path_

OPEN = frozenset({DraftState.DRAFT, DraftState.SUBMITTED, DraftState.RETURNED})
EDITABLE = frozenset({DraftState.DRAFT, DraftState.RETURNED})
#: By what a limit may be counted, beside what it is counted by now. A clock time of the day before makes sense only
#: before a meeting, and there nothing else does.
SPANS = (LimitUnit.HOURS, LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS, LimitUnit.CALENDAR_DAYS_ROLL)
#: Which answer of the form a value of the definition comes from.
_PARTS = {"count": "count", "days": "count", "unit": "unit", "at": "at", "chapter": "chapter", "point": "point",
          "paragraph": "paragraph"}  # fmt: skip


def may_enter(member: Member) -> bool:
    """A person with the right to change the settings; nobody who is let in for a single case."""
    return member.may(Permission.SETTINGS_EDIT) and member.guest_case is None and member.is_person


def check_may_enter(member: Member) -> None:
    if not may_enter(member):
        raise Refused(gettext_noop("You may read the procedures here, but not enter new numbers."))


def may_answer(member: Member) -> bool:
    """Who may be the second person: the head's deputy too, who enters nothing; nobody let in for a single case."""
    return member.may(Permission.SETTINGS_REVIEW) and member.guest_case is None and member.is_person


def check_own(member: Member, organisation_id: UUID) -> None:
    """What an institution enters it changes itself; those above review."""
    check_may_enter(member)
    if member.organisation_id != organisation_id:
        raise Refused(gettext_noop("Only the institution that entered these numbers may change them."))


def check_editable(state: str) -> None:
    if state not in EDITABLE:
        raise RuleViolation(
            gettext_noop("These numbers can't be changed any more: they wait for review or are decided.")
        )


def check_reviewer(member: Member, *, written_by: Collection[UUID], state: str, is_own_or_below: bool) -> None:
    """The second person: with the right, of the same institution or of a department above, and no author."""
    if not may_answer(member):
        raise Refused(gettext_noop("You may read the procedures here, but not review new numbers."))
    if not is_own_or_below:
        raise Refused(gettext_noop("Numbers are reviewed in the institution itself or in a department above it."))
    if member.user_id in written_by:
        raise Refused(gettext_noop("Whoever entered the numbers can't review them. A second person does."))
    if state != DraftState.SUBMITTED:
        raise RuleViolation(gettext_noop("Only numbers that wait for review can be reviewed."))


def may_review(member: Member, *, written_by: Collection[UUID], state: str, is_own_or_below: bool) -> bool:
    try:
        check_reviewer(member, written_by=written_by, state=state, is_own_or_below=is_own_or_below)
    except (Refused, RuleViolation):
        return False
    return True


def concerns(member: Member, state: str, written_by: Collection[UUID]) -> bool:
    """What waits is for the others; how it ended is for those who entered it."""
    return (member.user_id in written_by) != (state == DraftState.SUBMITTED)


def units_for(held: Length | None) -> tuple[LimitUnit, ...]:
    return (LimitUnit.CLOCK,) if held is not None and held.unit is LimitUnit.CLOCK else SPANS


def field_name(part: str, rule: str) -> str:
    """The name of an answer about one limit."""
    return f"{part}-{rule}"


def field_at(path: Path_, rules: list[str]) -> str:
    """Beside which answer a refusal of the loader belongs; empty where it speaks of nothing that is asked."""
    if len(path) < 2 or path[0] != "rule" or not isinstance(path[1], int):
        return ""
    parts = [_PARTS[str(step)] for step in path[2:] if step in _PARTS]
    return field_name(parts[-1] if parts else "count", rules[path[1]])
