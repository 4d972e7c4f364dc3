"""In the room: one screen, each row a form of its own, working without scripts."""

from datetime import datetime, time
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commissions.domain.conflicts import Overtaken
from commissions.enums import MeetingState
from commissions.forms import MarkForm, TimesForm
from commissions.models import Meeting
from commissions.presenters import room as present
from commissions.presenters.people import name_of, note_of
from commissions.presenters.room import Refusal
from commissions.selectors.access import OpenMeeting, meeting_for
from commissions.selectors.minutes import holes_of, measures_of
from commissions.selectors.room import Room
from commissions.selectors.watch import last_writers
from commissions.services.attendance import Mark, Times, Whom, correct_attendance, mark_attendance
from commissions.services.sessions import close_meeting, open_meeting
from commissions.services.voting import tally_of
from commissions.views.shared import links_of, post_only, said, seen_of, viewer_of, whole_room
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MEETING_VIEW)
def room(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    return show(request, meeting_for(request.member, meeting_id, what="meeting.room"))


def show(request: SchoolRequest, door: OpenMeeting, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    """The page, or for htmx the part of it that changes: the same partial.

    Presses that wait in htmx's queue were aimed at a part that the first answer has replaced: each answer says where
    it belongs now.
    """
    context = _context(request, door, refusal)
    if not request.htmx:
        return render(request, "commissions/room.html", context, status=status)
    response = render(request, "commissions/room.html#room", context, status=status)
    response.headers["HX-Retarget"] = present.TARGET
    return response


def _context(request: SchoolRequest, door: OpenMeeting, refusal: Refusal | None) -> dict[str, object]:
    view, links, viewer = whole_room(request, door), links_of(request, door.meeting), viewer_of(request)
    mine, theirs = last_writers(door.meeting, request.member.user_id)
    roll, guests = present.roll(view, links, viewer, refusal), present.guests(view, links, viewer, refusal)
    motion = _motion(view, door, links, viewer, refusal)
    rows = {row["id"] for row in (*roll, *guests, *(motion["rows"] if motion else ()))}
    holes = [hole for hole in holes_of(view, door.hearings, measures_of(door.hearings)) if hole.stops]
    return {
        "meeting": door.meeting,
        "links": {name: links.to(name) for name in ("meeting", "room", "open", "close", "minutes", "cancel", "notice")},
        "may_run": viewer.may_run,
        "order": max((seat.order for seat in view.seats), key=lambda order: order.signed_on, default=None),
        "quorum": present.quorum(view),
        "roll": roll,
        "guests": guests,
        "motion": motion,
        "questions": present.questions(view, door.hearings, links),
        "hearings": [(hearing, links.to("hearing", hearing_id=hearing.pk)) for hearing in door.hearings],
        "missing": len(holes),
        "presiding": _named(view, view.presiding()),
        "keeper": _named(view, view.keeper),
        "saved_at": mine.recorded_at if mine else None,
        "others": present.others_note(theirs.by_name, theirs.recorded_at) if theirs else "",
        "refusal": refusal if refusal and refusal.row not in rows else None,  # its row may be gone: the vote is closed
    }


def _named(view: Room, seat_id: UUID | None) -> str:
    return name_of(view.seat_by_id[seat_id]) if seat_id in view.seat_by_id else ""


def _motion(view: Room, door: OpenMeeting, links, viewer, refusal):  # type: ignore[no-untyped-def]
    motion = view.open_motion
    if motion is None:
        return None
    place, item = next((n, item) for n, item in enumerate(view.items) if item.pk == motion.item_id)
    missing = len(view.present_for(item.case_id) - view.ballots_of(motion.pk).keys())
    case = next((hearing.case for hearing in door.hearings if hearing.case_id == item.case_id), None)
    return {
        "place": place + 1,
        "of": len(view.items),
        "case": case,
        "text": motion.open("text"),
        "presiding": _named(view, view.presiding(item.case_id)),
        "rows": present.ballots(view, motion, links, viewer, refusal),
        "tally": present.tally(
            tally_of(view, motion), present.counted(view, motion), missing=missing, language=viewer.language
        ),
        "close_href": links.to("close_motion", motion_id=motion.pk),
        "opinion_href": links.to("opinion", item_id=item.pk),
        "is_off": not view.quorum.is_met or missing > 0,
        "why_off": _("There is no quorum: no decision is possible.")
        if not view.quorum.is_met
        else _("Every member in the room must vote first."),
    }


@school_view(Permission.MEETING_RUN)
@post_only
def mark_seat(request: SchoolRequest, meeting_id: UUID, seat_id: UUID) -> HttpResponse:
    return _mark(request, meeting_id, Whom(seat_id=seat_id), f"seat-{seat_id}")


@school_view(Permission.MEETING_RUN)
@post_only
def mark_guest(request: SchoolRequest, meeting_id: UUID, invitation_id: UUID) -> HttpResponse:
    return _mark(request, meeting_id, Whom(invitation_id=invitation_id), f"guest-{invitation_id}")


def _mark(request: SchoolRequest, meeting_id: UUID, whom: Whom, row: str) -> HttpResponse:
    door, form = meeting_for(request.member, meeting_id, what="meeting.attendance"), MarkForm(request.POST)
    if not form.is_valid():
        return show(request, door, Refusal(row, _("Choose here or absent.")), status=422)
    chosen = form.cleaned_data["here"]
    try:
        mark = Mark(whom, chosen, seen_of(request))
        mark_attendance(school=request.school, meeting_id=meeting_id, mark=mark, by=request.member)
    except DomainError as refusal:
        yours = _("You chose: %(choice)s.") % {"choice": _("Here") if chosen else _("Absent")}
        return refused(request, door, row, refusal, yours)
    return done(request, meeting_id, row)


def refused(request: SchoolRequest, door: OpenMeeting, row: str, error: DomainError, yours: str) -> HttpResponse:
    """A conflict shows both entries: what stands in the row, and what this person chose."""
    is_conflict = isinstance(error, Overtaken)
    message = f"{said(error)} {yours}" if is_conflict else said(error)
    return show(request, door, Refusal(row, message), status=409 if is_conflict else 422)


def done(request: SchoolRequest, meeting_id: UUID, row: str) -> HttpResponse:
    """For htmx the part that changed, read anew; else back to the row."""
    if request.htmx:
        return show(request, meeting_for(request.member, meeting_id, what="meeting.room"))
    return redirect(f"{links_of(request, Meeting(pk=meeting_id)).to('room')}#{row}-who")


@school_view(Permission.MEETING_RUN)
@post_only
def open_(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    door = meeting_for(request.member, meeting_id, what="meeting.open")
    try:
        open_meeting(school=request.school, meeting_id=meeting_id, by=request.member)
    except DomainError as refusal:
        return show(request, door, Refusal("room", said(refusal)), status=422)
    return done(request, meeting_id, "room")


@school_view(Permission.MEETING_RUN)
@post_only
def close(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    door = meeting_for(request.member, meeting_id, what="meeting.close")
    try:
        close_meeting(meeting_id=meeting_id, by=request.member)
    except DomainError as refusal:
        return show(request, door, Refusal("room", said(refusal)), status=422)
    messages.success(request, _("The meeting is closed. Finish the texts, then finalise the minutes."))
    return redirect(links_of(request, door.meeting).to("minutes"))


@school_view(Permission.MEETING_RUN)
def times(request: SchoolRequest, meeting_id: UUID, seat_id: UUID) -> HttpResponse:
    """Exact times of arrival and departure, or the reason of an absence."""
    door = meeting_for(request.member, meeting_id, what="meeting.attendance")
    view, links = whole_room(request, door), links_of(request, door.meeting)
    seat, row = view.seat_by_id.get(seat_id), view.latest.get(seat_id)
    if seat is None:
        raise Http404
    form = TimesForm(request.POST or None, initial=_typed(view, row))
    if request.method == "POST" and form.is_valid():
        try:
            wanted = _times(view, form.cleaned_data, seat_id, seen_of(request))
            correct_attendance(school=request.school, meeting_id=meeting_id, times=wanted, by=request.member)
        except DomainError as refusal:
            fields = {"arrived_at": "arrived", "left_at": "left", "absence_reason": "reason"}
            form.add_error(fields.get(refusal.field), said(refusal))
        else:
            return redirect(f"{links.to('room')}#seat-{seat_id}-who")
    context = {
        "form": form,
        "name": name_of(seat),
        "note": note_of(seat),
        "stay": present.stay(row),
        "seen": row.version if row else 0,
        "back": links.to("room"),
        "is_closed": door.meeting.state == MeetingState.FINALISED,
    }
    return render(request, "commissions/times.html", context)


def _typed(view: Room, row) -> dict[str, object]:  # type: ignore[no-untyped-def]
    if row is None:
        return {}
    return {
        "arrived": row.arrived_at.astimezone(view.zone).time() if row.arrived_at else None,
        "left": row.left_at.astimezone(view.zone).time() if row.left_at else None,
        "reason": row.absence_reason,
    }


def _times(view: Room, typed: dict[str, object], seat_id: UUID, seen: int) -> Times:
    """Clock times of the day of the meeting, in the school's zone."""

    def at(value: object) -> datetime | None:
        day = view.meeting.starts_at.astimezone(view.zone).date()
        return datetime.combine(day, value, view.zone) if isinstance(value, time) else None

    return Times(
        Whom(seat_id=seat_id), seen, at(typed.get("arrived")), at(typed.get("left")), str(typed.get("reason") or "")
    )
