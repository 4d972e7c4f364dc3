"""What was decided about each accused person, and what of the case follows from it (conflict C-17)."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from commissions.domain.motions import Carried, Verdict, verdict
from commissions.enums import MotionKind, Outcome
from safeguard.errors import RuleViolation, gettext_noop

K = MotionKind
FINDS, QUALIFIES = frozenset({K.SUBSTANTIATED, K.NOT_SUBSTANTIATED}), frozenset({K.BULLYING, K.CONFLICT})
#: Put to the vote about each accused person by themselves.
PER_PERSON = FINDS | QUALIFIES


@dataclass(frozen=True, slots=True)
class Put:
    """A closed motion. `about` are the accused whom it speaks of; nobody where the offender wasn't known."""

    motion: UUID
    carried: Carried
    about: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """What was decided about one accused, or about an offender who isn't known, and by which motions."""

    accused: UUID | None
    verdict: Verdict
    motion: UUID
    qualified_by: UUID | None


def findings(accused: Sequence[UUID], motions: Iterable[Put]) -> list[Found]:
    """In the order of the accused; who isn't decided about has none. Bullying by one may be a conflict by another."""
    put = [each for each in motions if each.carried.kind in PER_PERSON]
    found = [_found(person, [each for each in put if person in each.about]) for person in accused]
    nobody = _found(None, [each for each in put if not each.about])
    return [each for each in (*found, nobody) if each is not None]


def _found(accused: UUID | None, put: Sequence[Put]) -> Found | None:
    decided = verdict(each.carried for each in put)
    if not decided.is_decision:
        return None
    motion, qualified_by = _adopted(put, FINDS), _adopted(put, QUALIFIES)
    assert motion is not None  # noqa: S101
    if decided.is_substantiated:
        return Found(accused, decided, motion, qualified_by)
    return Found(accused, Verdict(is_substantiated=False, is_bullying=None), motion, None)


def _adopted(put: Iterable[Put], kinds: Collection[MotionKind]) -> UUID | None:
    adopted = (e.motion for e in put if e.carried.kind in kinds and e.carried.outcome == Outcome.ADOPTED)
    return next(adopted, None)


def outcome(verdicts: Iterable[Verdict]) -> Verdict:
    """Of the case: at least one. Left open while somebody's part is confirmed and neither bullying nor a conflict."""
    known = [each for each in verdicts if each.is_decision]
    if not known:
        return Verdict(is_substantiated=None, is_bullying=None)
    confirmed = [each.is_bullying for each in known if each.is_substantiated]
    is_bullying = True if True in confirmed else None if None in confirmed or not confirmed else False
    return Verdict(is_substantiated=bool(confirmed), is_bullying=is_bullying)


def standing(earlier: Mapping[UUID | None, Verdict], now: Mapping[UUID | None, Verdict]) -> list[Verdict]:
    """After a second hearing: what it says of a person replaces what the first said, of the others it stays."""
    return list({**earlier, **now}.values())


def undecided(accused: Sequence[UUID], decided: Collection[UUID | None]) -> list[UUID]:
    """Accused about whom no motion on the circumstances has reached the majority: for them the clock goes on."""
    return [person for person in accused if person not in decided]


def person_of(kind: MotionKind, accused: Sequence[UUID], named: UUID | None) -> UUID | None:
    """Whom a motion is about. One is meant without a word; of several each is put to the vote by itself."""
    if kind not in PER_PERSON or not accused:
        return None
    if named is None and len(accused) > 1:
        raise RuleViolation(gettext_noop("Say about whom: each accused person is voted on."), field="accused")
    if named is not None and named not in accused:
        raise RuleViolation(gettext_noop("This person isn't accused in this case."), field="accused")
    return named or accused[0]


def worded_for(text: str, code: str) -> str:
    """A motion about one of several says about whom."""
    return text if re.search(_whole(code), text) else f"{text} ({code})"


def reworded(text: str, before: str, after: str) -> str:
    """The same motion about the next person: К-1 and not the beginning of К-10."""
    return re.sub(_whole(before), after, text)


def _whole(code: str) -> str:
    return rf"(?<!\w){re.escape(code)}(?!\d)"
