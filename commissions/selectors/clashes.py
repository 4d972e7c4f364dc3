"""Who and what is taken at a time: members called to another meeting, and the room of one.

Only meetings that the reader may know of count: a clash with a hidden one isn't told, not even that there is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cases.models import Case
from commissions.domain.slots import LENGTH, Slot, proposed
from commissions.enums import MeetingState
from commissions.models import Invitation, Meeting
from commissions.selectors.access import visible_meetings
from commissions.selectors.calling import clocks_for, meeting_limits, notice_limit
from safeguard import clock
from safeguard.access.member import Member
from safeguard.calendars import CalendarError, WorkCalendar
from safeguard.organisations.models import School

_TO_COME = (MeetingState.CALLED, MeetingState.OPEN)


@dataclass(frozen=True)
class Clash:
    """Another meeting at that time: in the same room, or with these members."""

    at: datetime
    place: str
    is_same_room: bool
    names: tuple[str, ...]


def clashes(member: Member, starts_at: datetime, place: str, adults: Sequence[UUID]) -> list[Clash]:
    """Two statements, the second only when another meeting is near."""
    near = visible_meetings(member).filter(
        state__in=_TO_COME, starts_at__gt=starts_at - LENGTH, starts_at__lt=starts_at + LENGTH
    )
    return [found for meeting in near.order_by("starts_at") if (found := _clash(meeting, place, adults))]


def _clash(meeting: Meeting, place: str, adults: Sequence[UUID]) -> Clash | None:
    rows = Invitation.objects.filter(meeting=meeting, adult_id__in=adults).select_related("adult__data_key")
    names = tuple(sorted({row.adult.open("name") for row in rows if row.adult}))
    is_same_room = meeting.place.strip().casefold() == place.strip().casefold()
    return Clash(meeting.starts_at, meeting.place, is_same_room, names) if names or is_same_room else None


def slots_for(member: Member, school: School, case: Case) -> list[Slot]:
    """Proposals for the meeting on a case. Where the seats are filled by the same people, every meeting takes them."""
    clocks = clocks_for(school, case)
    to_come = visible_meetings(member).filter(state__in=_TO_COME, starts_at__gt=clock.now() - LENGTH)
    return proposed(
        now=clock.now(),
        zone=clocks.zone,
        works=lambda day: _works(clocks.calendar, day),
        meeting_limits=meeting_limits([case.pk]),
        notice_limit=lambda at: notice_limit(clocks, at),
        taken=to_come.values_list("starts_at", flat=True),
    )


def _works(calendar: WorkCalendar, day: object) -> bool:
    try:
        return calendar.is_working(day)  # type: ignore[arg-type]
    except CalendarError:
        return False
