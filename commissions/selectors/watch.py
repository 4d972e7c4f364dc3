"""Who writes at a meeting just now."""

from datetime import timedelta
from uuid import UUID

from commissions.models import Meeting, MeetingEvent
from safeguard import clock

JUST_NOW = timedelta(minutes=10)


def last_writers(meeting: Meeting, user_id: UUID) -> tuple[MeetingEvent | None, MeetingEvent | None]:
    """The last entry of this member, and the last of somebody else in the last ten minutes; two queries."""
    events = MeetingEvent.objects.filter(meeting=meeting).defer("text").order_by("-seq")
    mine = events.filter(by_user_id=user_id).first()
    recent = events.filter(recorded_at__gte=clock.now() - JUST_NOW, by_user_id__isnull=False)
    return mine, recent.exclude(by_user_id=user_id).first()
