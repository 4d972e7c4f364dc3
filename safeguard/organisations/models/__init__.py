from safeguard.organisations.models.adoption import Adoption, CalendarDay, ProcedureText, ProcedureVersion
from safeguard.organisations.models.draft import DraftLimit, DraftReview, VersionDraft
from safeguard.organisations.models.membership import Membership
from safeguard.organisations.models.organisation import Organisation, Placement, School

__all__ = [
    "Adoption",
    "CalendarDay",
    "DraftLimit",
    "DraftReview",
    "Membership",
    "Organisation",
    "Placement",
    "ProcedureText",
    "ProcedureVersion",
    "School",
    "VersionDraft",
]
