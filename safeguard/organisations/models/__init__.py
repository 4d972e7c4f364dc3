from safeguard.organisations.models.acting import ActingHead
from safeguard.organisations.models.adoption import Adoption, CalendarDay, ProcedureVersion
from safeguard.organisations.models.membership import Membership
from safeguard.organisations.models.organisation import Organisation, Placement, School

__all__ = [
    "ActingHead",
    "Adoption",
    "CalendarDay",
    "Membership",
    "Organisation",
    "Placement",
    "ProcedureVersion",
    "School",
]
