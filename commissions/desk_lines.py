"""What the commission puts on the desk: minutes that wait to be finalised, meetings of the week."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from commissions.enums import MeetingState
from commissions.models import Meeting
from commissions.selectors.access import visible_meetings
from safeguard import clock, dates
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.web.desk import DeskLine, Section, register_desk_source

WEEK = timedelta(days=7)


@register_desk_source
def desk_lines(member: Member, school: str) -> Iterator[DeskLine]:
    """One statement; none for somebody who sees no meetings."""
    if not member.may(Permission.MEETING_VIEW):
        return
    now = clock.now()
    ahead = Q(
        state__in=[MeetingState.CALLED, MeetingState.OPEN],
        starts_at__gte=now - timedelta(hours=12),
        starts_at__lte=now + WEEK,
    )
    wanted = ahead | Q(state=MeetingState.CLOSED) if member.may(Permission.MINUTES_FINALISE) else ahead
    for meeting in visible_meetings(member).filter(wanted).order_by("starts_at")[:10]:
        yield _waiting(meeting, school) if meeting.state == MeetingState.CLOSED else _coming(meeting, school)


def _waiting(meeting: Meeting, school: str) -> DeskLine:
    label = _("Minutes of the meeting of %(day)s") % {"day": dates.day_without_year(meeting.starts_at)}
    return DeskLine(Section.TO_SIGN, label, _address("minutes", meeting, school), _("draft, to be finalised"))


def _coming(meeting: Meeting, school: str) -> DeskLine:
    label = _("Meeting of the commission, %(place)s") % {"place": meeting.place}
    return DeskLine(Section.THIS_WEEK, label, _address("meeting", meeting, school), at=meeting.starts_at)


def _address(name: str, meeting: Meeting, school: str) -> str:
    return reverse(f"commissions:{name}", kwargs={"school": school, "meeting_id": meeting.pk})
