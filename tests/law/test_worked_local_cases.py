"""The worked cases of the three local procedures: each row a sentence that a lawyer can check."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from commissions.domain.composition import SeatFacts, check_order
from commissions.enums import Office
from safeguard.errors import RuleViolation
from safeguard.procedures import ask, catalogue

BT, DN, KH = "ua-bila-tserkva-21", "ua-dnipro-cpto", "ua-kharkiv-51"


def explained(procedure: str, received: str, **facts: str) -> dict[str, dict[str, Any]]:
    answer: dict[str, Any] = ask.explain({"procedure": procedure, "received": received, "facts": facts})
    return {each["rule"]: each for each in answer["deadlines"]}


def days(found: dict[str, dict[str, Any]], *rules: str) -> list[str]:
    """The last days of limits in days: every one ends at 23:59:59 of a day in the summer of Kyiv."""
    ends = [found[rule]["due"] for rule in rules]
    assert all(end.endswith("T23:59:59+03:00") for end in ends)
    return [end[:10] for end in ends]


CHAIN = ("investigation_order", "investigation_report", "commission_order", "commission_hearing")


def test_the_local_chain_with_every_step_on_its_last_day():
    """TC-26."""
    found = explained(BT, "2025-09-08T09:00", qualified="2025-09-18T12:00")
    assert days(found, *CHAIN) == ["2025-09-09", "2025-09-12", "2025-09-15", "2025-09-18"]
    assert [found[rule]["projected"] for rule in CHAIN] == [False, True, True, True]
    for notice in ("qualification_notice", "qualification_child_service_notice"):
        assert (days(found, notice), found[notice]["projected"]) == (["2025-09-19"], False)
    assert found["education_department_notice"]["due"] is None
    assert found["education_department_notice"]["default_due"] == "2025-09-18T23:59:59+03:00"


def test_two_limits_of_the_meeting_are_shown_and_the_national_one_binds():
    """TC-26 and conflict C-01: the school's own limit ends five working days after the national one."""
    found = explained(BT, "2025-09-08T09:00")
    assert days(found, "commission_meeting", "commission_hearing") == ["2025-09-11", "2025-09-18"]
    assert (found["commission_meeting"]["binds"], found["commission_hearing"]["binds"]) == (True, False)
    assert found["commission_hearing"]["notes"] == [
        "For the same act another limit ends earlier and binds: "
        "Convene and hold the commission's meeting, 2025-09-11T23:59:59+03:00."
    ]
    assert "binds" not in found["police_notice"]


def test_the_chain_counts_from_the_actual_dates():
    """TC-27: the only way to satisfy both."""
    found = explained(
        BT,
        "2025-09-08T09:00",
        investigation_ordered="2025-09-08T15:00",
        investigation_reported="2025-09-10T16:00",
        commission_ordered="2025-09-10T17:00",
        meeting="2025-09-11T10:00",
    )
    assert days(found, *CHAIN) == ["2025-09-09", "2025-09-11", "2025-09-11", "2025-09-15"]
    assert days(found, "commission_meeting") == ["2025-09-11"]
    assert found["meeting_notice"]["due"] == "2025-09-10T18:00:00+03:00"
    assert not any(found[rule]["projected"] for rule in (*CHAIN, "meeting_notice"))


@pytest.mark.parametrize(
    ("received", "facts", "rule", "due"),
    [
        pytest.param(
            "2025-09-15T08:35",
            {"accepted": "2025-09-15T09:00"},
            "investigation_order",
            "2025-09-16T23:59:59+03:00",
            id="TC-30 the day of acceptance is day 0",
        ),
        pytest.param(
            "2025-09-15T08:35", {}, "police_notice", "2025-09-16T08:35:00+03:00", id="TC-30 24 hours from the head"
        ),
        pytest.param("2025-09-15T08:35", {}, "commission_meeting", "2025-09-18T23:59:59+03:00", id="TC-30 third day"),
        pytest.param("2025-09-15T08:35", {}, "resolution", "2025-09-29T23:59:59+03:00", id="TC-30 tenth day"),
        pytest.param(
            "2025-09-17T08:35",
            {"accepted": "2025-09-16T09:00"},
            "investigation_order",
            "2025-09-17T23:59:59+03:00",
            id="accepted a day before the head got it: the local chain starts then",
        ),
        pytest.param(
            "2025-12-15T09:00",
            {"qualified": "2025-12-26T16:00"},
            "qualification_notice",
            "2025-12-29T23:59:59+02:00",
            id="TC-31a over a weekend under martial law",
        ),
    ],
)
def test_bila_tserkva(received: str, facts: dict[str, str], rule: str, due: str):
    assert explained(BT, received, **facts)[rule]["due"] == due


def test_dnipro_tells_the_police_and_no_parent():
    """TC-03: adult learners."""
    found = explained(DN, "2025-09-13T09:00")
    assert set(found) == {"police_notice", "commission_meeting", "meeting_notice", "resolution"}
    assert found["police_notice"]["due"] == "2025-09-14T09:00:00+03:00"
    assert days(found, "commission_meeting", "resolution") == ["2025-09-17", "2025-09-26"]


@pytest.mark.parametrize(
    ("ordered", "due", "rolled"),
    [
        pytest.param("2025-09-08T09:00", "2025-09-11", [], id="TC-32 the third day works"),
        pytest.param("2025-09-10T09:00", "2025-09-15", ["2025-09-13", "2025-09-12"], id="TC-33a a Saturday"),
        pytest.param("2025-09-11T09:00", "2025-09-15", ["2025-09-14", "2025-09-12"], id="TC-33b a Sunday"),
    ],
)
def test_kharkiv_meets_on_the_third_calendar_day(ordered: str, due: str, rolled: list[str]):
    """The strict date, the latest lawful one and the safe one are all shown."""
    hearing = explained(KH, ordered[:10] + "T08:00", commission_ordered=ordered)["commission_hearing"]
    assert hearing["due"] == f"{due}T23:59:59+03:00"
    assert len(hearing["counted"]) == 3
    said = " ".join(hearing.get("notes", []))
    assert all(day in said for day in rolled)
    assert ("day of rest" in said) == bool(rolled)


def test_kharkiv_orders_the_commission_by_the_next_working_day_unless_a_number_is_given():
    """C-01: the start of the three days is the order, which is itself a task of the product's own limit."""
    found = explained(KH, "2025-09-12T08:00")
    assert (found["commission_order"]["due"], found["commission_order"]["default_due"]) == (
        None,
        "2025-09-15T23:59:59+03:00",
    )
    assert found["commission_hearing"]["projected"]
    assert days(found, "commission_hearing") == ["2025-09-18"]


def test_kharkiv_sends_the_minutes_whatever_the_finding_and_follows_national_law_where_it_is_silent():
    found = explained(KH, "2025-09-08T08:00", meeting="2025-09-11T10:00")
    for rule in ("minutes_police_notice", "minutes_child_service_notice"):
        assert (found[rule]["due"], found[rule]["default_due"]) == (None, "2025-09-12T23:59:59+03:00")
        assert "default" not in found[rule]
    for rule in ("police_notice", "commission_meeting", "resolution", "meeting_notice"):
        assert found[rule]["default"] is True
        assert "order of the Ministry of Education of Ukraine 1646" in found[rule]["citation"]
        assert "The institution's own text is silent here: the national rule counts." in found[rule]["notes"]


@pytest.mark.parametrize(
    ("procedure", "default"),
    [("ua-1646", False), (BT, False), (DN, False), (KH, True)],
)
@pytest.mark.parametrize(
    ("composition", "quorum", "majority"),
    [pytest.param(8, 6, 5, id="TC-36 parents are invited"), pytest.param(10, 7, 6, id="TC-36 parents are members")],
)
def test_the_same_count_everywhere(procedure: str, default: bool, composition: int, quorum: int, majority: int):
    answer: dict[str, Any] = ask.tally(
        {"procedure": procedure, "composition": composition, "present": composition, "for": majority, "against": 0}
    )
    assert (answer["quorum"]["needed"], answer["majority"], answer["outcome"]) == (quorum, majority, "adopted")
    assert answer.get("default", False) is default


@pytest.mark.parametrize(
    ("procedure", "members", "refused"),
    [
        pytest.param(DN, 4, True, id="TC-54a three officers and four members are refused in Dnipro"),
        pytest.param(DN, 5, False, id="TC-54b three officers and five members"),
        pytest.param(BT, 1, False, id="a smaller order is warned about in Bila Tserkva"),
        pytest.param(KH, 1, False, id="and in Kharkiv"),
    ],
)
def test_the_smallest_commission_that_an_order_may_appoint(procedure: str, members: int, refused: bool):
    """C-08: "chair, deputy, secretary and not fewer than five of its members" are eight in all."""
    rules = catalogue.load_procedure(procedure, catalogue.versions(procedure)[-1]).commission
    assert rules is not None
    offices = [Office.CHAIR, Office.DEPUTY, Office.SECRETARY, *[Office.MEMBER] * members]
    seats = [
        SeatFacts(UUID(int=number), UUID(int=1000 + number), office, date(2025, 9, 1), None)
        for number, office in enumerate(offices)
    ]
    if not refused:
        check_order(seats, rules)
        return
    with pytest.raises(RuleViolation, match="at least 8 members; the order names 7"):
        check_order(seats, rules)
