"""Which duties without a deadline are answered and which are still open. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from cases.enums import CaseStatus, DutyState


@dataclass(frozen=True)
class Answer:
    """What somebody answered to a duty; `corrects` names the entry that was wrong."""

    id: UUID
    duty: str
    state: DutyState
    corrects: UUID | None = None


def standing(answers: Iterable[Answer]) -> list[Answer]:
    """Those that no later one corrects, in their order; what was entered by mistake stands for nothing."""
    known = list(answers)
    corrected = {answer.corrects for answer in known}
    return [each for each in known if each.id not in corrected and each.state != DutyState.WITHDRAWN]


def open_duties(owed: Sequence[str], answers: Iterable[Answer]) -> list[str]:
    """Owed, and nobody has said that it's done or why it doesn't apply."""
    answered = {answer.duty for answer in standing(answers)}
    return [duty for duty in owed if duty not in answered]


@dataclass(frozen=True)
class Finding:
    """What the commission found: two fields (C-17)."""

    is_substantiated: bool
    is_bullying: bool | None


def is_unqualified(finding: Finding | None) -> bool:
    """The commission has decided and didn't qualify the case as bullying: a conflict, not confirmed, or left open."""
    return finding is not None and not (finding.is_substantiated and finding.is_bullying)


#: Before a decision there's nothing that wasn't qualified.
UNDECIDED: Collection[CaseStatus] = (CaseStatus.OPEN, CaseStatus.COMMISSION)
