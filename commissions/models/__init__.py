from commissions.models.around import AgendaProposal, GuestRemark
from commissions.models.attendance import Attendance, Invitation
from commissions.models.commission import Commission, CommissionOrder, Seat
from commissions.models.decision import Decision, Finding, Measure, Signs
from commissions.models.follow_up import MeasureStage, MeasureStep
from commissions.models.meeting import AgendaItem, Hearing, Meeting, MeetingEvent, SeparateOpinion
from commissions.models.papers import DecisionTold, MinutesCopy, MinutesCorrection, Signature, Undertaking
from commissions.models.vote import Ballot, Motion

__all__ = [
    "AgendaItem",
    "AgendaProposal",
    "Attendance",
    "Ballot",
    "Commission",
    "CommissionOrder",
    "Decision",
    "DecisionTold",
    "Finding",
    "GuestRemark",
    "Hearing",
    "Invitation",
    "Measure",
    "MeasureStage",
    "MeasureStep",
    "Meeting",
    "MeetingEvent",
    "MinutesCopy",
    "MinutesCorrection",
    "Motion",
    "Seat",
    "SeparateOpinion",
    "Signature",
    "Signs",
    "Undertaking",
]
