"""The decision of a case: what was found about whom, why, what is to be done, who is told, the papers."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.models import Case, Involvement
from cases.selectors.access import case_for
from cases.selectors.sides import Side, sides_of
from cases.views.shared import act_frame, frame
from commissions.forms_papers import TellingForm
from commissions.models import Decision
from commissions.presenters.decision import decision as present
from commissions.selectors.decision_page import decided_of
from commissions.services.telling import tell_of_decision
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.CASE_VIEW)
def decision(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="decision")
    may_record = request.member.may(Permission.NOTICE_RECORD)
    found = decided_of(case, request.school, request.member)
    context = frame(request, case, "decision") | {
        "decisions": [present(each, case, request.school, may_record=may_record) for each in found],
    }
    return render(request, "commissions/decision.html", context)


@school_view(Permission.NOTICE_RECORD)
def tell(request: SchoolRequest, case_id: UUID, decision_id: UUID, side_id: UUID) -> HttpResponse:
    """The decision was brought to one side: to whom, when, how."""
    case = case_for(request.member, case_id, what="decision.told")
    side = _side(case, decision_id, side_id)
    form = TellingForm(request.POST or None, people=_people(side))
    if request.method == "POST" and form.is_valid():
        try:
            tell_of_decision(decision_id=decision_id, side_id=side_id, telling=form.draft(), by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It is recorded."))
            return redirect("commissions:decision", school=request.school.organisation.slug, case_id=case.pk)
    heading = _("Told of the decision: %(name)s") % {"name": side.name}
    context = act_frame(request, case, "decision", heading=heading, submit=_("Record")) | {"form": form}
    return render(request, "commissions/tell.html", context)


def _side(case: Case, decision_id: UUID, side_id: UUID) -> Side:
    """Of this case, and of a decision on it."""
    side = next((each for each in sides_of(case) if each.involvement.pk == side_id), None)
    if side is None or not Decision.objects.filter(pk=decision_id, case=case).exists():
        raise Http404
    return side


def _people(side: Side) -> list[tuple[str, str]]:
    """The representatives of a minor who aren't suspected (C-06); an adult themselves."""
    involved: Involvement = side.involvement
    if not side.is_minor:
        return [(str(involved.adult_id), side.name)]
    known = [who for who in side.representatives if not who.is_suspected]
    return [(str(who.adult_id), f"{who.name} ({who.kinship})") for who in known]
