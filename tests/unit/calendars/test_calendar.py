"""Counting over a calendar: what counts, what is passed over, what can't be answered."""

from datetime import date, timedelta

import pytest

from safeguard.calendars import CalendarError, DayKind, DayRule, WorkCalendar, load_calendar

PEACE = load_calendar("ua-peace")


def test_the_day_it_starts_is_not_counted():
    assert PEACE.working_days_from(date(2026, 6, 26), 3) == [date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 2)]


def test_no_days_end_where_they_start():
    assert PEACE.add_working_days(date(2026, 6, 27), 0) == date(2026, 6, 27)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 6, 26), date(2026, 6, 26)), (date(2026, 6, 27), date(2026, 6, 30))],
)
def test_an_end_on_a_day_of_rest_rolls_over(day: date, expected: date):
    assert PEACE.first_working_day_from(day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 6, 26), date(2026, 6, 25)), (date(2026, 6, 30), date(2026, 6, 26))],
)
def test_the_working_day_before(day: date, expected: date):
    assert PEACE.working_day_before(day) == expected


def test_days_passed_over_say_why():
    found = PEACE.skipped_between(date(2026, 6, 26), date(2026, 6, 30))
    assert [(skipped.day.day, skipped.rule.kind, skipped.rule.name("en")) for skipped in found] == [
        (27, DayKind.WEEKEND, "weekly day of rest"),
        (28, DayKind.HOLIDAY, "Constitution Day of Ukraine"),
        (29, DayKind.TRANSFERRED, "Constitution Day of Ukraine"),
    ]


def test_an_order_of_the_school_is_layered_in():
    ordered = {date(2026, 6, 26): (False, "quarantine"), date(2026, 6, 27): (True, "moved lessons")}
    calendar = PEACE.with_overrides(ordered)
    assert calendar.working_days_from(date(2026, 6, 25), 2) == [date(2026, 6, 27), date(2026, 6, 30)]
    assert [skipped.rule.name("kk") for skipped in calendar.skipped_between(date(2026, 6, 25), date(2026, 6, 27))] == [
        "quarantine"
    ]


def test_overrides_change_the_version_and_only_by_their_content():
    one = PEACE.with_overrides({date(2026, 6, 26): (False, "a"), date(2026, 6, 27): (True, "b")})
    same = PEACE.with_overrides({date(2026, 6, 27): (True, "b"), date(2026, 6, 26): (False, "c")})
    other = PEACE.with_overrides({date(2026, 6, 26): (True, "a"), date(2026, 6, 27): (True, "b")})
    assert one.version == same.version != other.version
    assert one.version.startswith(f"{PEACE.version}+")
    assert PEACE.with_overrides({}) is PEACE


def test_a_day_without_names_is_silent():
    assert DayRule(False, DayKind.HOLIDAY).name("uk") == ""


def test_versions_name_the_newest_edition_and_bring_it_back():
    old = load_calendar("kz", as_of=date(2024, 6, 1))
    assert old.version == "2024-04-17"
    assert load_calendar("kz", as_of=date.fromisoformat(old.version)) == old
    assert (old.first, old.last) == (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("until", "day", "working"),
    [
        (date(2026, 8, 23), date(2026, 8, 24), False),
        (date(2026, 8, 24), date(2026, 8, 24), True),
        (date(2023, 12, 31), date(2024, 1, 1), False),
    ],
)
def test_martial_law_is_a_dated_switch(until: date, day: date, working: bool):
    calendar = load_calendar("ua-martial", martial_until=until)
    assert calendar.is_working(day) is working
    assert until.isoformat() in calendar.version


def test_after_martial_law_the_tables_end_where_peace_ends():
    calendar = load_calendar("ua-martial", martial_until=date(2026, 12, 31))
    with pytest.raises(CalendarError, match="no table for 2028-01-03"):
        calendar.is_working(date(2028, 1, 3))
    assert load_calendar("ua-martial").is_working(date(2028, 1, 3))


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        pytest.param(lambda: load_calendar("fr"), "Unknown calendar “fr”", id="unknown code"),
        pytest.param(lambda: load_calendar("kz", week=4), "5 or 6 days, not 4", id="a week of four days"),
        pytest.param(lambda: load_calendar("kz", martial_until=date(2026, 1, 1)), "no martial law", id="not Ukraine"),
        pytest.param(lambda: load_calendar("kz", as_of=date(2020, 1, 1)), "no table yet", id="before any edition"),
        pytest.param(
            lambda: load_calendar("ua-martial", martial_until=date(2023, 6, 1)), "no peacetime table", id="a gap"
        ),
        pytest.param(lambda: PEACE.is_working(date(2023, 12, 31)), "no table for 2023-12-31", id="before the tables"),
        pytest.param(lambda: PEACE.working_days_from(date(2027, 12, 30), 2), "2028-01-01", id="past the tables"),
        pytest.param(lambda: PEACE.working_days_from(date(2026, 1, 1), -1), "can't be negative", id="negative count"),
        pytest.param(
            lambda: load_calendar("ua-martial").add_working_days(date.max, 1), "last date there is", id="end of time"
        ),
        pytest.param(
            lambda: WorkCalendar("x", "1", 8, date.min, date.max, {}), "5 or 6 days, not 8", id="a week of eight days"
        ),
    ],
)
def test_what_the_tables_do_not_know_is_refused(ask, reason: str):
    with pytest.raises(CalendarError, match=reason):
        ask()


def test_a_calendar_without_end_counts_on_by_the_week_and_one_with_an_end_refuses():
    table = load_calendar("kz")
    after = table.last + timedelta(days=1)
    with pytest.raises(CalendarError, match="no table"):
        table.add_working_days(table.last, 5)
    goes_on = table.without_end()
    counted = goes_on.working_days_from(table.last, 5)
    assert all(day >= after and day.weekday() < 5 for day in counted)
    with pytest.raises(CalendarError, match="no table"):
        goes_on.is_working(table.first - timedelta(days=1))
