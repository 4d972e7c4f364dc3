"""Questions for the agenda: a member proposes, whoever keeps the meeting puts them on it or says why not."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commissions.enums import MeetingState
from commissions.forms_agenda import LeaveForm, ProposalForm
from commissions.models import AgendaProposal
from commissions.presenters import agenda as present
from commissions.presenters.people import seat_choices
from commissions.selectors.access import OpenMeeting, meeting_for
from commissions.selectors.agenda import own_seat, proposals_of
from commissions.selectors.room import Room
from commissions.services.agenda import leave_off, propose_item, put_on_agenda
from commissions.views.shared import links_of, post_only, said, whole_room
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MEETING_VIEW)
def agenda(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    """The questions as they stand, what was proposed, and the form for who sits on the commission or keeps it."""
    door = meeting_for(request.member, meeting_id, what="meeting.agenda")
    view, links = whole_room(request, door), links_of(request, door.meeting)
    form = _form(request, door, view)
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and request.method == "POST" and form.is_valid() and _propose(request, door, view, form):
        messages.success(request, _("The question is proposed."))
        return redirect(links.to("agenda"))
    may_run = request.member.may(Permission.MEETING_RUN)
    context = {
        "meeting": door.meeting,
        "items": [item.open("title") for item in view.items],
        "rows": present.rows(proposals_of(door.meeting, door.case_ids), links, may_answer=may_run and _is_open(door)),
        "form": form,
        "submit_label": _("Propose the question"),
        "back": links.to("meeting"),
    }
    return render(request, "commissions/agenda.html", context)


def _is_open(door: OpenMeeting) -> bool:
    return door.meeting.state in {MeetingState.CALLED, MeetingState.OPEN}


def _form(request: SchoolRequest, door: OpenMeeting, view: Room) -> ProposalForm | None:
    """A member proposes for themselves; whoever keeps the meeting writes down whose proposal it is."""
    may_run, seat = request.member.may(Permission.MEETING_RUN), own_seat(view, request.member)
    if not _is_open(door) or not (may_run or seat):
        return None
    cases = [(str(row.case_id), _("Case No. %(number)s") % {"number": row.case.number}) for row in door.hearings]
    seats = seat_choices(view.seats) if may_run else []
    return ProposalForm(request.POST or None, cases=cases, seats=seats, initial={"seat": str(seat or "")})


def _propose(request: SchoolRequest, door: OpenMeeting, view: Room, form: ProposalForm) -> bool:
    typed, seat = form.cleaned_data, own_seat(view, request.member)
    seat_id = UUID(typed["seat"]) if typed.get("seat") else seat
    case_id = UUID(typed["case"]) if typed.get("case") else None
    try:
        if seat_id is None:
            raise Http404
        propose_item(
            meeting_id=door.meeting.pk, seat_id=seat_id, text=typed["text"], case_id=case_id, by=request.member
        )
    except DomainError as refusal:
        form.refuse(refusal)
        return False
    return True


@school_view(Permission.MEETING_RUN)
@post_only
def put(request: SchoolRequest, meeting_id: UUID, proposal_id: UUID) -> HttpResponse:
    door, row = _proposal(request, meeting_id, proposal_id)
    try:
        put_on_agenda(proposal_id=row.pk, by=request.member)
    except DomainError as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, _("The question is on the agenda."))
    return redirect(links_of(request, door.meeting).to("agenda"))


@school_view(Permission.MEETING_RUN)
def leave(request: SchoolRequest, meeting_id: UUID, proposal_id: UUID) -> HttpResponse:
    door, row = _proposal(request, meeting_id, proposal_id)
    links, form = links_of(request, door.meeting), LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            leave_off(proposal_id=row.pk, reason=form.cleaned_data["reason"], by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The question is left off the agenda. The member reads why."))
            return redirect(links.to("agenda"))
    context = {"form": form, "text": row.open("text"), "back": links.to("agenda"), "submit_label": _("Leave it off")}
    return render(request, "commissions/leave_item.html", context)


def _proposal(request: SchoolRequest, meeting_id: UUID, proposal_id: UUID) -> tuple[OpenMeeting, AgendaProposal]:
    door = meeting_for(request.member, meeting_id, what="meeting.agenda")
    row = next((row for row in proposals_of(door.meeting, door.case_ids) if row.pk == proposal_id), None)
    if row is None:
        raise Http404
    return door, row
