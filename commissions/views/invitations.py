"""The notice of a meeting as an applicant reads it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from commissions.presenters.calendar_file import meeting_file
from commissions.selectors.invitations import invited_to
from commissions.services.receipts import note_opened
from commissions.views.files import calendar_entry
from commissions.views.shared import links_of
from safeguard.access.permissions import Permission
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.SCHOOL_ENTER)
def invitation(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    invited = invited_to(request.member, meeting_id)
    note_opened(invited.meeting, request.member)
    context = {"meeting": invited.meeting, "agenda": invited.agenda, "slug": request.school.organisation.slug}
    context["file_href"] = links_of(request, invited.meeting).to("invitation_file")
    return render(request, "commissions/invitation.html", context)


@school_view(Permission.SCHOOL_ENTER)
def calendar_file(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    invited = invited_to(request.member, meeting_id)
    address = request.build_absolute_uri(links_of(request, invited.meeting).to("invitation"))
    return calendar_entry(meeting_file(invited.meeting, address))
