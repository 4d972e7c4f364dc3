"""A move of the case: its effect, its reason, then the act."""

from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render

from cases.enums import CaseAction
from cases.forms.access import ReasonForm
from cases.presenters.moves import EFFECTS, HEADINGS
from cases.selectors.access import case_for
from cases.selectors.transitions import may_move
from cases.services.transitions import move_case
from cases.views.shared import act_frame, done, to_page
from safeguard.access.permissions import Permission
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.CASE_VIEW)
def move(request: SchoolRequest, case_id: UUID, action: str) -> HttpResponse:
    case = case_for(request.member, case_id, what="move")
    if action not in CaseAction.values:
        raise Http404
    if not may_move(case, request.member):
        raise PermissionDenied
    wanted, form = CaseAction(action), ReasonForm(request.POST or None)
    heading = str(HEADINGS[wanted])
    act = partial(move_case, case_id=case.pk, action=wanted, by=request.member)
    if done(request, form, lambda: act(reason=form.cleaned_data["reason"]), heading):
        return to_page(request, case, "detail")
    context = act_frame(request, case, "detail", heading=heading, submit=heading)
    return render(request, "cases/act.html", context | {"form": form, "intro": EFFECTS[wanted]})
