"""How a commission's vote is counted: quorum, majority of the approved composition, and the equal split."""

from dataclasses import dataclass
from enum import StrEnum

from safeguard.errors import RuleViolation, gettext_noop
from safeguard.procedures.citation import Citation
from safeguard.procedures.schema import Commission, Tie


class ImpossibleInput(RuleViolation):
    """What was asked can't be: the message says why in one line."""


class Chair(StrEnum):
    """How the chair of the meeting voted."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    ABSENT = "absent"


class Outcome(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote as counted. `composition` is N, the composition approved on the day; invited people never count.

    `chair` is None where nobody said how the chair voted: then no vote of theirs can decide.
    """

    composition: int
    present: int
    for_: int
    against: int
    abstain: int = 0
    chair: Chair | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """The count and its reasons. `casting_vote`: the split was equal and the chair's vote carried the motion.

    `disputed_tie`: the two readings of the tie rule (conflict C-05) give different outcomes.
    """

    needed: int
    present: int
    is_quorate: bool
    majority: int
    outcome: Outcome
    casting_vote: bool
    disputed_tie: bool
    tie: Tie
    is_default: bool
    citations: tuple[Citation, ...]


def quorum_of(commission: Commission, composition: int) -> int:
    """At least two thirds of the composition, rounded up (UA-B-IV.5.5)."""
    part, whole = commission.quorum
    return -(-part * composition // whole)


def majority_of(composition: int) -> int:
    """More than half of the approved composition, not of those present (UA-B-IV.5.7a)."""
    return composition // 2 + 1


def tally(commission: Commission, vote: Vote, tie: Tie | None = None) -> Tally:
    """Count one motion under the procedure's tie rule, or under the one the institution adopted."""
    check(vote)
    rule = tie or commission.tie
    needed, majority = quorum_of(commission, vote.composition), majority_of(vote.composition)
    is_quorate = vote.present >= needed
    carried = {each: _carries(vote, majority, each) for each in Tie}
    adopted = is_quorate and carried[rule]
    return Tally(
        needed=needed,
        present=vote.present,
        is_quorate=is_quorate,
        majority=majority,
        outcome=(Outcome.ADOPTED if adopted else Outcome.REJECTED) if is_quorate else Outcome.NO_QUORUM,
        casting_vote=adopted and vote.for_ == vote.against,
        disputed_tie=is_quorate and len(set(carried.values())) > 1,
        tie=rule,
        is_default=commission.is_default,
        citations=(commission.quorum_citation, commission.vote_citation),
    )


def _carries(vote: Vote, majority: int, tie: Tie) -> bool:
    """At an equal split the chair's vote decides: once more (harmonised), or alone (literal). UA-B-IV.5.7b."""
    chair_saves = vote.for_ == vote.against and vote.chair is Chair.FOR
    if chair_saves and tie is Tie.LITERAL:
        return True
    return vote.for_ + chair_saves >= majority


def check(vote: Vote) -> None:
    """Refuse a count that no meeting can have."""
    if vote.composition < 1:
        raise ImpossibleInput(gettext_noop("A commission has at least one member."))
    if min(vote.present, vote.for_, vote.against, vote.abstain) < 0:
        raise ImpossibleInput(gettext_noop("A count of people or votes can't be negative."))
    if vote.present > vote.composition:
        raise ImpossibleInput(
            gettext_noop("%(present)s present, but the commission has only %(members)s members."),
            present=vote.present,
            members=vote.composition,
        )
    cast = vote.for_ + vote.against + vote.abstain
    if cast > vote.present:
        raise ImpossibleInput(
            gettext_noop("%(cast)s votes, but only %(present)s members present."), cast=cast, present=vote.present
        )
    _check_chair(vote)


def _check_chair(vote: Vote) -> None:
    """The chair is a member: their vote must be among those counted, their absence among those absent."""
    room = {
        None: 1,
        Chair.FOR: vote.for_,
        Chair.AGAINST: vote.against,
        Chair.ABSTAIN: vote.present - vote.for_ - vote.against,
        Chair.ABSENT: vote.composition - vote.present,
    }
    if room[vote.chair] < 1:
        raise ImpossibleInput(
            gettext_noop("The chair is given as “%(chair)s”, but the counts leave no such member."), chair=vote.chair
        )
