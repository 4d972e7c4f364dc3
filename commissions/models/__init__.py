from commissions.models.commission import Commission, CommissionOrder, Seat
from commissions.models.decision import Decision, Measure
from commissions.models.meeting import AgendaItem, Attendance, Invitation, Meeting, MeetingEvent
from commissions.models.vote import Ballot, Motion

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "Commission",
    "CommissionOrder",
    "Decision",
    "Invitation",
    "Measure",
    "Meeting",
    "MeetingEvent",
    "Motion",
    "Seat",
]
