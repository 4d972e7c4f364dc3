"""The meeting as an iCalendar entry: when and where, no word of a case. It lives on in somebody's telephone."""

from datetime import UTC

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from commissions.domain.slots import LENGTH
from commissions.enums import MeetingState
from commissions.models import Meeting
from safeguard import clock


def meeting_file(meeting: Meeting, address: str) -> bytes:
    """The same meeting keeps its entry; a later download moves or cancels it."""
    made = Calendar()
    made.add("prodid", "-//Safeguard//Meeting//EN")
    made.add("version", "2.0")
    made.add("method", "CANCEL" if meeting.state == MeetingState.CANCELLED else "PUBLISH")
    made.add_component(_entry(meeting, address))
    return made.to_ical()


def _entry(meeting: Meeting, address: str) -> Event:
    event = Event()
    event.add("uid", f"{meeting.pk}@safeguard")
    event.add("sequence", meeting.version)
    event.add("dtstamp", clock.now())
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", (meeting.closed_at or meeting.starts_at + LENGTH).astimezone(UTC))
    event.add("summary", _("Meeting of the commission"), parameters={"LANGUAGE": (get_language() or "en")[:2]})
    event.add("location", meeting.place)
    event.add("url", address)
    event.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event
