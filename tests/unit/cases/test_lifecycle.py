"""The moves of a case as one table: from a state by an action to a state, or refused with a reason."""

from itertools import product

import pytest

from cases.domain.lifecycle import MOVES, Circumstances, next_status, possible
from cases.enums import CaseAction, CaseStatus
from safeguard.errors import RuleViolation

ALLOWED = {
    ("open", "refer"): "commission",
    ("open", "decide"): "decided",
    ("open", "join"): "joined",
    ("open", "split"): "open",
    ("commission", "decide"): "decided",
    ("commission", "join"): "joined",
    ("commission", "split"): "commission",
    ("decided", "monitor"): "monitored",
    ("decided", "close"): "closed",
    ("decided", "rehear"): "commission",
    ("decided", "reopen"): "open",
    ("monitored", "close"): "closed",
    ("monitored", "rehear"): "commission",
    ("monitored", "reopen"): "open",
    ("closed", "reopen"): "open",
}
#: With a commission; the head's own decision is for a procedure without one.
WITH, WITHOUT = Circumstances(has_commission=True), Circumstances(has_commission=False)


@pytest.mark.parametrize(("status", "action"), list(product(CaseStatus.values, CaseAction.values)))
def test_each_state_knows_what_may_follow(status, action):
    circumstances = WITHOUT if action == "decide" else WITH
    if (wanted := ALLOWED.get((status, action))) is not None:
        assert next_status(CaseStatus(status), CaseAction(action), circumstances) == wanted
    else:
        with pytest.raises(RuleViolation, match="isn't possible at the stage"):
            next_status(CaseStatus(status), CaseAction(action), circumstances)


def test_the_table_has_no_other_moves():
    assert {(str(status), str(action)): str(to) for (status, action), to in MOVES.items()} == ALLOWED


@pytest.mark.parametrize(
    ("status", "action", "circumstances", "reason"),
    [
        ("open", "refer", {"has_commission": False}, "knows no commission"),
        ("decided", "rehear", {"has_commission": False}, "knows no commission"),
        ("open", "decide", {}, "The commission decides this case"),
        ("decided", "close", {"owed": 2}, "Duties that nobody has done yet"),
        ("decided", "close", {"open_duties": 1}, "Duties without a deadline"),
        ("monitored", "close", {"open_measures": 1}, "Measures that are still open"),
        ("open", "join", {"has_meeting": True}, "A meeting on this case is called"),
        ("open", "split", {"has_meeting": True}, "A meeting on this case is called"),
        ("decided", "rehear", {"has_meeting": True}, "A meeting on this case is called"),
        ("closed", "reopen", {"has_meeting": True}, "A meeting on this case is called"),
        ("open", "join", {"has_decision": True}, "its decision stays where it is"),
    ],
)
def test_a_guard_refuses_with_its_reason(status, action, circumstances, reason):
    with pytest.raises(RuleViolation, match=reason):
        next_status(CaseStatus(status), CaseAction(action), Circumstances(**{"has_commission": True, **circumstances}))


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        ("open", ["refer", "join", "split"]),
        ("commission", ["join", "split"]),
        ("decided", ["monitor", "close", "rehear", "reopen"]),
        ("monitored", ["close", "rehear", "reopen"]),
        ("closed", ["reopen"]),
        ("joined", []),
    ],
)
def test_a_page_offers_what_is_possible(status, offered):
    assert [str(action) for action in possible(CaseStatus(status), WITH)] == offered
