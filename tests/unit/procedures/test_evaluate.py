"""Limits in every unit, known and projected starts, and what is said beside them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from safeguard.calendars import load_calendar
from safeguard.procedures.evaluate import Deadline, deadlines
from safeguard.procedures.localtime import end_of_day, read_local
from safeguard.procedures.notes import NoteCode

from .definition import small

KYIV = ZoneInfo("Europe/Kyiv")
PEACE = load_calendar("ua-peace")
RECEIVED = datetime(2025, 9, 8, 9, tzinfo=KYIV)


def found(rule: str, received: datetime = RECEIVED, **facts: datetime) -> Deadline:
    return {each.key: each for each in deadlines(small(), received, facts, PEACE, KYIV)}[rule]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KYIV)


@pytest.mark.parametrize(
    ("ordered", "due", "strict", "safe"),
    [
        pytest.param("2025-09-08T09:00", "2025-09-11T23:59:59", None, None, id="TC-32 the third day works"),
        pytest.param("2025-09-10T09:00", "2025-09-15T23:59:59", "2025-09-13", "2025-09-12", id="TC-33a a Saturday"),
        pytest.param("2025-09-11T09:00", "2025-09-15T23:59:59", "2025-09-14", "2025-09-12", id="TC-33b a Sunday"),
    ],
)
def test_calendar_days_that_end_on_a_day_of_rest(ordered: str, due: str, strict: str | None, safe: str | None):
    hearing = found("hearing", commission_ordered=at(ordered))
    assert hearing.due == at(due)
    assert len(hearing.counted) == 3
    assert [note.params for note in hearing.notes] == ([{"strict": strict, "safe": safe}] if strict else [])


def test_calendar_days_without_a_shift_end_where_they_end():
    assert found("after_aid", qualified=at("2025-09-12T09:00")).due == at("2025-09-14T23:59:59")


def test_a_step_whose_fact_is_missing_is_projected_from_the_last_day_before_it():
    order, hearing, announcement = found("order"), found("hearing"), found("announcement")
    assert (order.due, order.projected) == (at("2025-09-09T23:59:59"), False)
    assert (hearing.due, hearing.projected) == (at("2025-09-12T23:59:59"), True)
    assert (announcement.due, announcement.projected) == (at("2025-09-11T18:00:00"), True)


def test_acceptance_is_the_receipt_unless_it_is_given():
    accepted = found("order", accepted=at("2025-09-05T15:00"))
    assert (accepted.due, accepted.projected) == (at("2025-09-08T23:59:59"), False)


def test_a_duty_without_any_time_has_no_instant_and_the_next_step_starts_with_it():
    aid, after = found("aid"), found("after_aid")
    assert (aid.due, aid.default_due, aid.binding, aid.is_default, aid.notes) == (None, None, None, False, ())
    assert (after.started_at, after.projected) == (RECEIVED, True)


def test_a_deadline_keeps_the_calendar_it_was_counted_with():
    assert (found("order").calendar, found("order").calendar_version) == ("ua-peace", "2024-01-01")


def test_an_unknown_fact_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="party"):
        found("order", party=RECEIVED)


@pytest.mark.parametrize(
    ("wall", "zone", "read", "code"),
    [
        ("2026-03-29T02:59:59", "Europe/Kyiv", "2026-03-29T02:59:59+02:00", None),
        ("2026-03-29T03:59:59", "Europe/Kyiv", "2026-03-29T04:59:59+03:00", NoteCode.NONEXISTENT_TIME),
        ("2026-03-29T04:00:00", "Europe/Kyiv", "2026-03-29T04:00:00+03:00", None),
        ("2026-10-25T02:59:59", "Europe/Kyiv", "2026-10-25T02:59:59+03:00", None),
        ("2026-10-25T03:00:00", "Europe/Kyiv", "2026-10-25T03:00:00+03:00", NoteCode.AMBIGUOUS_TIME),
        ("2026-10-25T04:00:00", "Europe/Kyiv", "2026-10-25T04:00:00+02:00", None),
        ("2024-02-29T23:00:00", "Asia/Almaty", "2024-02-29T23:00:00+06:00", NoteCode.AMBIGUOUS_TIME),
        ("2024-03-01T00:00:00", "Asia/Almaty", "2024-03-01T00:00:00+05:00", None),
        ("2026-10-25T00:30:00+00:00", "Europe/Kyiv", "2026-10-25T03:30:00+03:00", None),
        ("2026-10-25T01:30:00+00:00", "Europe/Kyiv", "2026-10-25T03:30:00+02:00", None),
    ],
)
def test_local_time_around_a_change_of_the_clocks(wall: str, zone: str, read: str, code: NoteCode | None):
    reading = read_local(datetime.fromisoformat(wall), ZoneInfo(zone))
    assert reading.at.isoformat() == read
    assert [note.code for note in reading.notes] == ([code] if code else [])


def test_a_fold_that_came_with_the_time_changes_nothing():
    wall = datetime(2026, 10, 25, 3, 30, fold=1)
    assert read_local(wall, KYIV).at.isoformat() == "2026-10-25T03:30:00+03:00"


def test_a_day_that_has_its_last_hour_twice_ends_with_the_second():
    assert end_of_day(date(2024, 2, 29), ZoneInfo("Asia/Almaty")).isoformat() == "2024-02-29T23:59:59+05:00"
