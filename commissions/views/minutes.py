"""The minutes: what is missing, the draft read back, the finalising, the PDF."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from commissions.enums import MeetingState
from commissions.presenters.minutes import hole_rows, next_minutes_number
from commissions.selectors.access import OpenMeeting, meeting_for
from commissions.selectors.drafting import build_sheet
from commissions.selectors.minutes import holes_of, measures_of
from commissions.services.minutes import LAYOUT, finalise_minutes
from commissions.views.shared import links_of, post_only, said, seen_of, whole_room
from safeguard.access.permissions import Permission
from safeguard.documents.domain.sheet import canonical
from safeguard.documents.models import Document
from safeguard.documents.render.pdf import pdf
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MEETING_VIEW)
def minutes(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    """Read back before it is finalised: the sheet itself, and what is missing in it."""
    door = _whole(request, meeting_id)
    view, links = whole_room(request, door), links_of(request, door.meeting)
    holes = holes_of(view, door.hearings, measures_of(door.hearings))
    number = door.meeting.number or next_minutes_number(door.meeting.school_year)
    document = _document(door) if door.meeting.state == MeetingState.FINALISED else None
    context = {
        "meeting": door.meeting,
        "number": number,
        "sheet": build_sheet(view, door.hearings, request.school, number=str(number)),
        "holes": hole_rows(holes, view, door.hearings, links),
        "stops": any(hole.stops for hole in holes),
        "document": document,
        "may_finalise": request.member.may(Permission.MINUTES_FINALISE),
        "links": {name: links.to(name) for name in ("meeting", "room", "draft_pdf", "minutes_pdf")},
        "finalise_href": links.seen("finalise", door.meeting.version),
    }
    return render(request, "commissions/minutes.html", context)


def _whole(request: SchoolRequest, meeting_id: UUID, *, what: str = "meeting.minutes") -> OpenMeeting:
    """The minutes tell of every case of the meeting: who may not know of one of them doesn't read them."""
    door = meeting_for(request.member, meeting_id, what=what)
    if not door.is_whole:
        raise Http404
    return door


def _document(door: OpenMeeting) -> Document | None:
    found = Document.objects.filter(kind="minutes", subject_id=door.meeting.pk)
    return found.defer("sheet", "pdf").order_by("-finalised_at").first()


@school_view(Permission.MINUTES_FINALISE)
@post_only
def finalise(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    door = _whole(request, meeting_id, what="meeting.finalise")
    links = links_of(request, door.meeting)
    try:
        done = finalise_minutes(school=request.school, meeting_id=meeting_id, seen=seen_of(request), by=request.member)
    except DomainError as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, _("Minutes No. %(number)d are finalised.") % {"number": done.meeting.number})
    return redirect(links.to("minutes"))


@school_view(Permission.MEETING_RUN)
def draft_pdf(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    """The draft on paper, marked as such; nothing is stored."""
    import json

    door = _whole(request, meeting_id, what="meeting.draft")
    number = door.meeting.number or next_minutes_number(door.meeting.school_year)
    sheet = build_sheet(whole_room(request, door), door.hearings, request.school, number=str(number))
    body = pdf(layout=LAYOUT, sheet=json.loads(canonical(asdict(sheet))), sheet_sha256="")
    return _file(body, "draft.pdf")


@school_view(Permission.MEETING_VIEW)
def minutes_pdf(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    """The stored bytes, once the worker has made them."""
    door = _whole(request, meeting_id, what="meeting.minutes_pdf")
    document = Document.objects.select_related("data_key").filter(kind="minutes", subject_id=door.meeting.pk).first()
    if document is None or document.pdf is None:
        raise Http404
    return _file(document.open_bytes("pdf"), f"{document.get_kind_display()} № {document.number}.pdf")


def _file(body: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        body,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(False, name) or "inline",
            "Cache-Control": "no-store",
        },
    )
