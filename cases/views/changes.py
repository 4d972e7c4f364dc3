"""Grave moves of a case: each page says what will happen, then asks for the reason."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.enums import CaseAction
from cases.forms.moves import JoinForm, ReopenForm, SeenForm, SplitForm
from cases.models import Case, Report
from cases.presenters import changes as present
from cases.presenters.moves import HEADINGS
from cases.selectors import changes as read
from cases.selectors.access import case_for
from cases.selectors.case_page import deadlines_of
from cases.selectors.clocks import definition_of
from cases.selectors.reopening import new_facts
from cases.selectors.sides import sides_of
from cases.selectors.transitions import may_move
from cases.services.joining import join_case
from cases.services.reopening import Reopening, rehear_case, reopen_case
from cases.services.splitting import Split, split_case
from cases.views.shared import act_frame, done, slug_of, to_page
from safeguard.access.permissions import Permission
from safeguard.forms import GovForm
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.CASE_VIEW)
def reopen(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case, action = _case(request, case_id), CaseAction.REOPEN
    has_commission = definition_of(case.procedure).commission is not None
    facts = present.fact_choices(new_facts(case))
    form = ReopenForm(request.POST or None, initial=_seen(case), facts=facts, has_commission=has_commission)
    if done(request, form, lambda: _reopen(request, case, form), HEADINGS[action]):
        return to_page(request, case, "detail")
    return _page(request, case, action, form, present.reopening(case, deadlines_of(case)))


def _reopen(request: SchoolRequest, case: Case, form: ReopenForm) -> None:
    said = form.cleaned_data
    wanted = Reopening(said["ground"], said["reason"], said["on"], said["fact"], bool(said.get("to_commission")))
    reopen_case(case_id=case.pk, wanted=wanted, seen=said["seen"], by=request.member)


@school_view(Permission.CASE_VIEW)
def rehear(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case, action = _case(request, case_id), CaseAction.REHEAR
    form = SeenForm(request.POST or None, initial=_seen(case))
    act = partial(rehear_case, case_id=case.pk, by=request.member)
    if done(request, form, lambda: act(reason=form.cleaned_data["reason"], seen=form.cleaned_data["seen"])):
        return to_page(request, case, "detail")
    return _page(request, case, action, form, present.rehearing())


@school_view(Permission.CASE_VIEW)
def join(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    """First the earlier case is chosen, then read what joining does, then confirmed."""
    case = _case(request, case_id)
    known = read.joinable_to(case, request.member)
    asked = request.POST.get("into") or request.GET.get("into")
    if not asked:
        context = act_frame(request, case, "detail", heading=str(HEADINGS[CaseAction.JOIN]), submit="")
        return render(
            request, "cases/join.html", context | {"found": present.candidates(known, slug_of(request), case)}
        )
    earlier = next((each for each in known if str(each.pk) == asked), None)
    if earlier is None:
        raise Http404
    initial = _seen(case) | {"into": earlier.pk, "seen_into": earlier.event_seq}
    form = JoinForm(request.POST or None, initial=initial)
    if done(request, form, lambda: _join(request, case, form), _("The case was joined.")):
        return to_page(request, earlier, "detail")
    happens = present.joining(
        case, earlier, read.reports_told_in(case), deadlines_of(case), read.see_only(case, earlier)
    )
    return _page(request, case, CaseAction.JOIN, form, happens)


def _join(request: SchoolRequest, case: Case, form: JoinForm) -> None:
    said = form.cleaned_data
    join_case(
        case_id=case.pk,
        into_id=said["into"],
        reason=said["reason"],
        seen=said["seen"],
        seen_into=said["seen_into"],
        by=request.member,
    )


@school_view(Permission.CASE_VIEW)
def split(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = _case(request, case_id)
    report = _report(request, case)
    choices = present.side_choices(sides_of(case), report)
    initial = _seen(case) | {"happened_at": report.happened_at, "kinds": case.kinds}
    form = SplitForm(request.POST or None, initial=initial, sides=choices)
    made: list[Case] = []
    if done(request, form, lambda: made.append(_split(request, case, report, form)), _("The case was split.")):
        return redirect("cases:detail", school=slug_of(request), case_id=made[0].pk)
    return _page(request, case, CaseAction.SPLIT, form, present.splitting(case, report))


def _split(request: SchoolRequest, case: Case, report: Report, form: SplitForm) -> Case:
    said = form.cleaned_data
    wanted = Split(report.pk, said["sides"], said["happened_at"], said["kinds"], said["title"], said["reason"])
    return split_case(case_id=case.pk, split=wanted, seen=said["seen"], by=request.member)


def _report(request: SchoolRequest, case: Case) -> Report:
    """The one asked for, else the first of the case."""
    reports, asked = read.reports_told_in(case), request.GET.get("report")
    found = next((each for each in reports if not asked or str(each.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _case(request: SchoolRequest, case_id: UUID) -> Case:
    case = case_for(request.member, case_id, what="move")
    if not may_move(case, request.member):
        raise PermissionDenied
    return case


def _seen(case: Case) -> dict[str, Any]:
    return {"seen": case.event_seq}


def _page(request: SchoolRequest, case: Case, action: CaseAction, form: GovForm, happens: list[str]) -> HttpResponse:
    context = act_frame(request, case, "detail", heading=str(HEADINGS[action]), submit=str(HEADINGS[action]))
    return render(request, "cases/change.html", context | {"form": form, "happens": happens})
