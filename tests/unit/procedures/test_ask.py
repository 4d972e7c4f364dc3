"""Questions that can't be: refused in one sentence, whoever asks."""

from collections.abc import Callable
from typing import Any

import pytest

from safeguard.errors import DomainError
from safeguard.procedures import ask

EXPLAIN = {"procedure": "ua-1646", "received": "2025-09-08T09:00"}
TALLY = {"procedure": "ua-1646", "composition": 8, "present": 6, "for": 3, "against": 3}
WORKDAYS = {"calendar": "kz", "from": "2026-03-20", "count": 1}


@pytest.mark.parametrize(
    ("question", "change", "reason"),
    [
        (ask.explain, {"received": None}, "“received” is missing"),
        (ask.explain, {"received": 20250908}, "“received” must be a date and time"),
        (ask.explain, {"received": "2025-02-29T09:00"}, "no such date or time: “2025-02-29T09:00”"),
        (ask.explain, {"received": "9999-12-31T23:00"}, "past the last date"),
        (ask.explain, {"received": "0001-01-01T00:00"}, "past the last date"),
        (ask.explain, {"procedure": " "}, "“procedure” must be a text"),
        (ask.explain, {"procedure": None}, "“procedure” is missing"),
        (ask.explain, {"timezone": "Europe/Nowhere"}, "Unknown time zone: “Europe/Nowhere”"),
        (ask.explain, {"timezone": "/etc/localtime"}, "Unknown time zone"),
        (ask.explain, {"week": 5.0}, "“week” must be a whole number"),
        (ask.explain, {"language": "de"}, "“language” is “de”; it must be one of uk, kk, ru, en"),
        (ask.explain, {"facts": "meeting"}, "“facts” must be names with dates"),
        (ask.explain, {"facts": {"party": "2025-09-11"}}, "Unknown fact “party”"),
        (ask.explain, {"facts": {"meeting": None}}, "“meeting” is missing"),
        (ask.explain, {"facts": {"meeting": "2025-09-07"}}, "“meeting” on 2025-09-07 is before the report"),
        (ask.explain, {"day": "2025-09-07"}, "Unknown: day"),
        (ask.tally, {"procedure": "kz-2021"}, "kz-2021 has no commission that votes"),
        (ask.tally, {"present": None}, "“present” is missing"),
        (ask.tally, {"for": True}, "“for” must be a whole number"),
        (ask.tally, {"chair": "maybe"}, "“chair” is “maybe”; it must be one of for, against, abstain, absent"),
        (ask.workdays, {"from": "2026-02-30"}, "no such date: “2026-02-30”"),
        (ask.workdays, {"count": 3661}, "More than 3660 working days"),
    ],
)
def test_a_question_that_cannot_be(question: Callable[[Any], Any], change: dict[str, Any], reason: str):
    asked = {"explain": EXPLAIN, "tally": TALLY, "workdays": WORKDAYS}[question.__name__]
    question(asked)  # it is the change that makes it impossible
    with pytest.raises(DomainError, match=reason):
        question({**asked, **change})


def test_a_report_accepted_before_the_head_had_it_is_no_mistake():
    answer = ask.explain({**EXPLAIN, "facts": {"accepted": "2025-09-05"}})
    assert answer["notes"] == []


def test_a_superseded_edition_says_so_from_that_day_on():
    notes = [ask.explain({**EXPLAIN, "received": day})["notes"] for day in ("2026-06-17T23:59", "2026-06-18T00:00")]
    assert notes == [
        [],
        ["The edition held here was superseded on 2026-06-18; the newer text isn't at hand."],
    ]


def test_titles_and_citations_come_in_the_language_asked_for():
    answer: dict[str, Any] = ask.explain({**EXPLAIN, "language": "kk"})
    assert answer["deadlines"][0]["title"] == "Полицияға хабарлау"
    assert answer["deadlines"][0]["citation"].endswith("2-тармақ, 2-абзац")


def test_the_answer_has_the_shape_of_the_contract():
    answer: dict[str, Any] = ask.explain(EXPLAIN)
    assert {"procedure", "version", "timezone", "calendar", "received", "deadlines"} <= answer.keys()
    for each in answer["deadlines"]:
        assert {"rule", "title", "due", "counted", "citation", "projected"} <= each.keys()
    meeting = answer["deadlines"][4]
    assert meeting["counted"] == ["2025-09-09", "2025-09-10", "2025-09-11"]
    tally: dict[str, Any] = ask.tally(TALLY)
    assert tally["citation"].count("Procedure for responding to bullying") == 2
    assert ask.workdays(WORKDAYS) == ["2026-03-26"]


@pytest.mark.parametrize(
    ("start", "until", "found"),
    [
        pytest.param("2026-03-20", "2026-03-26", ["2026-03-26"], id="Nauryz and its moved day aren't counted"),
        pytest.param("2026-03-20", "2026-03-20", [], id="the first day itself isn't counted"),
        pytest.param("2024-05-03", "2024-05-06", ["2024-05-04", "2024-05-06"], id="a Saturday that works"),
    ],
)
def test_working_days_up_to_a_day(start: str, until: str, found: list[str]):
    question = {"calendar": "kz", "from": start, "until": until}
    assert ask.workdays_until(question) == found
    assert ask.workdays({"calendar": "kz", "from": start, "count": len(found)}) == found


@pytest.mark.parametrize(
    ("until", "reason"),
    [("2026-03-19", "before the first one"), ("2099-01-01", "can't be counted"), ("2028-01-01", "no table")],
)
def test_an_end_that_cannot_be_is_refused(until: str, reason: str):
    with pytest.raises(DomainError, match=reason):
        ask.workdays_until({"calendar": "kz", "from": "2026-03-20", "until": until})


@pytest.mark.parametrize(
    ("procedure", "facts"),
    [
        ("ua-1646", ["meeting"]),
        ("ua-dnipro-cpto", ["meeting"]),
        ("ua-kharkiv-51", ["accepted", "commission_ordered", "meeting"]),
        ("kz-2021", []),
    ],
)
def test_a_procedure_asks_only_for_the_facts_it_counts_from(procedure: str, facts: list[str]):
    found = ask.timetable({"procedure": procedure, "received": "2025-09-08T09:00"})
    assert ask.facts_of(found.procedure) == facts
