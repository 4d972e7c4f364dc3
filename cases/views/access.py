"""Who sees the case and why; giving and ending access; recusals; who looked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.enums import RecusalGround
from cases.forms.access import HANDLER, GiveAccessForm, OwnRecusalForm, ReasonForm, RecusalForm
from cases.models import Case
from cases.presenters import access as present
from cases.selectors.access import case_for, visible_cases
from cases.selectors.grants import Sight, Why, looks_at, may_open_to_others, sight_of
from cases.selectors.guests import may_ask_district
from cases.services.grants import grant_access, revoke_access
from cases.services.handling import assign_handler, release_handler
from cases.services.recusals import declare_recusal
from cases.views.shared import act_frame, done, frame, slug_of, to_page
from safeguard.access.permissions import Permission
from safeguard.web import SchoolRequest, school_view

PAGE = 50


@school_view(Permission.CASE_VIEW)
def access(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    """Everybody who sees the case sees who else does; the looks are for whose office it is."""
    case = case_for(request.member, case_id, what="access")
    sight, may_open = sight_of(case), may_open_to_others(case, request.member)
    context = frame(request, case, "access") | {
        "onlookers": present.onlookers(sight, case, slug_of(request), may_open=may_open, member=request.member),
        "recused": present.recused(sight),
        "may_open": may_open,
        "may_ask_district": may_ask_district(case, request.member),
        "guests": present.guests(sight),
    }
    if may_open:
        page = Paginator(looks_at(case), PAGE).get_page(request.GET.get("page"))
        context |= {"looks": present.looks(page), "page_obj": page}
    return render(request, "cases/access.html", context)


def _to_open(request: SchoolRequest, case_id: UUID) -> tuple[Case, Sight]:
    case = case_for(request.member, case_id, what="access")
    if not may_open_to_others(case, request.member):
        raise PermissionDenied
    return case, sight_of(case)


@school_view(Permission.CASE_GRANT)
def give(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    """Let a colleague in, to read or to work on the case."""
    case, sight = _to_open(request, case_id)
    out = {row.user_id for row in sight.recused}
    members = [row for row in sight.others if row.user_id not in out and row.guest_case is None]
    form = GiveAccessForm(request.POST or None, members=members)
    if done(request, form, lambda: _give(request, case, form), _("Access is given, and the person is told.")):
        return to_page(request, case, "access")
    context = act_frame(request, case, "access", heading=_("Give access"), submit=_("Give access to this case"))
    intro = _("Only when it's necessary. The person sees everything in this case until you end the access.")
    return render(request, "cases/act.html", context | {"form": form, "intro": intro})


def _give(request: SchoolRequest, case: Case, form: GiveAccessForm) -> None:
    act = assign_handler if form.cleaned_data["how"] == HANDLER else grant_access
    act(
        case_id=case.pk,
        user_id=form.user_id,
        reason=form.cleaned_data["reason"],
        is_warned=bool(form.cleaned_data["is_warned"]),
        by=request.member,
    )


@school_view(Permission.CASE_GRANT)
def revoke(request: SchoolRequest, case_id: UUID, user_id: UUID) -> HttpResponse:
    case, sight = _to_open(request, case_id)
    name, form = _onlooker(sight, user_id, Why.GRANT), ReasonForm(request.POST or None)
    if done(
        request,
        form,
        lambda: revoke_access(case_id=case.pk, user_id=user_id, reason=form.cleaned_data["reason"], by=request.member),
        _("The access has ended."),
    ):
        return to_page(request, case, "access")
    context = act_frame(request, case, "access", heading=name, submit=_("End the access"))
    return render(request, "cases/act.html", context | {"form": form})


@school_view(Permission.CASE_VIEW)
def release(request: SchoolRequest, case_id: UUID, user_id: UUID) -> HttpResponse:
    """A handler hands the case back, or is released by whose office it is."""
    case = case_for(request.member, case_id, what="access")
    if user_id != request.member.user_id and not may_open_to_others(case, request.member):
        raise PermissionDenied
    name, form = _onlooker(sight_of(case), user_id, Why.HANDLER), ReasonForm(request.POST or None)
    if done(
        request,
        form,
        lambda: release_handler(
            case_id=case.pk, user_id=user_id, reason=form.cleaned_data["reason"], by=request.member
        ),
        _("This person no longer works on the case."),
    ):
        is_still_mine = visible_cases(request.member).filter(pk=case.pk).exists()
        return to_page(request, case, "access") if is_still_mine else _away(request)
    context = act_frame(request, case, "access", heading=name, submit=_("Release from the case"))
    return render(request, "cases/act.html", context | {"form": form})


@school_view(Permission.CASE_VIEW)
def recuse(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    """Step back from a case: from then on it doesn't exist for this member."""
    case = case_for(request.member, case_id, what="recusal")
    form, me = OwnRecusalForm(request.POST or None), request.member
    if done(request, form, lambda: _declare(case, me.user_id, form.cleaned_data, me)):
        return _away(request)
    heading = _("I can't deal with this case")
    context = act_frame(request, case, "access", heading=heading, submit=_("Step back from this case"))
    others = [one for one in sight_of(case).onlookers if one.user_id != me.user_id]
    intro = _("You won't see this case any more, and you can't take this back yourself.")
    alone = "" if others else _("Nobody else in the school sees this case: tell the department above you first.")
    return render(request, "cases/act.html", context | {"form": form, "intro": intro, "warning": alone})


@school_view(Permission.CASE_GRANT)
def recuse_other(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    """Record that a colleague is a side, a relative of one or partial."""
    case, sight = _to_open(request, case_id)
    out = {row.user_id for row in sight.recused} | {request.member.user_id}
    people = [(user_id, name) for user_id, name in sight.names().items() if user_id not in out]
    form = RecusalForm(request.POST or None, people=sorted(people, key=lambda pair: pair[1]))
    if done(
        request,
        form,
        lambda: _declare(case, form.user_id, form.cleaned_data, request.member),
        _("The recusal is recorded. The case doesn't exist for this person any more."),
    ):
        return to_page(request, case, "access")
    heading = _("Somebody who may not see the case")
    context = act_frame(request, case, "access", heading=heading, submit=_("Record the recusal"))
    intro = _("A recusal goes before every office and every access: the head's too.")
    return render(request, "cases/act.html", context | {"form": form, "intro": intro})


def _declare(case: Case, user_id: UUID, answers: dict[str, Any], by: Any) -> None:
    ground = RecusalGround(answers["ground"])
    declare_recusal(case_id=case.pk, user_id=user_id, ground=ground, reason=answers["reason"], by=by)


def _away(request: SchoolRequest) -> HttpResponse:
    messages.success(request, _("Done. You don't deal with that case any more."))
    return redirect("desk", school=slug_of(request))


def _onlooker(sight: Sight, user_id: UUID, why: Why) -> str:
    """The name of somebody who sees the case for that reason; nothing to end otherwise."""
    for one in sight.onlookers:
        if one.user_id == user_id and why in one.why:
            return one.name
    raise Http404
