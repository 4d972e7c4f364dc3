"""What somebody who leaves the school leaves behind in the commission."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from commissions.enums import MeetingState
from commissions.models import Meeting, Seat


def meetings_ahead(user_id: UUID) -> QuerySet[Meeting]:
    """Meetings that aren't closed yet, in which this person has a seat."""
    seats = Seat.objects.filter(commission=OuterRef("commission"), adult__user_id=user_id, until_on__isnull=True)
    return Meeting.objects.filter(Exists(seats), state__in=[MeetingState.CALLED, MeetingState.OPEN])
