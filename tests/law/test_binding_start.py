"""C-01: several clocks for one act are all shown, the earliest binds, and what follows the act is counted from it."""

from typing import Any

import pytest

from safeguard.procedures import ask

BT, DN, KH = "ua-bila-tserkva-21", "ua-dnipro-cpto", "ua-kharkiv-51"


def explained(procedure: str, received: str, **facts: str) -> dict[str, dict[str, Any]]:
    answer: dict[str, Any] = ask.explain({"procedure": procedure, "received": received, "facts": facts})
    return {each["rule"]: each for each in answer["deadlines"]}


def end(limit: dict[str, Any]) -> str:
    return str(limit["due"] or limit["default_due"])[:10]


# received, order on the commission -> end of the national limit, of the third day, last moment to announce the meeting
KHARKIV = [
    pytest.param("2025-09-08", "2025-09-08", "2025-09-11", "2025-09-11", "2025-09-10", id="Mon: both on Thursday"),
    pytest.param("2025-09-09", "2025-09-09", "2025-09-12", "2025-09-12", "2025-09-11", id="Tue: both on Friday"),
    pytest.param("2025-09-11", "2025-09-11", "2025-09-16", "2025-09-15", "2025-09-14", id="Thu: the third day binds"),
    pytest.param("2025-09-12", "2025-09-12", "2025-09-17", "2025-09-15", "2025-09-14", id="Fri: the third day binds"),
    pytest.param("2025-09-13", "2025-09-13", "2025-09-17", "2025-09-16", "2025-09-15", id="Sat: the third day binds"),
    pytest.param("2025-09-08", "2025-09-10", "2025-09-11", "2025-09-15", "2025-09-10", id="late order: national binds"),
    pytest.param("2025-09-09", None, "2025-09-12", "2025-09-15", "2025-09-11", id="no order yet: national binds"),
    pytest.param("2025-09-11", None, "2025-09-16", "2025-09-15", "2025-09-14", id="no order yet: third day binds"),
]


@pytest.mark.parametrize(("received", "ordered", "national", "third_day", "announce"), KHARKIV)
def test_kharkiv_announces_the_meeting_before_the_limit_that_binds(
    received: str, ordered: str | None, national: str, third_day: str, announce: str
):
    facts = {"commission_ordered": f"{ordered}T12:00"} if ordered else {}
    found = explained(KH, f"{received}T09:00", **facts)
    assert (end(found["commission_meeting"]), end(found["commission_hearing"])) == (national, third_day)
    notice = found["meeting_notice"]
    assert (notice["due"], notice["projected"]) == (f"{announce}T18:00:00+03:00", True)


@pytest.mark.parametrize(
    ("received", "sent"),
    [
        pytest.param("2025-09-09", "2025-09-15", id="national limit Friday 12.09, the papers on Monday"),
        pytest.param("2025-09-11", "2025-09-16", id="third day rolls to Monday 15.09, the papers on Tuesday"),
    ],
)
def test_kharkiv_sends_the_minutes_after_the_meeting_that_binds(received: str, sent: str):
    found = explained(KH, f"{received}T09:00")
    for rule in ("minutes_police_notice", "minutes_child_service_notice"):
        assert (end(found[rule]), found[rule]["projected"]) == (sent, True)


def test_a_meeting_that_is_known_is_the_start_whatever_the_limits():
    found = explained(KH, "2025-09-11T09:00", meeting="2025-09-12T10:00")
    assert found["meeting_notice"]["due"] == "2025-09-11T18:00:00+03:00"
    assert end(found["minutes_police_notice"]) == "2025-09-15"


def test_the_local_chain_stays_a_chain_of_sub_deadlines():
    """Bila Tserkva, TC-26: each step from the last day of the one before; the notice of the meeting from the national
    limit, which binds."""
    found = explained(BT, "2025-09-08T09:00")
    steps = {
        "investigation_order": "2025-09-09",
        "investigation_report": "2025-09-12",
        "commission_order": "2025-09-15",
        "commission_hearing": "2025-09-18",
        "qualification_notice": "2025-09-19",
        "qualification_child_service_notice": "2025-09-19",
        "education_department_notice": "2025-09-18",
    }
    assert {rule: end(found[rule]) for rule in steps} == steps
    assert found["meeting_notice"]["due"] == "2025-09-10T18:00:00+03:00"


@pytest.mark.parametrize("procedure", ["ua-1646", DN])
def test_one_limit_of_the_meeting_is_the_one_that_binds(procedure: str):
    assert explained(procedure, "2025-09-12T18:40")["meeting_notice"]["due"] == "2025-09-16T18:00:00+03:00"
