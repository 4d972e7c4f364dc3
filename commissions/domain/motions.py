"""Which motions a question of the agenda allows, and what they decide together (M2, conflict C-17)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from commissions.enums import ItemKind, MotionKind, Outcome
from safeguard.errors import RuleViolation, gettext_noop

K = MotionKind

ALLOWED: Mapping[ItemKind, tuple[MotionKind, ...]] = {
    ItemKind.AGENDA: (K.PRESIDE, K.KEEP_MINUTES, K.AGENDA),
    ItemKind.FINDING: (K.SUBSTANTIATED, K.NOT_SUBSTANTIATED),
    ItemKind.QUALIFICATION: (K.BULLYING, K.CONFLICT),
    ItemKind.MEASURES: (K.MEASURES,),
    ItemKind.OTHER: (K.OTHER,),
}
OPPOSITE: Mapping[MotionKind, MotionKind] = {
    K.SUBSTANTIATED: K.NOT_SUBSTANTIATED,
    K.NOT_SUBSTANTIATED: K.SUBSTANTIATED,
    K.BULLYING: K.CONFLICT,
    K.CONFLICT: K.BULLYING,
}
ELECTIONS = frozenset({K.PRESIDE, K.KEEP_MINUTES})
#: Their wording says what is to be done, so it's read for what the texts forbid (KZ-39.4).
WORDED = frozenset({K.MEASURES, K.OTHER})


@dataclass(frozen=True, slots=True)
class Carried:
    """A closed motion and how it ended."""

    kind: MotionKind
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the commission decided on one case. Empty means that no motion reached the majority."""

    is_substantiated: bool | None
    is_bullying: bool | None

    @property
    def is_decision(self) -> bool:
        """Without a finding there is no decision and the clock goes on (TC-54d)."""
        return self.is_substantiated is not None


def check_motion(kind: MotionKind, item: ItemKind, adopted: Collection[MotionKind]) -> None:
    """Refuse a motion that isn't of this question, is already adopted, or contradicts one that is."""
    if kind not in ALLOWED[item]:
        raise RuleViolation(gettext_noop("This motion doesn't belong to this question."))
    if kind in adopted and kind != K.OTHER:
        raise RuleViolation(gettext_noop("This motion has been adopted already."))
    if OPPOSITE.get(kind) in adopted:
        raise RuleViolation(gettext_noop("The opposite motion has been adopted already."))
    if kind in {K.BULLYING, K.CONFLICT} and K.NOT_SUBSTANTIATED in adopted:
        raise RuleViolation(gettext_noop("The circumstances weren't confirmed, so there is nothing to qualify."))


def motions_left(item: ItemKind, adopted: Collection[MotionKind]) -> list[MotionKind]:
    """What can still be put to the vote under a question; elections are asked for separately."""
    left = []
    for kind in ALLOWED[item]:
        try:
            check_motion(kind, item, adopted)
        except RuleViolation:
            continue
        if kind not in ELECTIONS:
            left.append(kind)
    return left


def verdict(motions: Iterable[Carried]) -> Verdict:
    """Two fields, four motions: a motion that fails doesn't carry its opposite (M2)."""
    adopted = {motion.kind for motion in motions if motion.outcome == Outcome.ADOPTED}
    return Verdict(
        is_substantiated=_either(adopted, K.SUBSTANTIATED, K.NOT_SUBSTANTIATED),
        is_bullying=_either(adopted, K.BULLYING, K.CONFLICT),
    )


def _either(adopted: Collection[MotionKind], yes: MotionKind, no: MotionKind) -> bool | None:
    return True if yes in adopted else False if no in adopted else None
