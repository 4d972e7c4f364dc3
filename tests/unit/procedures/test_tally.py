"""Counts that no meeting can have are refused, each with its reason."""

import pytest

from safeguard.errors import RuleViolation
from safeguard.procedures import ask, catalogue
from safeguard.procedures.tally import Chair, Outcome, Vote, tally

from .definition import small

COMMISSION = small().commission
assert COMMISSION is not None


@pytest.mark.parametrize(
    ("vote", "reason"),
    [
        pytest.param(Vote(0, 0, 0, 0), "at least one member", id="nobody"),
        pytest.param(Vote(8, -1, 0, 0), "can't be negative", id="fewer than none present"),
        pytest.param(Vote(8, 6, 3, -3), "can't be negative", id="fewer than no votes"),
        pytest.param(Vote(8, 9, 5, 4), "9 present, but the commission has only 8 members", id="a proxy counted"),
        pytest.param(Vote(8, 6, 4, 3), "7 votes, but only 6 members present", id="more votes than people"),
        pytest.param(Vote(8, 6, 3, 2, 2), "7 votes, but only 6", id="abstentions are votes too"),
        pytest.param(Vote(8, 6, 0, 6, 0, Chair.FOR), "given as “for”", id="the chair for, nobody for"),
        pytest.param(Vote(8, 6, 6, 0, 0, Chair.AGAINST), "given as “against”", id="the chair against, nobody against"),
        pytest.param(Vote(8, 6, 3, 3, 0, Chair.ABSTAIN), "given as “abstain”", id="the chair abstains, all voted"),
        pytest.param(Vote(8, 8, 4, 4, 0, Chair.ABSENT), "given as “absent”", id="the chair absent, all present"),
    ],
)
def test_impossible_counts_are_refused(vote: Vote, reason: str):
    with pytest.raises(RuleViolation, match=reason):
        tally(COMMISSION, vote)


def test_the_procedure_says_how_many_make_a_quorum_and_how_a_tie_ends():
    """This one asks for half, decides ties literally, and is a default of the product."""
    found = tally(COMMISSION, Vote(9, 5, 2, 2, 1, Chair.FOR))
    assert (found.needed, found.is_quorate, found.outcome, found.casting_vote) == (5, True, Outcome.ADOPTED, True)
    assert found.is_default


def test_a_commission_that_counts_by_default_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(catalogue, "versions", lambda _: ["1"])
    monkeypatch.setattr(catalogue, "load_procedure", lambda *_: small())
    answer = ask.tally({"procedure": "xx-1", "composition": 4, "present": 4, "for": 3, "against": 1})
    assert answer["default"] is True
