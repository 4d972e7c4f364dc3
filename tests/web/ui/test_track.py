"""The deadline track lays out what was counted; it counts nothing itself."""

from datetime import date, timedelta

import pytest

from safeguard.web.track import TrackRule, lay_out

MONDAY = date(2025, 9, 15)
WEEKEND = {date(2025, 9, 20), date(2025, 9, 21)}


def days(number):
    return MONDAY + timedelta(days=number)


def cells(rule, today=MONDAY, off=WEEKEND):
    return [
        (cell.classes, cell.text if cell.is_bar else None)
        for cell in lay_out([rule], today=today, days_off=off).rows[0].cells
    ]


def test_counted_days_carry_their_number_and_days_off_none():
    counted = {days(1): 1, days(2): 2, days(3): 3, days(4): 4, days(7): 5}
    rule = TrackRule("Meeting", "5 working days", MONDAY, days(7), "", "received", counted=counted)
    assert cells(rule, today=days(1)) == [
        ("from", "received"),
        ("now", "1"),
        ("", "2"),
        ("", "3"),
        ("", "4"),
        ("off", "·"),
        ("off", "·"),
        ("due", "5"),
    ]


def test_a_limit_in_hours_shows_the_clock_on_both_days():
    rule = TrackRule("Police", "24 hours", MONDAY, days(1), "soon", "10:35", "10:35")
    assert cells(rule)[:3] == [("now from soon", "10:35"), ("due soon", "10:35"), ("", None)]


@pytest.mark.parametrize(("met", "length"), [(0, 1), (1, 2), (5, 3)])
def test_what_is_met_ends_its_bar_with_a_tick_and_never_after_the_limit(met, length):
    rule = TrackRule("Service", "24 hours", MONDAY, days(2), "done", met_on=days(met))
    row = lay_out([rule], today=days(3), days_off=()).rows[0]
    assert [cell.is_bar for cell in row.cells].count(True) == length
    assert [cell.is_met for cell in row.cells].index(True) == length - 1


def test_without_rules_there_is_still_today():
    track = lay_out([], today=MONDAY, days_off=WEEKEND)
    assert track.days[0].is_today
    assert track.rows == ()


@pytest.mark.parametrize("due", [40, 400])
def test_a_long_term_shows_a_month_around_today(due):
    rule = TrackRule("Plan", "a year", MONDAY, days(due))
    track = lay_out([rule], today=days(due - 10), days_off=())
    assert len(track.days) <= 31
    assert any(day.is_today for day in track.days)
