"""A move of the case: its effect, its reason, then the act."""

from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render

from cases.enums import CaseAction
from cases.forms.outcomes import OutcomeForm
from cases.models import Case
from cases.presenters.moves import EFFECTS, HEADINGS
from cases.selectors.access import case_for
from cases.selectors.duties import duties_of_case
from cases.selectors.transitions import may_move
from cases.services.transitions import OUTCOMES, move_case
from cases.views.shared import act_frame, done, to_page
from safeguard.access.permissions import Permission
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.CASE_VIEW)
def move(request: SchoolRequest, case_id: UUID, action: str) -> HttpResponse:
    case = case_for(request.member, case_id, what="move")
    if action not in EFFECTS:
        raise Http404
    if not may_move(case, request.member):
        raise PermissionDenied
    wanted = CaseAction(action)
    form, heading = _form(request, case, wanted), str(HEADINGS[wanted])
    act = partial(move_case, case_id=case.pk, action=wanted, by=request.member)
    if done(request, form, lambda: act(reason=form.cleaned_data["reason"], contents=form.contents), heading):
        return to_page(request, case, "detail")
    context = act_frame(request, case, "detail", heading=heading, submit=heading)
    return render(request, "cases/act.html", context | {"form": form, "intro": EFFECTS[wanted]})


def _form(request: SchoolRequest, case: Case, action: CaseAction) -> OutcomeForm:
    """Referring a case says nothing of what came of it."""
    prohibitions = duties_of_case(case).prohibitions.values() if action in OUTCOMES else ()
    return OutcomeForm(request.POST or None, prohibitions=prohibitions)
