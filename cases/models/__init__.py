from cases.models.access import CaseUserObjectPermission, Handling, Recusal
from cases.models.case import Case, CaseEvent
from cases.models.deadline import Deadline, DeadlineStage
from cases.models.duty import DutyAct
from cases.models.involvement import RANKED, Act, Involvement
from cases.models.material import Material
from cases.models.notice import Notice, SuspectedRepresentative
from cases.models.report import Report, ReportAddition, ReportDraft

__all__ = [
    "RANKED",
    "Act",
    "Case",
    "CaseEvent",
    "CaseUserObjectPermission",
    "Deadline",
    "DeadlineStage",
    "DutyAct",
    "Handling",
    "Involvement",
    "Material",
    "Notice",
    "Recusal",
    "Report",
    "ReportAddition",
    "ReportDraft",
    "SuspectedRepresentative",
]
