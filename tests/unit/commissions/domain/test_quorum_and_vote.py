"""Compositions of 3 to 15 and every split of attendance and ballots, against a count written separately.

The brute force counts people one by one and never divides: two thirds are reached when three times those present are
at least twice the composition, a majority when those for are more than all the others of the composition.
"""

from itertools import product
from uuid import UUID

import pytest

from commissions.domain.quorum import Quorum, quorum
from commissions.domain.voting import count
from commissions.enums import Choice, Outcome
from safeguard.procedures.catalogue import load_procedure
from safeguard.procedures.schema import Tie

RULES = load_procedure("ua-1646", "2020-02-18").commission
SEATS = [UUID(int=number) for number in range(1, 16)]
CHAIR = SEATS[0]


def brute_force(composition: int, present: int, choices: list[Choice], tie: Tie) -> Outcome:
    """The first of the choices is the chair's."""
    if 3 * present < 2 * composition:
        return Outcome.NO_QUORUM
    supporters = sum(1 for choice in choices if choice is Choice.FOR)
    opponents = sum(1 for choice in choices if choice is Choice.AGAINST)
    if supporters == opponents and choices[0] is Choice.FOR:
        if tie is Tie.LITERAL:
            return Outcome.ADOPTED
        supporters += 1
    return Outcome.ADOPTED if supporters > composition - supporters else Outcome.REJECTED


def splits(present: int) -> list[list[Choice]]:
    """Every split of the members present, for each choice of the chair."""
    found = []
    for chair, for_ in product(Choice, range(present)):
        for against in range(present - for_):
            rest = present - 1 - for_ - against
            found.append([chair, *[Choice.FOR] * for_, *[Choice.AGAINST] * against, *[Choice.ABSTAIN] * rest])
    return found


@pytest.mark.parametrize("tie", list(Tie))
@pytest.mark.parametrize("composition", range(3, 16))
def test_every_split_of_every_composition_agrees_with_the_count_by_hand(composition: int, tie: Tie) -> None:
    seats = SEATS[:composition]
    compared = 0
    for present in range(1, composition + 1):
        for choices in splits(present):
            ballots = dict(zip(seats, choices, strict=False))
            found = count(ballots, composition=seats, present=seats[:present], presiding=CHAIR, rules=RULES, tie=tie)
            assert found.outcome == brute_force(composition, present, choices, tie), (present, choices)
            compared += 1
    assert compared > composition


@pytest.mark.parametrize(
    ("composition", "needed", "majority"),
    [(3, 2, 2), (4, 3, 3), (5, 4, 3), (6, 4, 4), (7, 5, 4), (8, 6, 5), (9, 6, 5), (10, 7, 6), (15, 10, 8)],
)
def test_quorum_is_two_thirds_rounded_up_and_majority_more_than_half(
    composition: int, needed: int, majority: int
) -> None:
    assert quorum(SEATS[:composition], [], RULES) == Quorum(composition, 0, needed, majority)


F, A, Z = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN

# The first ballot is the chair's.
WORKED = [
    pytest.param(5, [A, F, F, F], Tie.HARMONISED, "adopted", id="TC-43 N=5, 4 present, 3:1 is adopted"),
    pytest.param(5, [F, F, A, A], Tie.HARMONISED, "adopted", id="TC-43 N=5, 2:2, chair for: 2+1=3 is adopted"),
    pytest.param(5, [A, A, F, F], Tie.HARMONISED, "rejected", id="TC-43 N=5, 2:2, chair against: not adopted"),
    pytest.param(6, [F, F, F, A], Tie.HARMONISED, "rejected", id="TC-44 N=6, 3:1 of those present isn't enough"),
    pytest.param(6, [F, F, A, A], Tie.HARMONISED, "rejected", id="TC-44 N=6, 2:2, chair for: 3 < 4"),
    pytest.param(6, [F, F, A, A], Tie.LITERAL, "adopted", id="TC-44 N=6, 2:2, chair for, literal: adopted"),
    pytest.param(7, [F, F, F, A, A, A], Tie.HARMONISED, "adopted", id="TC-45 N=7, 3:3, chair for: 3+1=4"),
    pytest.param(7, [A, A, A, F, F, F], Tie.LITERAL, "rejected", id="TC-45 N=7, 3:3, chair against, literal too"),
    pytest.param(8, [F, F, F, F, A, A, A, A], Tie.HARMONISED, "adopted", id="TC-46 N=8, 4:4, chair for: 4+1=5"),
    pytest.param(8, [A, A, A, A, F, F, F, F], Tie.HARMONISED, "rejected", id="TC-46 N=8, 4:4, chair against"),
    pytest.param(8, [F, F, F, F, A, A, A], Tie.HARMONISED, "rejected", id="TC-46 N=8, 4:3 is no tie, and 4 < 5"),
    pytest.param(9, [F, F, F, F, A, A], Tie.HARMONISED, "rejected", id="TC-47 N=9, 4:2 isn't enough"),
    pytest.param(9, [F, F, F, F, F, A], Tie.HARMONISED, "adopted", id="TC-47 N=9, 5:1"),
    pytest.param(9, [F, F, F, F, A, A, A, A], Tie.HARMONISED, "adopted", id="TC-47 N=9, 4:4, chair for: 5"),
    pytest.param(8, [F, F, F, A, A], Tie.HARMONISED, "no_quorum", id="TC-48 N=8, five present: no vote"),
    pytest.param(8, [F, F, F, A, A, A], Tie.HARMONISED, "rejected", id="TC-49 N=8, 3:3, chair for: 4 < 5"),
    pytest.param(8, [F, F, F, A, A, A], Tie.LITERAL, "adopted", id="TC-49 N=8, 3:3, literal: the chair decides"),
    pytest.param(9, [F, F, F, F, F, F, A], Tie.HARMONISED, "adopted", id="TC-51 N=9, 6:1 elects who presides"),
    pytest.param(9, [F, F, F, F, F, A, A], Tie.HARMONISED, "adopted", id="TC-51 N=9, then 5:2 decides"),
    pytest.param(8, [A, A, A, A, F, F, F, F], Tie.LITERAL, "rejected", id="TC-54d 4:4, chair against"),
    pytest.param(8, [Z, F, F, F, F, F], Tie.HARMONISED, "adopted", id="an abstention counts as not for: 5:0:1"),
]


@pytest.mark.parametrize(("composition", "choices", "tie", "outcome"), WORKED)
def test_votes_worked_by_hand(composition: int, choices: list[Choice], tie: Tie, outcome: str) -> None:
    seats = SEATS[:composition]
    ballots = dict(zip(seats, choices, strict=False))
    found = count(ballots, composition=seats, present=list(ballots), presiding=CHAIR, rules=RULES, tie=tie)
    assert found.outcome == outcome


def test_a_disputed_tie_is_marked_and_the_casting_vote_named() -> None:
    """TC-49: the two readings differ, so the minutes must show the rule."""
    ballots = dict(zip(SEATS, [F, F, F, A, A, A], strict=False))
    found = count(ballots, composition=SEATS[:8], present=list(ballots), presiding=CHAIR, rules=RULES, tie=Tie.LITERAL)
    assert (found.disputed_tie, found.casting_vote) == (True, True)


def test_the_tie_is_decided_by_whoever_presides_not_by_the_chair() -> None:
    """TC-51: the elected member's vote counts once more."""
    presiding = SEATS[3]
    ballots = dict(zip(SEATS[1:7], [A, A, F, A, F, F], strict=False))
    found = count(
        ballots, composition=SEATS[:7], present=list(ballots), presiding=presiding, rules=RULES, tie=Tie.HARMONISED
    )
    assert (found.outcome, found.casting_vote) == (Outcome.ADOPTED, True)


def test_a_ballot_of_somebody_who_has_left_is_not_counted() -> None:
    """TC-48: he leaves before the vote is closed."""
    ballots = dict.fromkeys(SEATS[:6], F)
    found = count(ballots, composition=SEATS[:8], present=SEATS[:5], presiding=CHAIR, rules=RULES, tie=Tie.HARMONISED)
    assert (found.present, found.outcome) == (5, Outcome.NO_QUORUM)


def test_invited_persons_and_proxies_never_count() -> None:
    """TC-53: five members, two parents, an agency and a proxy in the room of a commission of eight."""
    outsiders = [UUID(int=number) for number in range(100, 104)]
    found = quorum(SEATS[:8], [*SEATS[:5], *outsiders], RULES)
    assert (found.present, found.needed, found.is_met) == (5, 6, False)
