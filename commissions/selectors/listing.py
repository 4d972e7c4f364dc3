"""The list of meetings."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from commissions.models import Hearing, Invitation, Meeting
from commissions.selectors.access import visible_hearings
from safeguard import clock
from safeguard.access.member import Member
from safeguard.organisations.models import School
from safeguard.organisations.selectors.editions import in_force
from safeguard.procedures.catalogue import UnknownProcedure
from safeguard.procedures.schema import Commission as Rules

MOST = 200


@dataclass(frozen=True)
class ListedMeeting:
    """A meeting with the numbers of those of its cases that the reader may know of."""

    meeting: Meeting
    case_numbers: list[int]


def listed_meetings(member: Member) -> list[ListedMeeting]:
    """Newest first; two queries."""
    hearings = visible_hearings(member)
    late = Invitation.objects.filter(meeting_id=OuterRef("pk"), is_late=True)
    rows = Meeting.objects.filter(Exists(hearings.filter(meeting_id=OuterRef("pk")))).annotate(has_late=Exists(late))
    meetings = list(rows.order_by("-starts_at")[:MOST])
    numbers: dict[object, list[int]] = {}
    for row in Hearing.objects.filter(meeting__in=meetings, pk__in=hearings.values("pk")).select_related("case"):
        numbers.setdefault(row.meeting_id, []).append(row.case.number)
    return [ListedMeeting(meeting, sorted(numbers.get(meeting.pk, []))) for meeting in meetings]


def rules_in_force(school: School) -> Rules | None:
    """How a commission of this school is composed today."""
    try:
        found = in_force(school.pk, on=clock.today())
    except UnknownProcedure:
        return None
    return found.definition.commission if found else None


def school_has_commission(school: School) -> bool:
    """Kazakhstan's algorithm knows no commission: then the page says so."""
    return rules_in_force(school) is not None
