"""The notice of a meeting as an applicant reads it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from commissions.selectors.invitations import invited_to
from safeguard.access.permissions import Permission
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.SCHOOL_ENTER)
def invitation(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    invited = invited_to(request.member, meeting_id)
    context = {"meeting": invited.meeting, "agenda": invited.agenda, "slug": request.school.organisation.slug}
    return render(request, "commissions/invitation.html", context)
