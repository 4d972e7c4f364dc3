"""Which case may join which. Pure: one table of refusals."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cases.enums import CaseStatus
from safeguard.errors import RuleViolation, gettext_noop


@dataclass(frozen=True)
class Joinable:
    """What is asked of either case."""

    id: UUID
    number: int
    status: CaseStatus
    received_at: datetime
    procedure: UUID
    has_meeting: bool = False


def check_join(later: Joinable, earlier: Joinable) -> None:
    """The later joins the earlier; that one must still be worked on, under the same edition."""
    if later.id == earlier.id:
        raise RuleViolation(gettext_noop("Choose another case."), field="into")
    if (later.received_at, later.number) < (earlier.received_at, earlier.number):
        raise RuleViolation(gettext_noop("The later case joins the earlier one: begin at the later."), field="into")
    if earlier.status not in (CaseStatus.OPEN, CaseStatus.COMMISSION):
        raise RuleViolation(gettext_noop("The earlier case is decided or closed. Reopen it first."), field="into")
    if earlier.procedure != later.procedure:
        raise RuleViolation(
            gettext_noop("The two cases are kept under different editions of the procedure: they stay apart."),
            field="into",
        )
    if earlier.has_meeting:
        raise RuleViolation(
            gettext_noop("A meeting on the earlier case is called or its minutes wait. Finalise or cancel it first."),
            field="into",
        )
