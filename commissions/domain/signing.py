"""Copies and signatures of the minutes: who keeps one, how many are wanted, when the paper is complete (C-11)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from commissions.enums import CopyKeeper, SignatureState
from safeguard.errors import RuleViolation, gettext_noop


@dataclass(frozen=True, slots=True)
class Party:
    """A representative of a child of one side; no adult where nobody is known."""

    keeper: CopyKeeper
    child_id: UUID
    adult_id: UUID | None


@dataclass(frozen=True, slots=True)
class Keeper:
    """A numbered copy and whom it is for; a family's is for one of its representatives."""

    number: int
    keeper: CopyKeeper
    party: Party | None = None


def keepers(copies_for: Sequence[str], copies: int, parties: Sequence[Party]) -> list[Keeper]:
    """Copy 1 is the school's: the key to the codes lies with it. The others in the order of the procedure."""
    named = [CopyKeeper(each) for each in copies_for] or [CopyKeeper.SCHOOL] * copies
    ordered = sorted(named, key=lambda each: each is not CopyKeeper.SCHOOL)
    waiting = list(parties)
    found = []
    for number, each in enumerate(ordered, start=1):
        party = next((party for party in waiting if party.keeper is each), None)
        if party is not None:
            waiting.remove(party)
        found.append(Keeper(number, each, party))
    return found


def without_copy(known: Iterable[Keeper], parties: Iterable[Party]) -> list[Party]:
    """Representatives for whom the copies of the procedure don't suffice: two parents of a side, a second child."""
    held = [each.party for each in known]
    kinds = {each.keeper for each in known}
    return [party for party in parties if party.keeper in kinds and party not in held]


def check_answer(
    state: SignatureState, *, signed_on: date | None, reason: str, held_on: date, today: date, was_there: bool
) -> None:
    """Signed on a day, refused for a reason, or absent."""
    if state == SignatureState.AWAITED:
        raise RuleViolation(gettext_noop("Say what became of the signature."), field="state")
    if state == SignatureState.SIGNED and signed_on is None:
        raise RuleViolation(gettext_noop("Give the day of the signature."), field="signed_on")
    if signed_on and state == SignatureState.SIGNED:
        if signed_on > today:
            raise RuleViolation(gettext_noop("The day of the signature is in the future."), field="signed_on")
        if signed_on < held_on:
            raise RuleViolation(gettext_noop("Nobody signs the minutes before the meeting."), field="signed_on")
    if state == SignatureState.REFUSED and not reason.strip():
        raise RuleViolation(gettext_noop("Write why the person refused to sign."), field="reason")
    if state == SignatureState.ABSENT and was_there and not reason.strip():
        raise RuleViolation(
            gettext_noop("This person was at the meeting: write why there is no signature."), field="reason"
        )


def is_complete(states: Iterable[SignatureState]) -> bool:
    """Everybody has signed, refused or was absent, and somebody has signed."""
    known = list(states)
    return SignatureState.AWAITED not in known and SignatureState.SIGNED in known
