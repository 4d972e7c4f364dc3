"""What a measure must say: for whom, who answers for it, until when, and how its effect will be judged."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cases.domain.outcomes import UNSAID, Contents
from cases.enums import SideRole
from commissions.enums import MeasureFor, MeasureKind
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.procedures.forms import Minutes

#: Advice is followed by those whom it's given to: nobody else has to answer for it.
ADVICE = frozenset({MeasureKind.STAFF_ADVICE, MeasureKind.FAMILY_ADVICE})
#: A procedure whose minutes have no such field gives no such advice (UA-D-IV.3f knows none to parents).
_FIELDS = {MeasureKind.STAFF_ADVICE: "staff_recommendations", MeasureKind.FAMILY_ADVICE: "parent_recommendations"}
#: Who may stand behind a measure for one person.
_ROLES = {
    MeasureFor.VICTIM: {SideRole.VICTIM},
    MeasureFor.ACCUSED: {SideRole.ACCUSED},
    MeasureFor.WITNESS: {SideRole.WITNESS},
    MeasureFor.PARENTS: set(SideRole),
}


@dataclass(frozen=True)
class MeasureDraft:
    """Something to do; one of date and note says until when.

    `contents`: what of it is among the things that the texts forbid. A commission that hears the case is still
    looking into it, so that none of them is possible; whoever adds the measure says that it's none (KZ-39.4).
    `person_id` is the side that it is for, or the child of the parents. `judged_by_id`: who judges the effect; empty:
    whoever answers for the measure.
    """

    kind: MeasureKind
    text: str
    responsible_id: UUID | None
    due_on: date | None
    due_note: str = ""
    contents: Contents = UNSAID
    for_whom: MeasureFor | None = None
    person_id: UUID | None = None
    effect: str = ""
    judged_by_id: UUID | None = None

    @property
    def words(self) -> str:
        """Everything in it that is read for what the texts forbid."""
        return f"{self.text} {self.due_note} {self.effect}"


def kinds_of(minutes: Minutes | None) -> list[MeasureKind]:
    """The headings that the procedure's minutes have room for."""
    known = {field.key for field in minutes.fields} if minutes else set(_FIELDS.values())
    return [kind for kind in MeasureKind if kind not in _FIELDS or _FIELDS[kind] in known]


def check_measure(draft: MeasureDraft, *, held_on: date, kinds: Collection[MeasureKind]) -> None:
    """Refuses with the field."""
    if draft.kind not in kinds:
        raise RuleViolation(gettext_noop("The procedure of this case knows no such recommendations."), field="kind")
    if not draft.text.strip():
        raise RuleViolation(gettext_noop("Write what is to be done."), field="text")
    if draft.for_whom is None:
        raise RuleViolation(gettext_noop("Say whom the measure is for."), field="for_whom")
    if draft.kind not in ADVICE and draft.responsible_id is None:
        raise RuleViolation(gettext_noop("Say who answers for the measure."), field="responsible")
    if draft.due_on is None and not draft.due_note.strip():
        raise RuleViolation(gettext_noop("Say until when: a date, or in words."), field="due_on")
    if draft.due_on and draft.due_on < held_on:
        raise RuleViolation(gettext_noop("A measure can't have been due before the meeting."), field="due_on")
    if not draft.effect.strip():
        raise RuleViolation(gettext_noop("Write how its effect will be judged."), field="effect")


def check_person(draft: MeasureDraft, role: SideRole | None, *, is_child: bool) -> None:
    """`role` of the side that it names; None where that is somebody of another case."""
    wanted = _ROLES.get(draft.for_whom, set()) if draft.for_whom else set()
    if role not in wanted or (draft.for_whom is MeasureFor.PARENTS and not is_child):
        raise RuleViolation(gettext_noop("Say whom the measure is for."), field="for_whom")
