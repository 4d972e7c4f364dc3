"""What the record of something done on paper must say. Pure: values in, refusals out."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safeguard.access.roles import SCHOOL_ROLES
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.procedures.bindings import Deed
from safeguard.procedures.schema import Evidence


@dataclass(frozen=True)
class DeedDraft:
    """Done when and by whom; the number and date of the paper; words such as the conclusion of an investigation.

    `copies`: how many were signed and handed over. `corrects_id` names the event that was wrong, `correction_reason`
    says what was wrong in it: it stays, and this one counts.
    """

    evidence: Evidence
    done_at: datetime
    done_by: str
    number: str = ""
    dated_on: date | None = None
    words: str = ""
    copies: int = 0
    corrects_id: UUID | None = None
    correction_reason: str = ""


def check_paper(draft: DeedDraft, asked: Deed, *, copies: int, today: date) -> None:
    """Refuses with the field: a number and a date where the text demands an order or an entry, words for a finding."""
    if draft.done_by not in SCHOOL_ROLES:
        raise RuleViolation(gettext_noop("Choose who did it."), field="done_by")
    if asked.has_number and not draft.number.strip():
        raise RuleViolation(gettext_noop("Give the number of the paper: the procedure asks for it."), field="number")
    if asked.has_number and draft.dated_on is None:
        raise RuleViolation(gettext_noop("Give the date of the paper."), field="dated_on")
    if draft.dated_on and draft.dated_on > today:
        raise RuleViolation(gettext_noop("The date of the paper is in the future."), field="dated_on")
    if asked.has_words and not draft.words.strip():
        raise RuleViolation(gettext_noop("Write what was decided or found."), field="words")
    if draft.copies < copies:
        raise RuleViolation(
            gettext_noop("Signed copies that the procedure asks for: %(copies)d."), field="copies", copies=copies
        )


def check_instant(done_at: datetime, *, now: datetime, begun_at: datetime) -> None:
    """Nothing is done in the future, and no step before the one that begins it."""
    if done_at > now:
        raise RuleViolation(gettext_noop("This time is in the future."), field="done_at")
    if done_at < begun_at:
        raise RuleViolation(gettext_noop("This can't have been done before the step that begins it."), field="done_at")
