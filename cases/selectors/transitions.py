"""What the guards of a move look at, and who may move a case."""

from cases.domain.lifecycle import Circumstances
from cases.enums import DeadlineState
from cases.models import Case, Deadline
from cases.selectors.above import known_above
from cases.selectors.clocks import definition_of
from cases.selectors.duties import count_open
from cases.selectors.grants import head_is_out
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.access.roles import Role

UNMET = (DeadlineState.OPEN, DeadlineState.MISSED)


def circumstances_of(case: Case) -> Circumstances:
    owed = Deadline.objects.filter(case=case, state__in=UNMET).count()
    has_commission = definition_of(case.procedure).commission is not None
    above = known_above(case)
    return Circumstances(
        has_commission,
        owed,
        count_open(case),
        open_measures=above.open_measures,
        has_meeting=above.has_meeting,
        has_decision=above.has_decision,
    )


def may_move(case: Case, member: Member) -> bool:
    """The head; the deputy when every head is recused from this case (C-22)."""
    if member.may(Permission.CASE_DECIDE):
        return True
    return member.has_role(Role.DEPUTY) and head_is_out(case)
