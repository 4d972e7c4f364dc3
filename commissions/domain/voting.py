"""Open ballots by name, and their count (UA-B-IV.5.7)."""

from collections.abc import Collection, Mapping
from uuid import UUID

from commissions.enums import Choice
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.procedures.schema import Commission as Rules
from safeguard.procedures.schema import Tie
from safeguard.procedures.tally import Chair, Tally, Vote, tally


def check_ballot(
    seat: UUID, *, composition: Collection[UUID], present: Collection[UUID], recused: Collection[UUID], is_closed: bool
) -> None:
    """Only a member of the approved composition, in person, while the vote is open."""
    if is_closed:
        raise RuleViolation(gettext_noop("The vote is closed. A ballot can't be changed any more."))
    if seat not in composition:
        raise RuleViolation(gettext_noop("Only members of the approved composition vote."))
    if seat in recused:
        raise RuleViolation(gettext_noop("This member is recused from the case and doesn't vote on it."))
    if seat not in present:
        raise RuleViolation(gettext_noop("Only members who are in the room vote."))


def count(
    ballots: Mapping[UUID, Choice],
    *,
    composition: Collection[UUID],
    present: Collection[UUID],
    presiding: UUID | None,
    rules: Rules,
    tie: Tie,
) -> Tally:
    """The count as it stands. Ballots of people who have left the room since don't count."""
    seated = set(present) & set(composition)
    valid = {seat: choice for seat, choice in ballots.items() if seat in seated}
    cast = list(valid.values())
    vote = Vote(
        composition=len(composition),
        present=len(seated),
        for_=cast.count(Choice.FOR),
        against=cast.count(Choice.AGAINST),
        abstain=cast.count(Choice.ABSTAIN),
        chair=_chair(presiding, valid, seated),
    )
    return tally(rules, vote, tie)


def _chair(presiding: UUID | None, ballots: Mapping[UUID, Choice], seated: Collection[UUID]) -> Chair | None:
    """How the person who presides voted. One who hasn't voted yet decides nothing."""
    if presiding is None or presiding not in seated or presiding not in ballots:
        return None
    return Chair(ballots[presiding])


def check_close(*, ballots: Collection[UUID], present: Collection[UUID], is_quorate: bool) -> None:
    """No decision without quorum; and whoever is in the room must vote (UA-B-IV.4.6d)."""
    if not is_quorate:
        raise RuleViolation(gettext_noop("There is no quorum: no decision is possible."))
    missing = len(set(present) - set(ballots))
    if missing:
        raise RuleViolation(
            gettext_noop("Every member in the room must vote. Ballots that are missing: %(missing)d."), missing=missing
        )
