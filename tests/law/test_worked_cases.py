"""The cases of the law package that were worked by hand, each row a sentence that a lawyer can check."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from safeguard.calendars import load_calendar
from safeguard.procedures import ask, catalogue
from safeguard.procedures.evaluate import deadlines
from safeguard.procedures.schedule import stages

KYIV, ALMATY = ZoneInfo("Europe/Kyiv"), ZoneInfo("Asia/Almaty")
UA = catalogue.load_procedure("ua-1646", "2020-02-18")
KZ = catalogue.load_procedure("kz-2021", "2021-12-29")


def due(received: str, rule: str, **question: object) -> str | None:
    answer: dict[str, Any] = ask.explain({"procedure": "ua-1646", "received": received, **question})
    return {each["rule"]: each["due"] for each in answer["deadlines"]}[rule]


@pytest.mark.parametrize(
    ("received", "police"),
    [
        pytest.param("2025-09-09T10:15", "2025-09-10T10:15:00+03:00", id="TC-01 a working day"),
        pytest.param("2025-09-12T18:40", "2025-09-13T18:40:00+03:00", id="TC-02 not moved by the weekend"),
        pytest.param("2025-10-01T00:00", "2025-10-02T00:00:00+03:00", id="TC-05 midnight belongs to the new date"),
        pytest.param("2026-03-28T20:00", "2026-03-29T21:00:00+03:00", id="TC-07 24 hours elapse over the lost hour"),
        pytest.param("2026-10-24T20:00", "2026-10-25T19:00:00+02:00", id="24 hours elapse over the doubled hour"),
        pytest.param("2025-09-13T08:00", "2025-09-14T08:00:00+03:00", id="TC-12 from the head's receipt"),
        pytest.param("2026-03-29T03:30", "2026-03-30T04:30:00+03:00", id="a time that never came: offset before"),
        pytest.param("2026-03-29T03:00", "2026-03-30T04:00:00+03:00", id="the first second that never came"),
        pytest.param("2026-10-25T03:30", "2026-10-26T02:30:00+02:00", id="a time that came twice: the first"),
        pytest.param("2026-10-25T01:30Z", "2026-10-26T03:30:00+02:00", id="with an offset there is no doubt"),
        pytest.param("2025-09-09T07:15+00:00", "2025-09-10T10:15:00+03:00", id="an offset is shown as local time"),
        pytest.param("2025-09-09", "2025-09-10T00:00:00+03:00", id="without a time the day counts from its start"),
    ],
)
def test_police_are_told_within_24_elapsed_hours(received: str, police: str):
    assert due(received, "police_notice") == police
    assert due(received, "guardian_notice") == police


@pytest.mark.parametrize(
    ("received", "meeting", "end", "question"),
    [
        pytest.param("2025-09-08T09:00", "2025-09-11", "2025-09-22", {}, id="TC-13 base case"),
        pytest.param("2025-09-12T18:40", "2025-09-17", "2025-09-26", {}, id="TC-14 the hour doesn't matter"),
        pytest.param("2025-09-15T23:59:59", "2025-09-18", "2025-09-29", {}, id="TC-16a the last second of Monday"),
        pytest.param("2025-09-16T00:00", "2025-09-19", "2025-09-30", {}, id="TC-16b the local date decides"),
        pytest.param("2025-09-15T21:00Z", "2025-09-19", "2025-09-30", {}, id="TC-16b the same instant in UTC"),
        pytest.param("2025-12-29T09:00", "2026-01-01", "2026-01-12", {}, id="TC-17 martial: 1 January works"),
        pytest.param("2025-12-29T09:00", "2026-01-02", "2026-01-13", {"calendar": "ua-peace"}, id="TC-18 peace"),
        pytest.param("2026-06-26T09:00", "2026-07-01", "2026-07-10", {}, id="TC-20 martial: no transfer"),
        pytest.param("2026-06-26T09:00", "2026-07-02", "2026-07-13", {"calendar": "ua-peace"}, id="TC-20 transfer"),
        pytest.param("2025-09-12T09:00", "2025-09-16", "2025-09-24", {"week": 6}, id="TC-22 Saturday counts"),
        pytest.param("2025-09-13T09:00", "2025-09-17", "2025-09-26", {}, id="received on a Saturday"),
        pytest.param("2026-12-21T09:00", "2026-12-24", "2027-01-04", {}, id="TC-24 martial law continues"),
    ],
)
def test_three_and_ten_working_days(received: str, meeting: str, end: str, question: dict[str, object]):
    found = [due(received, rule, **question) for rule in ("commission_meeting", "resolution")]
    zone = ZoneInfo("Europe/Kyiv")
    assert found == [
        datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=zone).isoformat() for day in (meeting, end)
    ]


def test_martial_law_ends_inside_a_count():
    """TC-24: 22, 23, 24 December under martial law; 25 December and 1 January are holidays again."""
    calendar = load_calendar("ua-martial", martial_until=date(2026, 12, 24))
    found = deadlines(UA, datetime(2026, 12, 21, 9, tzinfo=KYIV), {}, calendar, KYIV)
    ends = {each.key: each.due.date() for each in found if each.due}
    assert (ends["commission_meeting"], ends["resolution"]) == (date(2026, 12, 24), date(2027, 1, 6))
    resolution = found[-1]
    assert [skipped.day.day for skipped in resolution.skipped if skipped.rule.kind == "holiday"] == [25, 1]
    assert resolution.calendar_version == "2022-03-24 until 2026-12-24"


@pytest.mark.parametrize(
    ("question", "notice", "projected"),
    [
        pytest.param({"facts": {"meeting": "2025-09-11T10:00"}}, "2025-09-10T18:00:00+03:00", False, id="TC-37"),
        pytest.param({"facts": {"meeting": "2025-09-11"}}, "2025-09-10T18:00:00+03:00", False, id="a date is enough"),
        pytest.param({"facts": {"meeting": "2025-09-09T08:00"}}, "2025-09-08T18:00:00+03:00", False, id="next day"),
        pytest.param({"facts": {"meeting": "2025-09-15T08:00"}}, "2025-09-14T18:00:00+03:00", False, id="Sunday"),
        pytest.param({}, "2025-09-10T18:00:00+03:00", True, id="TC-41 the last safe moment is projected"),
    ],
)
def test_notice_of_the_meeting_by_18_of_the_calendar_day_before(question: dict[str, Any], notice: str, projected: bool):
    answer: dict[str, Any] = ask.explain({"procedure": "ua-1646", "received": "2025-09-08T09:00", **question})
    (found,) = [each for each in answer["deadlines"] if each["rule"] == "meeting_notice"]
    assert (found["due"], found["projected"]) == (notice, projected)


def test_a_day_of_rest_before_the_meeting_is_pointed_out():
    answer: dict[str, Any] = ask.explain(
        {"procedure": "ua-1646", "received": "2025-09-10T09:00", "facts": {"meeting": "2025-09-15T10:00"}}
    )
    (found,) = [each for each in answer["deadlines"] if each["rule"] == "meeting_notice"]
    assert found["notes"] == ["The day before the meeting, 2025-09-14, isn't a working day."]


@pytest.mark.parametrize(
    ("wall", "read", "word"),
    [
        pytest.param("2026-03-29T03:30", "2026-03-29T04:30:00+03:00", "forward", id="nonexistent in Kyiv"),
        pytest.param("2026-10-25T03:30", "2026-10-25T03:30:00+03:00", "back", id="ambiguous in Kyiv"),
    ],
)
def test_a_doubtful_local_time_is_read_by_convention_and_says_so(wall: str, read: str, word: str):
    answer: dict[str, Any] = ask.explain({"procedure": "ua-1646", "received": wall})
    assert answer["received"] == read
    assert any(word in note and read in note for note in answer["notes"])


def test_almaty_lost_an_hour_on_the_first_of_march_2024():
    answer: dict[str, Any] = ask.explain({"procedure": "kz-2021", "received": "2024-02-29T23:30"})
    assert answer["received"] == "2024-02-29T23:30:00+06:00"
    assert {each["default_due"] for each in answer["deadlines"]} == {"2024-02-29T23:30:00+05:00"}


def test_a_ukrainian_procedure_may_be_asked_in_another_zone():
    assert due("2025-09-09T10:15", "commission_meeting", timezone="Asia/Almaty") == "2025-09-12T23:59:59+05:00"


def test_kazakhstan_sets_no_number_and_the_product_says_that_its_hour_is_its_own():
    """TC-55: identified on the eve of Nauryz; nothing is moved by the holidays."""
    answer: dict[str, Any] = ask.explain({"procedure": "kz-2021", "received": "2026-03-20T18:30"})
    assert {each["rule"] for each in answer["deadlines"]} == {
        "law_enforcement_notice",
        "child_rights_notice",
        "medical_notice",
        "guardian_notice",
        "education_department_notice",
    }
    for each in answer["deadlines"]:
        assert each["due"] is None
        assert each["default_due"] == "2026-03-20T19:30:00+05:00"
        assert each["default_label"] == "product default, not set by the text"


def test_kazakh_escalations_come_one_four_and_twenty_four_hours_after_identification():
    calendar = load_calendar("kz")
    first = deadlines(KZ, datetime(2026, 3, 20, 18, 30, tzinfo=ALMATY), {}, calendar, ALMATY)[0]
    found = [(stage.at.isoformat(), stage.to) for stage in stages(first, calendar, ALMATY) if stage.kind == "escalate"]
    assert found == [
        ("2026-03-20T19:30:00+05:00", "head"),
        ("2026-03-20T22:30:00+05:00", "deputy"),
        ("2026-03-21T18:30:00+05:00", "department"),
    ]


@pytest.mark.parametrize(
    ("start", "count", "week", "as_of", "last"),
    [
        pytest.param(date(2026, 3, 20), 1, 5, None, date(2026, 3, 26), id="TC-57a five-day week"),
        pytest.param(date(2026, 3, 20), 1, 6, None, date(2026, 3, 25), id="TC-57b six-day week"),
        pytest.param(date(2024, 5, 3), 3, 5, None, date(2024, 5, 10), id="TC-58 a working Saturday"),
        pytest.param(date(2024, 6, 14), 1, 5, date(2024, 6, 1), date(2024, 6, 18), id="TC-59a as printed"),
        pytest.param(date(2024, 6, 14), 1, 5, date(2024, 6, 7), date(2024, 6, 17), id="TC-59a corrected"),
        pytest.param(date(2026, 8, 28), 1, 5, date(2025, 12, 1), date(2026, 9, 1), id="TC-59b as printed"),
        pytest.param(date(2026, 8, 28), 1, 5, date(2026, 3, 18), date(2026, 8, 31), id="TC-59b corrected"),
        pytest.param(date(2025, 1, 2), 1, 5, None, date(2025, 1, 5), id="a working Sunday"),
        pytest.param(date(2025, 1, 2), 2, 6, None, date(2025, 1, 5), id="six days: Saturday, then the working Sunday"),
    ],
)
def test_kazakh_working_days(start: date, count: int, week: int, as_of: date | None, last: date):
    assert load_calendar("kz", week=week, as_of=as_of).add_working_days(start, count) == last


# composition, present, for, against, chair, tie -> outcome, casting vote, disputed
VOTES = [
    pytest.param(5, 4, 3, 1, "for", None, "adopted", False, False, id="TC-43 three of five"),
    pytest.param(5, 4, 2, 2, "for", None, "adopted", True, False, id="TC-43 the chair saves a tie"),
    pytest.param(5, 4, 2, 2, "against", None, "rejected", False, False, id="TC-43 the chair is against"),
    pytest.param(5, 4, 2, 2, "against", "literal", "rejected", False, False, id="TC-43 literally too"),
    pytest.param(6, 4, 3, 1, "for", None, "rejected", False, False, id="TC-44 a majority of those present only"),
    pytest.param(6, 4, 2, 2, "for", "harmonised", "rejected", False, True, id="TC-44 the tie is disputed"),
    pytest.param(6, 4, 2, 2, "for", "literal", "adopted", True, True, id="TC-44 literally the chair's side wins"),
    pytest.param(7, 6, 3, 3, "for", None, "adopted", True, False, id="TC-45 3+1 reach four"),
    pytest.param(7, 6, 3, 3, "against", None, "rejected", False, False, id="TC-45 the chair is against"),
    pytest.param(8, 8, 4, 4, "for", None, "adopted", True, False, id="TC-46 4+1 reach five"),
    pytest.param(8, 7, 4, 3, "for", None, "rejected", False, False, id="TC-46 no tie, four are too few"),
    pytest.param(9, 6, 4, 2, "for", None, "rejected", False, False, id="TC-47 four of nine"),
    pytest.param(9, 6, 5, 1, "for", None, "adopted", False, False, id="TC-47 five of nine"),
    pytest.param(9, 8, 4, 4, "for", None, "adopted", True, False, id="TC-47 the chair makes five"),
    pytest.param(8, 5, 5, 0, "for", None, "no_quorum", False, False, id="TC-48 five of eight may not open"),
    pytest.param(8, 5, 2, 2, "for", None, "no_quorum", False, False, id="no quorum: no dispute either"),
    pytest.param(8, 6, 3, 3, "for", None, "rejected", False, True, id="TC-49 core of the conflict"),
    pytest.param(9, 7, 6, 1, "absent", None, "adopted", False, False, id="TC-51 the elected member presides"),
    pytest.param(8, 8, 0, 0, "abstain", None, "rejected", False, False, id="nobody voted"),
    pytest.param(8, 8, 4, 4, None, None, "rejected", False, False, id="nobody said how the chair voted"),
    pytest.param(1, 1, 1, 0, "for", None, "adopted", False, False, id="one member is a quorum and a majority"),
]


@pytest.mark.parametrize(
    ("composition", "present", "for_", "against", "chair", "tie", "outcome", "casting", "disputed"), VOTES
)
def test_votes(
    composition: int,
    present: int,
    for_: int,
    against: int,
    chair: str | None,
    tie: str | None,
    outcome: str,
    casting: bool,
    disputed: bool,
):
    answer = ask.tally(
        {
            "procedure": "ua-1646",
            "composition": composition,
            "present": present,
            "for": for_,
            "against": against,
            "chair": chair,
            "tie": tie,
        }
    )
    assert (answer["outcome"], answer["casting_vote"], answer["disputed_tie"]) == (outcome, casting, disputed)
    assert answer["tie"] == (tie or "harmonised")


@pytest.mark.parametrize(
    ("composition", "quorum", "majority"),
    [(5, 4, 3), (6, 4, 4), (7, 5, 4), (8, 6, 5), (9, 6, 5), (10, 7, 6)],
)
def test_quorum_and_majority_of_each_size(composition: int, quorum: int, majority: int):
    """The cross-check table of the worked cases."""
    answer: dict[str, Any] = ask.tally(
        {"procedure": "ua-1646", "composition": composition, "present": composition, "for": 0, "against": 0}
    )
    assert (answer["quorum"]["needed"], answer["majority"]) == (quorum, majority)
