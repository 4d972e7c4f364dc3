"""The commission's first page, and one meeting at a glance."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cases.models import Case, Deadline
from commissions.presenters.calendar_file import meeting_file
from commissions.presenters.links import Links
from commissions.presenters.meetings import facts, meeting_table, steps
from commissions.presenters.waiting import waiting_rows
from commissions.selectors.access import meeting_for
from commissions.selectors.agenda import waiting_proposals
from commissions.selectors.calling import waiting_cases
from commissions.selectors.composition import commission
from commissions.selectors.listing import listed_meetings, school_has_commission
from commissions.selectors.minutes import holes_of, measures_of
from commissions.services.receipts import note_opened
from commissions.views.files import calendar_entry
from commissions.views.shared import links_of, repeats_here, whole_room
from safeguard.access.permissions import Permission
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MEETING_VIEW)
def meetings(request: SchoolRequest) -> HttpResponse:
    """First what waits, then the meetings, newest first."""
    links, may_run = links_of(request), request.member.may(Permission.MEETING_RUN)
    waiting = waiting_cases(request.member) if may_run else []
    hrefs = {str(row.case.pk): f"{links.to('call')}?case={row.case.pk}" for row in waiting}
    listed = listed_meetings(request.member)
    context = {
        "has_commission": school_has_commission(request.school),
        "is_appointed": commission() is not None,
        "may_run": may_run,
        "may_appoint": request.member.may(Permission.COMMISSION_APPOINT),
        "waiting": waiting_rows(waiting, hrefs),
        "table": meeting_table(listed, request.school),
        "has_meetings": bool(listed),
        "links": {name: links.to(name) for name in ("composition", "order", "call", "paper")},
    }
    return render(request, "commissions/meetings.html", context)


def _case_line(request: SchoolRequest, links: Links, case: Case) -> tuple[Case, str, str]:
    """With the page on which a member steps back from it: whoever judges must say that they're partial."""
    place = {"school": request.school.organisation.slug, "case_id": case.pk}
    return case, links.case(case.pk), reverse("cases:recuse", kwargs=place)


@school_view(Permission.MEETING_VIEW)
def meeting(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    """When, where, why so late; then the three steps: notice, room, minutes."""
    door = meeting_for(request.member, meeting_id)
    note_opened(door.meeting, request.member)
    view, links = whole_room(request, door), links_of(request, door.meeting)
    may_run = request.member.may(Permission.MEETING_RUN)
    missing = sum(hole.stops for hole in holes_of(view, door.hearings, measures_of(door.hearings)))
    limits = list(Deadline.objects.filter(subject_id=door.meeting.pk, case__in=door.case_ids))
    context = {
        "meeting": door.meeting,
        "facts": facts(door, view, limits),
        "steps": steps(door, view, links, missing=missing, may_run=may_run),
        "agenda": [(item.open("title"), item.case) for item in view.items],
        "cases": [_case_line(request, links, hearing.case) for hearing in door.hearings],
        "may_run": may_run,
        "repeats": repeats_here(request, door, *door.hearings),
        "links": {name: links.to(name) for name in ("room", "notice", "minutes", "cancel", "agenda", "calendar_file")},
        "proposed": waiting_proposals(door.meeting, door.case_ids) if may_run else 0,
        "back": links_of(request).to("meetings"),
    }
    return render(request, "commissions/meeting.html", context)


@school_view(Permission.MEETING_VIEW)
def calendar_file(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    """For the member's own calendar: when and where, nothing of a case."""
    door = meeting_for(request.member, meeting_id, what="meeting.calendar_file")
    address = request.build_absolute_uri(links_of(request, door.meeting).to("meeting"))
    return calendar_entry(meeting_file(door.meeting, address))
