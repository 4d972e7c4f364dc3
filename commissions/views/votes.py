"""Putting to the vote, casting by name, closing."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commissions.domain.findings import PER_PERSON
from commissions.domain.motions import ELECTIONS
from commissions.enums import Choice, ItemKind, MotionKind
from commissions.forms import BallotForm, MotionForm
from commissions.models import AgendaItem
from commissions.presenters.people import seat_choices
from commissions.presenters.room import Refusal
from commissions.selectors.access import OpenMeeting, meeting_for
from commissions.selectors.room import Room
from commissions.services.voting import Proposal, cast_ballot, close_motion, open_motion
from commissions.services.wording import motion_text
from commissions.views.room import done, refused, show
from commissions.views.shared import links_of, post_only, said, seen_of, whole_room
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MEETING_RUN)
def propose(request: SchoolRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """What is put to the vote under a question, in words of the minutes."""
    door = meeting_for(request.member, meeting_id, what="meeting.vote")
    view, links = whole_room(request, door), links_of(request, door.meeting)
    item = _item(view, item_id)
    form = _form(request, view, item)
    if request.method == "POST" and form.is_valid():
        try:
            proposal = _proposal(request, view, item, form.cleaned_data)
            open_motion(school=request.school, meeting_id=meeting_id, proposal=proposal, by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            return redirect(f"{links.to('room')}#mot")
    usual = [_usual(request, view, item, kind) for kind in _kinds(view, item)]
    context = {"form": form, "title": item.open("title"), "usual": usual, "back": links.to("room")}
    return render(request, "commissions/propose.html", context)


def _item(view: Room, item_id: UUID) -> AgendaItem:
    item = next((item for item in view.items if item.pk == item_id), None)
    if item is None:
        raise Http404
    return item


def _kinds(view: Room, item: AgendaItem) -> list[MotionKind]:
    """Elections only where nobody holds the duty."""
    needed = []
    if item.kind == ItemKind.AGENDA and view.presiding() is None:
        needed.append(MotionKind.PRESIDE)
    if item.kind == ItemKind.AGENDA and view.keeper is None:
        needed.append(MotionKind.KEEP_MINUTES)
    return [*needed, *view.left(item)]


def _accused(view: Room, item: AgendaItem) -> list[tuple[str, str]]:
    """Asked only where there are several; each press proposes it for all of them unless one is chosen."""
    left = view.left(item)
    people = list(dict.fromkeys(person for kind in left for person in left[kind] if person))
    if len(view.accused_in(item.case_id)) < 2 or not people:
        return []
    return [("", _("Each of them in turn")), *((str(person), view.code_of(person)) for person in people)]


def _usual(request: SchoolRequest, view: Room, item: AgendaItem, kind: MotionKind, person: str = "") -> str:
    """The usual wording; with the code of whoever is meant where there are several."""
    code = ""
    if kind in PER_PERSON and len(view.accused_in(item.case_id)) > 1:
        code = view.code_of(UUID(person) if person else next(iter(view.left(item).get(kind, ())), None))
    return motion_text(kind, request.school.organisation.language, code)


def _form(request: SchoolRequest, view: Room, item: AgendaItem) -> MotionForm:
    kinds = _kinds(view, item)
    members = seat_choices(view.seat_by_id[seat] for seat in view.seat_by_id if seat in view.present)
    return MotionForm(
        request.POST or None,
        kinds=[(kind.value, kind.label) for kind in kinds],
        members=members if ELECTIONS & set(kinds) else (),
        accused=_accused(view, item),
    )


def _proposal(request: SchoolRequest, view: Room, item: AgendaItem, typed: dict[str, object]) -> Proposal:
    kind, person = MotionKind(str(typed["kind"])), str(typed.get("accused") or "")
    text = str(typed["text"] or "") or _usual(request, view, item, kind, person)
    seats = {name: UUID(str(typed[name])) for name in ("candidate", "proposed_by") if typed.get(name)}
    return Proposal(
        item.pk,
        kind,
        text,
        seats.get("candidate"),
        seats.get("proposed_by"),
        why_not=str(typed.get("why_not") or ""),
        accused_id=UUID(person) if person else None,
        in_turn=not person,
    )


@school_view(Permission.MEETING_RUN)
@post_only
def cast(request: SchoolRequest, meeting_id: UUID, motion_id: UUID, seat_id: UUID) -> HttpResponse:
    door, form = meeting_for(request.member, meeting_id, what="meeting.vote"), BallotForm(request.POST)
    _motion(request, door, motion_id)
    row = f"ballot-{seat_id}"
    if not form.is_valid():
        return show(request, door, Refusal(row, _("Choose for, against or abstained.")), status=422)
    chosen: Choice = form.cleaned_data["choice"]
    try:
        cast_ballot(
            school=request.school,
            motion_id=motion_id,
            seat_id=seat_id,
            choice=chosen,
            seen=seen_of(request),
            by=request.member,
        )
    except DomainError as refusal:
        return refused(request, door, row, refusal, _("You chose: %(choice)s.") % {"choice": chosen.label})
    return done(request, meeting_id, row)


@school_view(Permission.MEETING_RUN)
@post_only
def close(request: SchoolRequest, meeting_id: UUID, motion_id: UUID) -> HttpResponse:
    """Counts and freezes. The page shows the recorded result."""
    door = meeting_for(request.member, meeting_id, what="meeting.vote")
    _motion(request, door, motion_id)
    try:
        close_motion(school=request.school, motion_id=motion_id, by=request.member)
    except DomainError as refusal:
        return show(request, door, Refusal("room", said(refusal)), status=422)
    return done(request, meeting_id, "agenda")


def _motion(request: SchoolRequest, door: OpenMeeting, motion_id: UUID) -> None:
    """A motion of another meeting, or on a case that the member may not know of, isn't there."""
    items = {item.pk for item in whole_room(request, door).items}
    if not door.meeting.motions.filter(pk=motion_id, item__in=items).exists():
        raise Http404
