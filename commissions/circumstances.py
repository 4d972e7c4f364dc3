"""What a move of a case must know of its commission: a meeting that is under way, decisions, measures that are open."""

from cases.models import Case
from cases.selectors.above import FromAbove, register_circumstances
from commissions.enums import MeetingState
from commissions.models import Decision, Meeting
from commissions.selectors.follow_up import open_in

_OVER = (MeetingState.FINALISED, MeetingState.CANCELLED)


@register_circumstances
def known_of(case: Case) -> FromAbove:
    return FromAbove(
        open_in(case).count(),
        has_meeting=Meeting.objects.filter(hearings__case=case).exclude(state__in=_OVER).exists(),
        has_decision=Decision.objects.filter(case=case).exists(),
    )
