from safeguard.organisations.models.acting import ActingHead
from safeguard.organisations.models.adoption import Adoption, ProcedureText, ProcedureVersion
from safeguard.organisations.models.calendar import CalendarDay, CalendarEdition, CalendarRecount, TeachingSuspension
from safeguard.organisations.models.draft import DraftLimit, DraftReview, VersionDraft
from safeguard.organisations.models.membership import Membership
from safeguard.organisations.models.organisation import Organisation, Placement, School

__all__ = [
    "ActingHead",
    "Adoption",
    "CalendarDay",
    "CalendarEdition",
    "CalendarRecount",
    "DraftLimit",
    "DraftReview",
    "Membership",
    "Organisation",
    "Placement",
    "ProcedureText",
    "ProcedureVersion",
    "School",
    "TeachingSuspension",
    "VersionDraft",
]
