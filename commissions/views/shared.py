"""What the views of this app share."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from cases.presenters.repeats import repeat_rows
from cases.selectors.repeats import repeats_in, with_others
from commissions.domain.conflicts import Overtaken
from commissions.models import Hearing, Meeting
from commissions.presenters.links import Links
from commissions.presenters.room import Viewer
from commissions.presenters.texts import codes_of
from commissions.selectors.access import OpenMeeting
from commissions.selectors.room import Room, room_of
from commissions.selectors.sides import coded_people
from safeguard import dates
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.organisations.zones import zone_of
from safeguard.web import SchoolRequest
from safeguard.wording import say


def links_of(request: SchoolRequest, meeting: Meeting | None = None) -> Links:
    return Links(request.school, meeting.pk if meeting else None)


def whole_room(request: SchoolRequest, door: OpenMeeting) -> Room:
    """Everything of the meeting that this member may know of."""
    return room_of(door.meeting, request.school, case_ids=door.case_ids)


def repeats_here(request: SchoolRequest, door: OpenMeeting, *hearings: Hearing) -> list[dict[str, Any]]:
    """The same people in another case within a year, by code, as far as this member may know of that case."""
    codes = codes_of(coded_people(door.case_ids, request.school.organisation.language))
    slug, zone = str(request.school.organisation.slug), zone_of(request.school)
    found = [repeats_in(row.case, with_others(row.case, request.member), zone) for row in hearings]
    return [line for each in found for line in repeat_rows(each, codes, slug)]


def viewer_of(request: SchoolRequest) -> Viewer:
    return Viewer(request.member.may(Permission.MEETING_RUN), get_language() or "en")


def seen_of(request: SchoolRequest) -> int:
    """The version that the page showed; something unreadable counts as never seen."""
    value = request.POST.get("seen") or request.GET.get("seen") or ""
    return int(value) if value.isdecimal() and len(value) < 10 else -1


def said(error: DomainError) -> str:
    """A refusal in words; who overtook whom gets the time in the reader's zone."""
    if isinstance(error, Overtaken) and error.at:
        error.params["time"] = dates.clock_time(error.at)
    return say(error)


def post_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A GET of an act's address (reloaded, bookmarked) leads to the room instead of an error."""

    @wraps(view)
    def inside(request: SchoolRequest, meeting_id: UUID, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return redirect(Links(request.school, meeting_id).to("meeting"))
        return view(request, meeting_id=meeting_id, **kwargs)

    return inside
