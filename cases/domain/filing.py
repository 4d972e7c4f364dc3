"""What a report must be before it's filed. Pure: values in, refusals out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from safeguard.errors import RuleViolation, gettext_noop


@dataclass(frozen=True)
class SideDraft:
    """A person in a role: exactly one of a child and an adult of the school.

    `is_member`: whether an adult without an account is the member of the school who bears the same name.
    """

    role: str
    child_id: UUID | None = None
    adult_id: UUID | None = None
    is_member: bool | None = None

    @property
    def person_id(self) -> UUID:
        found = self.child_id or self.adult_id
        if found is None:
            raise RuleViolation(gettext_noop("Choose a person."), field="who")
        return found


@dataclass(frozen=True)
class Answers:
    """A report as it was told. Instants are aware; a report filed in the product has no `received_at` of its own."""

    sides: Sequence[SideDraft]
    kinds: Sequence[str]
    place: str
    happened_at: datetime
    narrative: str
    danger_now: str
    first_aid_given: bool
    happened_exactly: bool = False
    place_note: str = ""
    first_aid_note: str = ""
    channel: str = "product"
    language: str = "uk"
    reporter_id: UUID | None = None
    reporter_name: str = ""
    received_at: datetime | None = None
    head_received_at: datetime | None = None
    title: str = field(default="")


def check_answers(answers: Answers, *, now: datetime) -> None:
    """Refuses with the field beside which the reason belongs."""
    _check_sides(answers.sides)
    if not answers.narrative.strip():
        raise RuleViolation(gettext_noop("Write what you saw or heard."), field="narrative")
    if not answers.kinds:
        raise RuleViolation(gettext_noop("Choose at least one kind of violence."), field="kinds")
    _check_instants(answers, now)


def _check_sides(sides: Sequence[SideDraft]) -> None:
    if not any(side.role == "victim" for side in sides):
        raise RuleViolation(gettext_noop("Say who was hurt."), field="victims")
    seen: dict[UUID, str] = {}
    for side in sides:
        if side.person_id in seen:
            both = {seen[side.person_id], side.role}
            if both == {"victim", "accused"}:
                raise RuleViolation(
                    gettext_noop("The same person can't be the victim and the alleged offender of one act."),
                    field="accused",
                )
            raise RuleViolation(gettext_noop("The same person is named twice."), field=f"{side.role}s")
        seen[side.person_id] = side.role


def _check_instants(answers: Answers, now: datetime) -> None:
    """Happened, received by the school, received by the head, entered: in this order, none of them in the future."""
    received = answers.received_at or now
    head_received = answers.head_received_at or max(received, answers.received_at or now)
    if answers.happened_at > now:
        raise RuleViolation(gettext_noop("What happened can't be in the future."), field="happened")
    if received > now or head_received > now:
        raise RuleViolation(gettext_noop("The report can't have come in the future."), field="received")
    if received < answers.happened_at:
        raise RuleViolation(gettext_noop("The report can't have come before it happened."), field="received")
    if head_received < received:
        raise RuleViolation(gettext_noop("The head can't have been told before the school."), field="head_received")
