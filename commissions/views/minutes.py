"""The minutes: what is missing, the draft read back, the finalising, the PDF."""

import json
from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.presenters.documents import label
from commissions.enums import MeetingState
from commissions.presenters.minutes import hole_rows, next_minutes_number
from commissions.presenters.versions import corrected_by, version_rows
from commissions.selectors.access import OpenMeeting
from commissions.selectors.drafting import build_sheet
from commissions.selectors.minutes import holes_of, measures_of
from commissions.selectors.signing import signing_of
from commissions.selectors.versions import open_correction, sheet_of, version_of, versions_of
from commissions.services.minutes import LAYOUT, finalise_minutes
from commissions.views.files import pdf_file, word_file
from commissions.views.shared import links_of, post_only, said, seen_of, whole_room
from commissions.views.whole import whole_meeting
from safeguard.access.permissions import Permission
from safeguard.documents.domain.sheet import canonical
from safeguard.documents.render.pdf import pdf
from safeguard.documents.render.word import word
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MEETING_VIEW)
def minutes(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    """Read back before it is finalised: the sheet itself, and what is missing in it. Then every version of it."""
    door = whole_meeting(request, meeting_id)
    if door.meeting.state == MeetingState.FINALISED:
        return _finalised(request, door)
    view, links = whole_room(request, door), links_of(request, door.meeting)
    holes = holes_of(view, door.hearings, measures_of(door.hearings))
    number = next_minutes_number(door.meeting.school_year)
    context = {
        "meeting": door.meeting,
        "number": number,
        "sheet": build_sheet(view, door.hearings, request.school, number=str(number)),
        "holes": hole_rows(holes, view, door.hearings, links),
        "stops": any(hole.stops for hole in holes),
        "may_finalise": request.member.may(Permission.MINUTES_FINALISE),
        "links": {name: links.to(name) for name in ("meeting", "room", "draft_pdf", "draft_word", "minutes_pdf")},
        "finalise_href": links.seen("finalise", door.meeting.version),
    }
    return render(request, "commissions/minutes.html", context)


def _finalised(request: SchoolRequest, door: OpenMeeting) -> HttpResponse:
    """The frozen content of a version, the one that stands unless another is asked for."""
    links, versions = links_of(request, door.meeting), versions_of(door.meeting.pk)
    document = version_of(door.meeting.pk, _asked(request))
    if document is None:
        raise Http404
    stands = document.pk == versions[0].pk
    signing = signing_of(door.meeting, door.case_ids, request.school.organisation.language, document)
    context = {
        "meeting": door.meeting,
        "number": document.number,
        "document": document,
        "sheet": sheet_of(document),
        "versions": version_rows(versions, document, links),
        "corrected_by": corrected_by(versions, document),
        "awaited": len(signing.awaited),
        "signers": len(signing.signatures),
        "may_correct": request.member.may(Permission.MINUTES_FINALISE) and stands,
        "is_correcting": open_correction(door.meeting) is not None,
        "links": {name: links.to(name) for name in ("meeting", "room", "signatures", "correct")},
        "pdf_href": links.to("minutes_pdf") + ("" if stands else f"?version={document.version}"),
    }
    return render(request, "commissions/minutes_done.html", context)


def _asked(request: SchoolRequest) -> int | None:
    """`?version=`; what isn't a number is no version."""
    value = request.GET.get("version", "")
    if not value:
        return None
    return int(value) if value.isdecimal() and len(value) < 5 else 0


@school_view(Permission.MINUTES_FINALISE)
@post_only
def finalise(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    door = whole_meeting(request, meeting_id, what="meeting.finalise")
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
    return pdf_file(pdf(layout=LAYOUT, sheet=_draft(request, meeting_id), sheet_sha256=""), "draft.pdf")


@school_view(Permission.MEETING_RUN)
def draft_word(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    """The same in Word, marked on every page as not the record; nothing is stored."""
    return word_file(word(layout=LAYOUT, sheet=_draft(request, meeting_id)), "draft.docx")


def _draft(request: SchoolRequest, meeting_id: UUID) -> dict[str, object]:
    door = whole_meeting(request, meeting_id, what="meeting.draft")
    number = door.meeting.number or next_minutes_number(door.meeting.school_year)
    sheet = build_sheet(whole_room(request, door), door.hearings, request.school, number=str(number))
    content: dict[str, object] = json.loads(canonical(asdict(sheet)))
    return content


@school_view(Permission.MEETING_VIEW)
def minutes_pdf(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    """The stored bytes of a version, once the worker has made them."""
    whole_meeting(request, meeting_id, what="meeting.minutes_pdf")
    document = version_of(meeting_id, _asked(request))
    if document is None or document.pdf is None:
        raise Http404
    return pdf_file(document.open_bytes("pdf"), f"{label(document)}.pdf")
