"""More cases worked by hand from the texts and the calendar facts, all five procedures: rows that a lawyer can check.

The conventions are those of the worked cases: H24, WD, L, K3, N18, Q, V, T-h, T-l, KZ-WD.
"""

from typing import Any

import pytest

from safeguard.procedures import ask

NAT, BT, DN, KH, KZ = "ua-1646", "ua-bila-tserkva-21", "ua-dnipro-cpto", "ua-kharkiv-51", "kz-2021"
PEACE: dict[str, Any] = {"calendar": "ua-peace"}
SIX: dict[str, Any] = {"week": 6}


def explained(procedure: str, received: str, facts: dict[str, str] | None = None, **how: Any) -> dict[str, Any]:
    answer: dict[str, Any] = ask.explain({"procedure": procedure, "received": received, "facts": facts or {}, **how})
    return {each["rule"]: each for each in answer["deadlines"]} | {"notes": answer["notes"]}


def last_day(limit: dict[str, Any]) -> str:
    day, end = str(limit["due"]).split("T")
    assert end.startswith("23:59:59")
    return day


# --- H24: twenty-four elapsed hours from the head's receipt ---

HOURS = [
    pytest.param("2025-10-25T20:00", "2025-10-26T19:00:00+02:00", id="the night of the doubled hour: 24 hours elapse"),
    pytest.param("2025-10-26T03:30", "2025-10-27T02:30:00+02:00", id="03:30 comes twice: the first, still summer time"),
    pytest.param("2025-10-26T03:30+02:00", "2025-10-27T03:30:00+02:00", id="with its offset the second one is meant"),
    pytest.param("2025-10-26T04:00", "2025-10-27T04:00:00+02:00", id="the hour is over: winter time"),
    pytest.param("2025-10-25T03:30", "2025-10-26T03:30:00+03:00", id="due in the doubled hour: the first of the two"),
    pytest.param("2025-10-25T04:30", "2025-10-26T03:30:00+02:00", id="due in the doubled hour: the second"),
    pytest.param("2025-03-30T03:15", "2025-03-31T04:15:00+03:00", id="03:15 never came: offset before the gap"),
    pytest.param("2026-03-28T03:30", "2026-03-29T04:30:00+03:00", id="due in the lost hour: shown as the next one"),
    pytest.param("2025-12-31T23:59:59", "2026-01-01T23:59:59+02:00", id="the last second of the year"),
    pytest.param("2028-02-28T12:00", "2028-02-29T12:00:00+02:00", id="a leap day"),
    pytest.param("2027-02-28T12:00", "2027-03-01T12:00:00+02:00", id="no leap day"),
    pytest.param(
        "2025-09-08T23:30+05:00", "2025-09-09T21:30:00+03:00", id="told from another zone: local time of here"
    ),
]


@pytest.mark.parametrize("procedure", [NAT, BT, DN, KH])
@pytest.mark.parametrize(("received", "police"), HOURS)
def test_the_police_hear_within_24_hours_under_every_ukrainian_procedure(procedure: str, received: str, police: str):
    assert explained(procedure, received)["police_notice"]["due"] == police


@pytest.mark.parametrize(
    ("received", "notes"),
    [
        pytest.param("2025-10-26T03:30", 1, id="twice: a note"),
        pytest.param("2025-10-26T03:30+02:00", 0, id="no doubt, no note"),
        pytest.param("2025-10-26T02:59:59", 0, id="the second before it"),
        pytest.param("2026-03-29T03:59:59", 1, id="never: a note"),
        pytest.param("2026-03-29T04:00", 0, id="the first second after the gap"),
    ],
)
def test_what_had_to_be_decided_about_the_clock_is_said(received: str, notes: int):
    assert len([note for note in explained(BT, received)["notes"] if "clocks" in note]) == notes


# --- WD: received -> third and tenth working day ---

WORKING = [
    pytest.param("2028-02-25", "2028-03-01", "2028-03-10", {}, id="over 29 February 2028"),
    pytest.param("2026-03-05", "2026-03-10", "2026-03-19", {}, id="martial: Monday 9 March works"),
    pytest.param("2026-03-05", "2026-03-11", "2026-03-20", PEACE, id="peace: Sunday 8 March moves to Monday"),
    pytest.param("2026-03-05", "2026-03-10", "2026-03-18", PEACE | SIX, id="peace, six days: Saturday 7 March works"),
    pytest.param("2026-04-09", "2026-04-15", "2026-04-24", PEACE, id="peace: Easter 12 April moves to Monday"),
    pytest.param("2026-04-09", "2026-04-14", "2026-04-22", PEACE | SIX, id="peace, six days: the same Easter"),
    pytest.param("2027-04-29", "2027-05-06", "2027-05-18", PEACE, id="1 May a Saturday, Easter 2 May: two days off"),
    pytest.param("2027-04-29", "2027-05-05", "2027-05-14", PEACE | SIX, id="six days: 1 May is off and moves nowhere"),
    pytest.param("2026-08-21", "2026-08-26", "2026-09-04", {}, id="martial: 24 August works"),
    pytest.param("2026-08-21", "2026-08-27", "2026-09-07", PEACE, id="peace: 24 August is off"),
    pytest.param("2025-06-27", "2025-07-03", "2025-07-14", PEACE, id="28 June a Saturday: Monday is off"),
    pytest.param("2025-06-27", "2025-07-02", "2025-07-10", PEACE | SIX, id="six days: 28 June is off, Monday works"),
    pytest.param("2025-07-10", "2025-07-16", "2025-07-25", PEACE, id="peace: 15 July is off"),
    pytest.param("2025-09-30", "2025-10-06", "2025-10-15", PEACE, id="peace: 1 October is off"),
    pytest.param("2025-12-22", "2025-12-26", "2026-01-07", PEACE, id="peace: 25 December and 1 January are off"),
    pytest.param("2025-12-22", "2025-12-25", "2026-01-05", {}, id="martial: both work"),
    pytest.param("2026-10-23", "2026-10-28", "2026-11-06", {}, id="the clocks go back within the count"),
    pytest.param("2026-03-27", "2026-04-01", "2026-04-10", {}, id="the clocks go forward within the count"),
    pytest.param("2025-09-14", "2025-09-17", "2025-09-26", {}, id="received on a Sunday"),
    pytest.param("2025-09-13", "2025-09-17", "2025-09-25", SIX, id="six days: received on a Saturday"),
]


@pytest.mark.parametrize("procedure", [NAT, BT, DN, KH])
@pytest.mark.parametrize(("received", "meeting", "end", "how"), WORKING)
def test_three_and_ten_working_days_under_every_ukrainian_procedure(
    procedure: str, received: str, meeting: str, end: str, how: dict[str, Any]
):
    found = explained(procedure, f"{received}T16:30", **how)
    assert (last_day(found["commission_meeting"]), last_day(found["resolution"])) == (meeting, end)
    assert [len(found[rule]["counted"]) for rule in ("commission_meeting", "resolution")] == [3, 10]


@pytest.mark.parametrize(
    ("how", "end"),
    [
        pytest.param({}, "2024-03-13", id="martial: 8 March works"),
        pytest.param(PEACE, "2024-03-14", id="peace: 8 March is off"),
    ],
)
def test_over_29_february_2024(how: dict[str, Any], end: str):
    """Before the code of Bila Tserkva was there: the national procedure alone."""
    found = explained(NAT, "2024-02-28T16:30", **how)
    assert (last_day(found["commission_meeting"]), last_day(found["resolution"])) == ("2024-03-04", end)


# --- L: the local chain of Bila Tserkva ---

CHAIN = (
    "investigation_order",
    "investigation_report",
    "commission_order",
    "commission_hearing",
    "qualification_notice",
)


@pytest.mark.parametrize(
    ("received", "facts", "how", "ends"),
    [
        pytest.param("2025-09-12T18:40", {}, {}, "15 18 19 24 25", id="Friday evening, every step on its last day"),
        pytest.param("2025-09-12T18:40", {}, SIX, "13 17 18 22 23", id="six days: Saturday is the first day"),
        pytest.param("2025-09-30T09:00", {}, PEACE, "02 07 08 13 14", id="peace: 1 October is off"),
        pytest.param("2025-09-10T09:00", {"accepted": "2025-09-09T17:00"}, {}, "10 15 16 19 22", id="accepted before"),
        pytest.param(
            "2025-09-08T09:00", {"investigation_ordered": "2025-09-12T09:00"}, {}, "09 17 18 23 24", id="ordered late"
        ),
        pytest.param(
            "2025-09-08T09:00",
            {"investigation_reported": "2025-09-10T12:00"},
            {},
            "09 12 11 16 17",
            id="only the end of the investigation is known",
        ),
        pytest.param(
            "2025-09-08T09:00", {"commission_ordered": "2025-09-12T12:00"}, {}, "09 12 15 17 18", id="only the order"
        ),
        pytest.param(
            "2025-09-08T09:00", {"qualified": "2025-09-19T23:59:59"}, {}, "09 12 15 18 22", id="qualified on a Friday"
        ),
        pytest.param(
            "2025-09-08T09:00", {"qualified": "2025-09-20T00:00"}, SIX, "09 12 13 17 22", id="six days: on a Saturday"
        ),
    ],
)
def test_the_local_chain(received: str, facts: dict[str, str], how: dict[str, Any], ends: str):
    found = explained(BT, received, facts, **how)
    assert [last_day(found[rule])[-2:] for rule in CHAIN] == ends.split()


@pytest.mark.parametrize(
    ("qualified", "how", "notice"),
    [
        pytest.param("2025-12-24T16:00", {}, "2025-12-25", id="martial: Christmas works"),
        pytest.param("2025-12-24T16:00", PEACE, "2025-12-26", id="peace: Christmas is off"),
        pytest.param("2025-12-26T16:00", {}, "2025-12-29", id="TC-31a Friday to Monday"),
        pytest.param("2025-12-26T16:00", SIX, "2025-12-27", id="six days: Friday to Saturday"),
        pytest.param("2025-12-27T10:00", {}, "2025-12-29", id="on a Saturday"),
        pytest.param("2025-12-31T10:00", {}, "2026-01-01", id="martial: 1 January works"),
        pytest.param("2025-12-31T10:00", PEACE, "2026-01-02", id="peace: 2 January"),
    ],
)
def test_the_police_and_the_service_for_children_hear_within_a_working_day_of_qualification(
    qualified: str, how: dict[str, Any], notice: str
):
    found = explained(BT, "2025-12-15T09:00", {"qualified": qualified}, **how)
    for rule in ("qualification_notice", "qualification_child_service_notice"):
        assert (last_day(found[rule]), found[rule]["projected"]) == (notice, False)


# --- K3: the third calendar day of Kharkiv ---


@pytest.mark.parametrize(
    ("ordered", "how", "latest", "strict"),
    [
        pytest.param("2025-09-12T09:00", {}, "2025-09-15", "", id="Friday: the third day is Monday"),
        pytest.param("2025-09-11T23:59:59", {}, "2025-09-15", "2025-09-14", id="Thursday: Sunday rolls to Monday"),
        pytest.param("2025-09-12T00:00", {}, "2025-09-15", "", id="midnight belongs to Friday"),
        pytest.param("2025-09-10T09:00", SIX, "2025-09-13", "", id="six days: the Saturday works"),
        pytest.param("2025-09-11T09:00", SIX, "2025-09-15", "2025-09-14", id="six days: the Sunday doesn't"),
        pytest.param("2025-12-29T09:00", {}, "2026-01-01", "", id="martial: 1 January works"),
        pytest.param("2025-12-29T09:00", PEACE, "2026-01-02", "2026-01-01", id="peace: 1 January is off"),
        pytest.param("2025-08-21T09:00", PEACE, "2025-08-26", "2025-08-24", id="peace: a Sunday holiday takes Monday"),
        pytest.param("2028-02-26T09:00", {}, "2028-02-29", "", id="the third day is a leap day"),
        pytest.param("2025-10-24T09:00", {}, "2025-10-27", "", id="over the change of the clocks"),
    ],
)
def test_the_third_calendar_day(ordered: str, how: dict[str, Any], latest: str, strict: str):
    hearing = explained(KH, ordered[:10], {"commission_ordered": ordered}, **how)["commission_hearing"]
    assert last_day(hearing) == latest
    assert len(hearing["counted"]) == 3
    assert [note for note in hearing.get("notes", ()) if "day of rest" in note and strict in note] or not strict
    assert bool(strict) == any("day of rest" in note for note in hearing.get("notes", ()))


# --- N18: 18:00 of the calendar day before the meeting ---


@pytest.mark.parametrize("procedure", [NAT, BT, DN, KH])
@pytest.mark.parametrize(
    ("meeting", "notice"),
    [
        pytest.param("2025-09-11T00:30", "2025-09-10T18:00:00+03:00", id="a meeting at half past midnight"),
        pytest.param("2025-09-11T23:59", "2025-09-10T18:00:00+03:00", id="the hour of the meeting doesn't matter"),
        pytest.param("2025-09-15T10:00", "2025-09-14T18:00:00+03:00", id="Monday: Sunday 18:00, not Friday"),
        pytest.param("2025-10-27T10:00", "2025-10-26T18:00:00+02:00", id="the day of the change, already winter"),
        pytest.param("2025-10-26T10:00", "2025-10-25T18:00:00+03:00", id="the day before the change, still summer"),
        pytest.param("2026-03-30T10:00", "2026-03-29T18:00:00+03:00", id="the day of the change, already summer"),
        pytest.param("2026-01-01T10:00", "2025-12-31T18:00:00+02:00", id="over New Year"),
        pytest.param("2028-03-01T10:00", "2028-02-29T18:00:00+02:00", id="a leap day"),
    ],
)
def test_the_meeting_is_announced_by_18_of_the_day_before(procedure: str, meeting: str, notice: str):
    found = explained(procedure, "2025-09-08T09:00", {"meeting": meeting})["meeting_notice"]
    assert (found["due"], found["projected"]) == (notice, False)


# --- Kazakhstan ---


@pytest.mark.parametrize(
    ("received", "hour_later"),
    [
        pytest.param("2026-03-20T18:30", "2026-03-20T19:30:00+05:00", id="TC-55 before Nauryz"),
        pytest.param("2026-03-21T23:30", "2026-03-22T00:30:00+05:00", id="over midnight in Nauryz"),
        pytest.param("2024-02-29T12:00", "2024-02-29T13:00:00+06:00", id="the last day of UTC+6"),
        pytest.param("2024-02-29T22:30", "2024-02-29T23:30:00+06:00", id="ends in the doubled hour: the first"),
        pytest.param("2024-02-29T23:30", "2024-02-29T23:30:00+05:00", id="begins in it: the first; an hour is an hour"),
        pytest.param("2024-03-01T00:00", "2024-03-01T01:00:00+05:00", id="the first second of UTC+5"),
    ],
)
def test_kazakhstan_has_no_number_and_our_hour_elapses(received: str, hour_later: str):
    found = explained(KZ, received)
    for rule in ("law_enforcement", "child_rights", "medical", "education_department"):
        limit = found[f"{rule}_notice"]
        assert (limit["due"], limit["default_due"], limit["counted"]) == (None, hour_later, [])
        assert limit["default_label"] == "product default, not set by the text"


def test_the_west_of_kazakhstan_changed_no_clock():
    found = explained(KZ, "2024-02-29T23:30", timezone="Asia/Aqtau")
    assert found["law_enforcement_notice"]["default_due"] == "2024-03-01T00:30:00+05:00"
    assert found["notes"] == []


@pytest.mark.parametrize(
    ("start", "week", "days"),
    [
        pytest.param("2024-03-20", 5, "2024-03-26 2024-03-27", id="Nauryz: Saturday 23 moves to Monday 25"),
        pytest.param("2024-03-20", 6, "2024-03-25 2024-03-26", id="six days: no Saturday moves"),
        pytest.param("2024-05-03", 5, "2024-05-04 2024-05-06", id="a working Saturday"),
        pytest.param("2024-05-06", 5, "2024-05-10 2024-05-13", id="7 and 9 May off, 8 May moved off"),
        pytest.param("2024-05-06", 6, "2024-05-08 2024-05-10", id="six days: 8 May works, its Saturday always did"),
        pytest.param("2024-06-14", 5, "2024-06-17 2024-06-18", id="Kurban ait on Sunday 16 June takes no Monday"),
        pytest.param("2024-07-05", 5, "2024-07-09 2024-07-10", id="Saturday 6 July moves to Monday"),
        pytest.param("2024-07-05", 6, "2024-07-08 2024-07-09", id="six days: it doesn't"),
        pytest.param("2024-12-31", 5, "2025-01-05 2025-01-06", id="1 to 3 January off, Sunday 5 works"),
        pytest.param("2024-12-31", 6, "2025-01-04 2025-01-05", id="six days: Saturday 4, Sunday 5"),
        pytest.param("2025-01-06", 5, "2025-01-08 2025-01-09", id="Christmas on 7 January"),
        pytest.param("2025-03-20", 5, "2025-03-26 2025-03-27", id="Nauryz: Saturday and Sunday take two days"),
        pytest.param("2025-03-20", 6, "2025-03-25 2025-03-26", id="six days: only the Sunday takes one"),
        pytest.param("2025-06-05", 5, "2025-06-09 2025-06-10", id="Kurban ait on Friday 6 June"),
        pytest.param("2025-08-29", 5, "2025-09-02 2025-09-03", id="30 August 2025, a Saturday, still a holiday"),
        pytest.param("2025-08-29", 6, "2025-09-01 2025-09-02", id="six days: 1 September works"),
        pytest.param("2026-03-06", 5, "2026-03-10 2026-03-11", id="Sunday 8 March moves to Monday"),
        pytest.param("2026-03-20", 6, "2026-03-25 2026-03-26", id="TC-57b six days"),
        pytest.param("2026-05-08", 5, "2026-05-12 2026-05-13", id="Saturday 9 May moves to Monday"),
        pytest.param("2026-05-08", 6, "2026-05-11 2026-05-12", id="six days: it doesn't"),
        pytest.param("2026-05-26", 5, "2026-05-28 2026-05-29", id="Kurban ait on 27 May"),
        pytest.param("2026-08-28", 6, "2026-08-29 2026-08-31", id="30 August 2026 is no holiday any more"),
        pytest.param("2026-10-23", 5, "2026-10-27 2026-10-28", id="Sunday 25 October moves to Monday"),
        pytest.param("2027-03-12", 5, "2027-03-16 2027-03-17", id="Constitution Day on 15 March"),
        pytest.param("2027-05-14", 5, "2027-05-17 2027-05-18", id="Kurban ait on Sunday 16 May takes no Monday"),
    ],
)
def test_working_days_of_kazakhstan(start: str, week: int, days: str):
    assert ask.workdays({"calendar": "kz", "from": start, "count": 2, "week": week}) == days.split()


# --- Q, V, T: commissions of 3 to 15 ---


@pytest.mark.parametrize(
    ("members", "quorum", "majority", "saved"),
    [
        pytest.param(3, 2, 2, 1, id="3"),
        pytest.param(4, 3, 3, 2, id="4"),
        pytest.param(5, 4, 3, 2, id="5"),
        pytest.param(6, 4, 4, 3, id="6"),
        pytest.param(7, 5, 4, 3, id="7"),
        pytest.param(8, 6, 5, 4, id="8"),
        pytest.param(9, 6, 5, 4, id="9"),
        pytest.param(10, 7, 6, 5, id="10"),
        pytest.param(11, 8, 6, 5, id="11"),
        pytest.param(12, 8, 7, 6, id="12"),
        pytest.param(13, 9, 7, 6, id="13"),
        pytest.param(14, 10, 8, 7, id="14"),
        pytest.param(15, 10, 8, 7, id="15"),
    ],
)
@pytest.mark.parametrize("procedure", [NAT, BT, DN, KH])
def test_the_smallest_tie_that_the_chair_saves(procedure: str, members: int, quorum: int, majority: int, saved: int):
    """One vote fewer on each side, and the two readings of the tie rule part (C-05)."""
    asked: dict[str, Any] = {"procedure": procedure, "composition": members, "chair": "for"}
    for each, outcomes in ((saved, ["adopted", "adopted"]), (saved - 1, ["rejected", "adopted"])):
        present = max(quorum, 2 * each)
        if each == 0:
            continue
        vote = asked | {"present": present, "for": each, "against": each, "abstain": present - 2 * each}
        found = [ask.tally(vote | {"tie": tie}) for tie in ("harmonised", "literal")]
        assert [one["quorum"] for one in found] == [{"needed": quorum, "present": present, "met": True}] * 2
        assert {one["majority"] for one in found} == {majority}
        assert [one["outcome"] for one in found] == outcomes
        assert [one["casting_vote"] for one in found] == [outcome == "adopted" for outcome in outcomes]
        assert {one["disputed_tie"] for one in found} == {len(set(outcomes)) == 2}


@pytest.mark.parametrize(
    ("present", "for_", "against", "abstain", "chair", "harmonised", "literal"),
    [
        pytest.param(8, 5, 0, 3, "for", "adopted", "adopted", id="5 of 8 with 3 abstentions"),
        pytest.param(8, 4, 0, 4, "for", "rejected", "rejected", id="4 of 8 and nobody against: no majority, no tie"),
        pytest.param(8, 4, 3, 1, "for", "rejected", "rejected", id="4:3 is no tie"),
        pytest.param(8, 4, 4, 0, "against", "rejected", "rejected", id="TC-54d the chair is against"),
        pytest.param(7, 3, 3, 1, "abstain", "rejected", "rejected", id="the chair abstains: nobody decides"),
        pytest.param(6, 3, 3, 0, "absent", "rejected", "rejected", id="the chair isn't there"),
        pytest.param(8, 1, 1, 6, "for", "rejected", "adopted", id="1:1 literally"),
        pytest.param(5, 5, 0, 0, "for", "no_quorum", "no_quorum", id="five of eight"),
        pytest.param(0, 0, 0, 0, "absent", "no_quorum", "no_quorum", id="nobody came"),
    ],
)
def test_votes_of_eight(present: int, for_: int, against: int, abstain: int, chair: str, harmonised: str, literal: str):
    vote = {"composition": 8, "present": present, "for": for_, "against": against, "abstain": abstain, "chair": chair}
    for tie, outcome in (("harmonised", harmonised), ("literal", literal)):
        found: dict[str, Any] = ask.tally({"procedure": NAT, "tie": tie, **vote})
        assert (found["outcome"], found["disputed_tie"]) == (outcome, harmonised != literal)
        assert found["casting_vote"] is (outcome == "adopted" and for_ == against)
