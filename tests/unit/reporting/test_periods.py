"""The quarters of a school year: every day belongs to exactly one."""

from datetime import date, timedelta

import pytest

from reporting.domain.periods import Quarter, parse_quarter, quarter_of


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        pytest.param(date(2026, 9, 1), Quarter(2026, 1), id="the school year begins"),
        pytest.param(date(2026, 10, 31), Quarter(2026, 1), id="last day of the first"),
        pytest.param(date(2026, 11, 1), Quarter(2026, 2), id="first day of the second"),
        pytest.param(date(2026, 12, 31), Quarter(2026, 2), id="last day of the year"),
        pytest.param(date(2027, 1, 1), Quarter(2026, 3), id="New Year stays in the school year"),
        pytest.param(date(2027, 4, 1), Quarter(2026, 4), id="the fourth begins"),
        pytest.param(date(2027, 8, 31), Quarter(2026, 4), id="the summer belongs to the fourth"),
    ],
)
def test_the_quarter_of_a_day(day, quarter):
    assert quarter_of(day) == quarter
    assert quarter.first <= day <= quarter.last


def test_no_day_falls_between_two_quarters():
    quarter = Quarter(2024, 1)
    for _ in range(12):
        assert quarter.last + timedelta(days=1) == quarter.next().first
        assert quarter.next().previous() == quarter
        quarter = quarter.next()


@pytest.mark.parametrize("key", ["", "2026", "2026-5", "2026-0", "x-1", "20261", "2026-1x"])
def test_what_isnt_a_quarter_is_none(key):
    assert parse_quarter(key) is None
