"""The door to the minutes of a whole meeting: who may not know of one of its cases doesn't read them."""

from uuid import UUID

from django.http import Http404

from commissions.enums import MeetingState
from commissions.selectors.access import OpenMeeting, meeting_for
from safeguard.web import SchoolRequest


def whole_meeting(request: SchoolRequest, meeting_id: UUID, *, what: str = "meeting.minutes") -> OpenMeeting:
    """The minutes tell of every case of the meeting."""
    door = meeting_for(request.member, meeting_id, what=what)
    if not door.is_whole:
        raise Http404
    return door


def finalised_meeting(request: SchoolRequest, meeting_id: UUID, *, what: str) -> OpenMeeting:
    """What comes after the minutes: versions, signatures, copies."""
    door = whole_meeting(request, meeting_id, what=what)
    if door.meeting.state != MeetingState.FINALISED:
        raise Http404
    return door
