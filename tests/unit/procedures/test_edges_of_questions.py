"""The edges of the definitions: questions that can't be asked."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from safeguard.calendars import load_calendar
from safeguard.errors import DomainError
from safeguard.procedures import ask, catalogue
from safeguard.procedures.ask import values
from safeguard.procedures.texts import Texts

KYIV = ZoneInfo("Europe/Kyiv")
PEACE = load_calendar("ua-peace")
WORDS = Texts("п'ять", "бес", "пять", "five")
KHARKIV = catalogue.load_procedure("ua-kharkiv-51", "2023-08-31")
NATIONAL = catalogue.load_procedure("ua-1646", "2020-02-18")


# --- words ---


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("uk", "п’ять"),
        ("uk-ua", "п’ять"),
        ("kk", "бес"),
        ("ru-ru", "пять"),
        ("en-gb", "five"),
        ("de", "five"),
        ("", "five"),
    ],
)
def test_a_text_is_said_in_the_language_asked_for_else_in_english(language, words):
    assert WORDS.in_(language) == words


def test_only_the_ukrainian_apostrophe_is_set_right():
    assert Texts("'x'", "п'я", "п'я", "it's").in_("en") == "it's"
    assert Texts("'п'я'", "", "", "").in_("uk") == "'п’я'"


# --- questions that can't be: the field and the words ---

TOO_MANY = "More than 3660 working days can't be counted."
BACKWARDS = "The last day is before the first one."
BEGAN = "Procedure ua-1646 wasn't in force on 2020-02-17: it began on 2020-02-18."
REST = "weekly day of rest"


@pytest.mark.parametrize(
    ("question", "asked", "field", "words"),
    [
        (ask.workdays, {"from": "2026-03-20", "count": 3661}, "count", TOO_MANY),
        (ask.workdays_until, {"from": "2026-03-20", "until": "2026-03-19"}, "until", BACKWARDS),
        (ask.workdays_until, {"from": "2016-01-01", "until": "2026-03-19"}, "until", TOO_MANY),
        (ask.workdays, {"from": "2026-02-30", "count": 1}, "", "There is no such date: “2026-02-30”."),
        (ask.workdays, {"count": 1, "a": 1, "b": 2}, "", "Unknown: a, b."),
    ],
)  # fmt: skip
def test_days_that_cant_be_counted(question, asked, field, words):
    with pytest.raises(DomainError) as refused:
        question({"calendar": "kz", **asked})
    assert (refused.value.field, str(refused.value)) == (field, words)


@pytest.mark.parametrize(
    ("change_", "field", "words"),
    [
        ({"received": None}, "received", "“received” is missing."),
        ({"received": 7}, "", "“received” must be a date and time."),
        ({"received": "9999-12-31T23:00"}, "", "The count runs past the last date there is."),
        ({"facts": "x"}, "", "“facts” must be names with dates."),
        ({"facts": {"meeting": "2025-09-07"}}, "meeting", "“meeting” on 2025-09-07 is before the report was received."),
        (
            {"facts": {"x": "2025-09-09"}},
            "",
            "Unknown fact “x”: there are accepted, investigation_ordered, investigation_reported, commission_ordered, "
            "meeting, qualified.",
        ),
        ({"procedure": "zz"}, "", "Unknown procedure “zz”: there are kz-2021, ua-1646, ua-bila-tserkva-21, "
         "ua-dnipro-cpto, ua-kharkiv-51."),
        ({"received": "2020-02-17T09:00"}, "", BEGAN),
        ({"timezone": "x"}, "", "Unknown time zone: “x”."),
    ],
)  # fmt: skip
def test_a_timetable_that_cant_be(change_, field, words):
    with pytest.raises(DomainError) as refused:
        ask.explain({"procedure": "ua-1646", "received": "2025-09-08T09:00", **change_})
    assert (refused.value.field, str(refused.value)) == (field, words)


@pytest.mark.parametrize(
    ("change_", "words"),
    [
        ({"composition": 0, "present": 0}, "A commission has at least one member."),
        ({"present": -1}, "A count of people or votes can't be negative."),
        ({"for": -1}, "A count of people or votes can't be negative."),
        ({"against": -1}, "A count of people or votes can't be negative."),
        ({"abstain": -1}, "A count of people or votes can't be negative."),
        ({"present": 9}, "9 present, but the commission has only 8 members."),
        ({"for": 4}, "7 votes, but only 6 members present."),
        ({"abstain": 1}, "7 votes, but only 6 members present."),
        ({"for": 0, "chair": "for"}, "The chair is given as “for”, but the counts leave no such member."),
        ({"for": 3, "chair": "absent", "present": 8, "against": 5}, "The chair is given as “absent”, but the counts "
         "leave no such member."),
    ],
)  # fmt: skip
def test_a_vote_that_cant_be(change_, words):
    asked = {"procedure": "ua-1646", "composition": 8, "present": 6, "for": 3, "against": 3, **change_}
    with pytest.raises(DomainError) as refused:
        ask.tally(asked)
    assert str(refused.value) == words


@pytest.mark.parametrize(("days", "counts"), [(values.MOST_DAYS, True), (values.MOST_DAYS + 1, False)])
def test_the_longest_count(days, counts):
    until = (date(2016, 1, 1) + timedelta(days=days)).isoformat()
    asked = {"calendar": "ua-martial", "from": "2016-01-01", "until": until}
    with pytest.raises(DomainError) as refused:
        ask.workdays_until(asked)
    assert ("More than" in str(refused.value)) is not counts


@pytest.mark.parametrize(("count", "counts"), [(values.MOST_DAYS, True), (values.MOST_DAYS + 1, False)])
def test_the_largest_count_of_days(count, counts):
    with pytest.raises(DomainError) as refused:
        ask.workdays({"calendar": "kz", "from": "2026-01-01", "count": count})
    assert ("More than" in str(refused.value)) is not counts


@pytest.mark.parametrize(
    ("number", "fits"), [(values.LARGEST, True), (-values.LARGEST, True), (values.LARGEST + 1, False)]
)
def test_the_largest_number(number, fits):
    if fits:
        assert values.whole({"count": number}, "count") == number
    else:
        with pytest.raises(DomainError, match="too large a number"):
            values.whole({"count": number}, "count")


def test_a_week_of_six_days_is_asked_for():
    asked = {"calendar": "kz", "from": "2026-03-20", "count": 1}
    assert (ask.workdays(asked), ask.workdays({**asked, "week": 6})) == (["2026-03-26"], ["2026-03-25"])
    until = {"calendar": "kz", "from": "2026-03-20", "until": "2026-03-26"}
    assert ask.workdays_until({**until, "week": 6}) == ["2026-03-25", "2026-03-26"]
