"""Which year a paper is numbered in."""

from datetime import date

import pytest

from safeguard.registers.enums import Register
from safeguard.registers.years import register_year, register_year_label, school_year_label, school_year_of


@pytest.mark.parametrize(
    ("day", "year"),
    [
        pytest.param(date(2026, 8, 31), 2025, id="the last day of summer"),
        pytest.param(date(2026, 9, 1), 2026, id="1 September begins the year"),
        pytest.param(date(2026, 12, 31), 2026, id="New Year's Eve"),
        pytest.param(date(2027, 1, 1), 2026, id="New Year changes nothing"),
    ],
)
def test_a_school_year_begins_on_1_september(day, year):
    assert school_year_of(day) == year


@pytest.mark.parametrize(
    ("register", "year", "label"),
    [
        pytest.param(Register.REPORTS, 2025, "2025/26", id="reports by school year"),
        pytest.param(Register.CASES, 2025, "2025/26", id="cases by school year"),
        pytest.param(Register.MINUTES, 2025, "2025/26", id="minutes by school year"),
        pytest.param(Register.LETTERS, 2026, "2026", id="letters by calendar year"),
        pytest.param(Register.ORDERS, 2025, "2025/26", id="orders by school year"),
    ],
)
def test_a_register_counts_by_its_own_year(register, year, label):
    assert register_year(register, date(2026, 3, 2)) == year
    assert register_year_label(register, year) == label


@pytest.mark.parametrize(("year", "label"), [(2026, "2026/27"), (2099, "2099/00"), (2008, "2008/09")])
def test_a_school_year_is_written_with_two_years(year, label):
    assert school_year_label(year) == label
