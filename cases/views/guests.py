"""The head is a side of the case: an officer of the district is asked to act in the head's place."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.forms.access import GuestForm, ReasonForm
from cases.models import Case
from cases.selectors.access import case_for
from cases.selectors.guests import guests_of, may_ask_district, officers_above
from cases.services.guests import end_guest, invite_guest
from cases.views.shared import act_frame, done, to_page
from safeguard.access.permissions import Permission
from safeguard.web import SchoolRequest, school_view


def _to_ask(request: SchoolRequest, case_id: UUID) -> Case:
    case = case_for(request.member, case_id, what="access")
    if not may_ask_district(case, request.member):
        raise PermissionDenied
    return case


@school_view(Permission.CASE_VIEW)
def guest_new(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = _to_ask(request, case_id)
    form = GuestForm(request.POST or None, members=officers_above(case.school_id))
    if done(request, form, lambda: _invite(request, case, form), _("The district is asked, and the person is told.")):
        return to_page(request, case, "access")
    context = act_frame(request, case, "access", heading=_("Ask the district"), submit=_("Let this person in"))
    intro = _("The person acts in the head's place in this case, sees this case and nothing else of the school.")
    return render(request, "cases/act.html", context | {"form": form, "intro": intro})


def _invite(request: SchoolRequest, case: Case, form: GuestForm) -> None:
    said = {"reason": form.cleaned_data["reason"], "is_warned": bool(form.cleaned_data["is_warned"])}
    invite_guest(case_id=case.pk, user_id=form.user_id, by=request.member, **said)


@school_view(Permission.CASE_VIEW)
def guest_end(request: SchoolRequest, case_id: UUID, membership_id: UUID) -> HttpResponse:
    case, form = _to_ask(request, case_id), ReasonForm(request.POST or None)
    guest = guests_of(case).filter(pk=membership_id).select_related("user").first()
    if guest is None:
        raise Http404
    if done(request, form, lambda: _end(request, case, membership_id, form), _("The access has ended.")):
        return to_page(request, case, "access")
    submit = _("End the access")
    context = act_frame(request, case, "access", heading=guest.user.display_name, submit=submit)
    return render(request, "cases/act.html", context | {"form": form})


def _end(request: SchoolRequest, case: Case, membership_id: UUID, form: ReasonForm) -> None:
    reason = form.cleaned_data["reason"]
    end_guest(case_id=case.pk, membership_id=membership_id, reason=reason, by=request.member)
