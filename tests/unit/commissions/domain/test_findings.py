"""Each accused person is decided about; the case follows from at least one (C-17)."""

from uuid import UUID

import pytest

from commissions.domain import findings
from commissions.domain.findings import Put
from commissions.domain.motions import Carried, Verdict
from commissions.enums import MotionKind, Outcome
from safeguard.errors import RuleViolation

K, YES, NO = MotionKind, Outcome.ADOPTED, Outcome.REJECTED
A, B, C = (UUID(int=number) for number in (1, 2, 3))
NOTHING = Verdict(is_substantiated=None, is_bullying=None)
BULLYING = Verdict(is_substantiated=True, is_bullying=True)
CONFLICT = Verdict(is_substantiated=True, is_bullying=False)
OPEN = Verdict(is_substantiated=True, is_bullying=None)
DENIED = Verdict(is_substantiated=False, is_bullying=None)


def put(*rows) -> list[Put]:
    """kind, outcome, about whom."""
    return [
        Put(UUID(int=100 + number), Carried(kind, outcome), frozenset(about))
        for number, (kind, outcome, about) in enumerate(rows)
    ]


def words(found) -> dict:
    return {each.accused: each.verdict for each in found}


@pytest.mark.parametrize(
    ("accused", "motions", "decided"),
    [
        pytest.param([A], [(K.SUBSTANTIATED, YES, [A]), (K.BULLYING, YES, [A])], {A: BULLYING}, id="one"),
        pytest.param(
            [A, B],
            [
                (K.SUBSTANTIATED, YES, [A]),
                (K.SUBSTANTIATED, YES, [B]),
                (K.BULLYING, YES, [A]),
                (K.BULLYING, NO, [B]),
                (K.CONFLICT, YES, [B]),
            ],
            {A: BULLYING, B: CONFLICT},
            id="bullying by one, a conflict by the other",
        ),
        pytest.param(
            [A, B, C],
            [(K.SUBSTANTIATED, YES, [A]), (K.NOT_SUBSTANTIATED, YES, [B]), (K.SUBSTANTIATED, NO, [C])],
            {A: OPEN, B: DENIED},
            id="a motion that fails doesn't carry its opposite, for each by themselves",
        ),
        pytest.param([], [(K.SUBSTANTIATED, YES, []), (K.BULLYING, YES, [])], {None: BULLYING}, id="nobody known"),
        pytest.param(
            [A],
            [(K.SUBSTANTIATED, YES, []), (K.BULLYING, YES, [])],
            {None: BULLYING},
            id="who is accused only after the vote wasn't voted on",
        ),
        pytest.param(
            [A, B],
            [(K.SUBSTANTIATED, YES, [A, B]), (K.CONFLICT, YES, [A, B])],
            {A: CONFLICT, B: CONFLICT},
            id="a vote that named nobody speaks of all who were accused then",
        ),
        pytest.param([A], [(K.AGENDA, YES, []), (K.MEASURES, YES, [])], {}, id="other motions decide about nobody"),
        pytest.param([A], [(K.BULLYING, YES, [A])], {}, id="no qualification without a finding"),
    ],
)
def test_what_is_decided_about_each(accused: list, motions: list, decided: dict) -> None:
    found = findings.findings(accused, put(*motions))
    assert words(found) == decided


@pytest.mark.parametrize(
    ("each", "case"),
    [
        ([], NOTHING),
        ([BULLYING], BULLYING),
        ([CONFLICT], CONFLICT),
        ([DENIED], DENIED),
        ([OPEN], OPEN),
        ([BULLYING, CONFLICT], BULLYING),
        ([CONFLICT, DENIED], CONFLICT),
        ([DENIED, DENIED], DENIED),
        ([DENIED, BULLYING], BULLYING),
        ([OPEN, CONFLICT], OPEN),
        ([OPEN, BULLYING], BULLYING),
        ([CONFLICT, CONFLICT, BULLYING], BULLYING),
        ([DENIED, CONFLICT, DENIED], CONFLICT),
        ([DENIED, DENIED, DENIED], DENIED),
        ([NOTHING, DENIED], DENIED),
    ],
)
def test_the_case_is_at_least_one(each: list, case: Verdict) -> None:
    assert findings.outcome(each) == case


def test_a_second_hearing_replaces_what_it_speaks_of() -> None:
    stands = findings.standing({A: BULLYING, B: DENIED}, {B: CONFLICT, None: OPEN})
    assert stands == [BULLYING, CONFLICT, OPEN]


def test_the_motions_behind_a_finding() -> None:
    [found] = findings.findings([A], put((K.SUBSTANTIATED, YES, [A]), (K.BULLYING, NO, [A]), (K.CONFLICT, YES, [A])))
    assert (found.motion, found.qualified_by) == (UUID(int=100), UUID(int=102))


def test_who_is_left() -> None:
    assert findings.undecided([A, B, C], [B, None]) == [A, C]


@pytest.mark.parametrize(
    ("kind", "accused", "named", "person"),
    [
        (K.BULLYING, [A], None, A),
        (K.BULLYING, [A, B], B, B),
        (K.SUBSTANTIATED, [], None, None),
        (K.MEASURES, [A, B], None, None),
    ],
)
def test_whom_a_motion_is_about(kind: K, accused: list, named: UUID | None, person: UUID | None) -> None:
    assert findings.person_of(kind, accused, named) == person


@pytest.mark.parametrize(("accused", "named"), [([A, B], None), ([A], B)])
def test_of_several_it_must_be_said_about_whom(accused: list, named: UUID | None) -> None:
    with pytest.raises(RuleViolation):
        findings.person_of(K.BULLYING, accused, named)


def test_the_wording_says_about_whom_and_the_first_is_not_the_tenth() -> None:
    assert findings.worded_for("Визнати", "К-1") == "Визнати (К-1)"
    assert findings.worded_for("Визнати щодо К-1", "К-1") == "Визнати щодо К-1"
    assert findings.worded_for("Визнати щодо К-10", "К-1") == "Визнати щодо К-10 (К-1)"
    assert findings.reworded("К-1 і К-10", "К-1", "К-2") == "К-2 і К-10"
