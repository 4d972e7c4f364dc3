"""What may be recorded about a measure after the decision, and when somebody is reminded of it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from cases.enums import StageKind
from commissions.enums import Effect, StepKind
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.procedures.localtime import at_clock

#: After one of these the measure waits for nothing.
ENDS = frozenset({StepKind.DONE, StepKind.ENDED})
#: What says whether a measure is open; the last of them counts.
TURNS = frozenset({*ENDS, StepKind.RESUMED})
#: When work begins. A default of the product, as everything about reminders of measures: no text speaks of them.
MORNING = time(9)
STAGES = (
    (StageKind.REMIND, "remind-1d", -1),
    (StageKind.ESCALATE, "escalate-1d", 1),
    (StageKind.ESCALATE, "escalate-8d", 8),
)


@dataclass(frozen=True)
class StepDraft:
    """`on`: the day of the fact. `responsible_id` only where somebody else takes the measure over."""

    kind: StepKind
    on: date
    words: str
    effect: Effect | None = None
    next_on: date | None = None
    responsible_id: UUID | None = None


def possible_steps(*, is_open: bool) -> list[StepKind]:
    """The choices of the form, in their order."""
    if is_open:
        return [StepKind.LOOKED, StepKind.DONE, StepKind.ENDED, StepKind.PASSED_ON]
    return [StepKind.RESUMED]


def check_step(step: StepDraft, *, is_open: bool, decided_on: date, today: date, holder_id: UUID | None) -> None:
    """Refuses with the field."""
    if step.kind not in possible_steps(is_open=is_open):
        message = gettext_noop("This measure has ended already.") if not is_open else gettext_noop("It goes on anyway.")
        raise RuleViolation(message, field="kind")
    if step.on > today:
        raise RuleViolation(gettext_noop("The day can't be in the future."), field="on")
    if step.on < decided_on:
        raise RuleViolation(gettext_noop("The decision wasn't there yet on that day."), field="on")
    if not step.words.strip():
        raise RuleViolation(gettext_noop("Write what was seen, or the reason."), field="words")
    _check_effect(step, today)
    if step.kind is StepKind.PASSED_ON and step.responsible_id in (None, holder_id):
        raise RuleViolation(gettext_noop("Say who answers for the measure from now on."), field="responsible")


def _check_effect(step: StepDraft, today: date) -> None:
    if step.kind in (StepKind.DONE, StepKind.LOOKED) and step.effect is None:
        raise RuleViolation(gettext_noop("Say whether it helped."), field="effect")
    if step.kind is StepKind.DONE and step.effect is Effect.TOO_EARLY:
        raise RuleViolation(
            gettext_noop("A measure is closed with its effect. While it's too early to say, it goes on."),
            field="effect",
        )
    if step.next_on and step.next_on <= today:
        raise RuleViolation(gettext_noop("The next look is on a later day."), field="next_on")


def stages_of(due_on: date, *, now: datetime, zone: ZoneInfo) -> Iterator[tuple[StageKind, str, datetime]]:
    """The day before, the day after, a week later. Nobody is reminded of a day that has begun."""
    for kind, stage, days in STAGES:
        at = at_clock(due_on + timedelta(days=days), MORNING, zone)
        if kind is StageKind.ESCALATE or at > now:
            yield kind, stage, at
