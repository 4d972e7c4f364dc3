"""The reviewed tables, day by day, against the lists in the legal context."""

from datetime import date, timedelta

import pytest

from safeguard.calendars import DayKind, load_calendar


def days_off(code: str, year: int, week: int) -> str:
    """Days of the weekly rhythm that are off, as MM-DD."""
    calendar = load_calendar(code, week=week)
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    return " ".join(
        f"{day:%m-%d}" for day in days if day.year == year and day.weekday() < week and not calendar.is_working(day)
    )


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2024, "01-01 01-02 03-08 03-21 03-22 03-25 05-01 05-07 05-08 05-09 07-08 08-30 10-25 12-16"),
        (2025, "01-01 01-02 01-03 01-07 03-10 03-21 03-24 03-25 05-01 05-07 05-09 06-06 07-07 09-01 10-27 12-16"),
        (2026, "01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16"),
        (2027, "01-01 01-04 01-07 03-08 03-15 03-22 03-23 03-24 05-03 05-07 05-10 07-06 10-25 12-16"),
    ],
)
def test_kazakhstan_five_days(year: int, expected: str):
    assert days_off("kz", year, 5) == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2024, "01-01 01-02 03-08 03-21 03-22 03-23 05-01 05-07 05-09 07-06 08-30 10-25 12-16"),
        (2025, "01-01 01-02 01-03 01-07 03-08 03-21 03-22 03-24 05-01 05-07 05-09 06-06 07-07 08-30 10-25 12-16"),
        (2026, "01-01 01-02 01-07 03-09 03-21 03-23 03-24 05-01 05-07 05-09 05-27 07-06 10-26 12-16"),
        (2027, "01-01 01-02 01-07 03-08 03-15 03-22 03-23 03-24 05-01 05-07 05-10 07-06 10-25 12-16"),
    ],
)
def test_kazakhstan_six_days_a_saturday_is_not_moved(year: int, expected: str):
    assert days_off("kz", year, 6) == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2024, "01-01 03-08 05-01 05-06 05-08 06-24 06-28 07-15 08-26 10-01 12-25"),
        (2025, "01-01 03-10 04-21 05-01 05-08 06-09 06-30 07-15 08-25 10-01 12-25"),
        (2026, "01-01 03-09 04-13 05-01 05-08 06-01 06-29 07-15 08-24 10-01 12-25"),
        (2027, "01-01 03-08 05-03 05-04 05-10 06-21 06-28 07-15 08-24 10-01 12-27"),
    ],
)
def test_ukraine_in_peace_five_days(year: int, expected: str):
    assert days_off("ua-peace", year, 5) == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2024, "01-01 03-08 05-01 05-06 05-08 06-24 06-28 07-15 08-24 10-01 12-25"),
        (2025, "01-01 03-08 04-21 05-01 05-08 06-09 06-28 07-15 08-25 10-01 12-25"),
        (2026, "01-01 03-09 04-13 05-01 05-08 06-01 06-29 07-15 08-24 10-01 12-25"),
        (2027, "01-01 03-08 05-01 05-03 05-08 06-21 06-28 07-15 08-24 10-01 12-25"),
    ],
)
def test_ukraine_in_peace_six_days(year: int, expected: str):
    assert days_off("ua-peace", year, 6) == expected


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_under_martial_law_no_holiday_is_off(year: int):
    assert days_off("ua-martial", year, 5) == days_off("ua-martial", year, 6) == ""


@pytest.mark.parametrize(
    ("day", "kind", "working"),
    [
        (date(2024, 5, 4), DayKind.MOVED_WORKING, True),
        (date(2024, 5, 8), DayKind.MOVED_OFF, False),
        (date(2025, 1, 5), DayKind.MOVED_WORKING, True),
        (date(2025, 1, 3), DayKind.MOVED_OFF, False),
        (date(2026, 1, 7), DayKind.RELIGIOUS, False),
        (date(2026, 3, 24), DayKind.TRANSFERRED, False),
        (date(2026, 12, 16), DayKind.HOLIDAY, False),
        (date(2026, 12, 19), DayKind.WEEKEND, False),
    ],
)
def test_every_kazakh_day_says_why(day: date, kind: DayKind, working: bool):
    rule = load_calendar("kz").rule_of(day)
    assert rule is not None
    assert (rule.kind, rule.is_working) == (kind, working)
    assert all(rule.name(language) for language in ("uk", "kk", "ru", "en"))
