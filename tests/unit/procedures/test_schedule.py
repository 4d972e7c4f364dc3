"""When a deadline reminds and when it escalates: the product's defaults, in the institution's zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from safeguard.calendars import load_calendar
from safeguard.procedures import catalogue
from safeguard.procedures.evaluate import deadlines
from safeguard.procedures.schedule import stages

from .definition import small

KYIV = ZoneInfo("Europe/Kyiv")
UA = catalogue.load_procedure("ua-1646", "2020-02-18")
MARTIAL = load_calendar("ua-martial")


def plan(rule: str, received: str, **facts: str) -> list[tuple[str, str, str]]:
    known = {name: datetime.fromisoformat(text).replace(tzinfo=KYIV) for name, text in facts.items()}
    found = deadlines(UA, datetime.fromisoformat(received).replace(tzinfo=KYIV), known, MARTIAL, KYIV)
    (deadline,) = [each for each in found if each.key == rule]
    return [(stage.key, f"{stage.at:%a %d.%m %H:%M}", stage.to) for stage in stages(deadline, MARTIAL, KYIV)]


@pytest.mark.parametrize("rule", ["police_notice", "guardian_notice", "child_service_notice", "social_services_notice"])
def test_a_limit_of_24_hours(rule: str):
    assert plan(rule, "2025-09-12T18:40") == [
        ("remind-12h", "Sat 13.09 06:40", "duty_holder"),
        ("remind-4h", "Sat 13.09 14:40", "duty_holder"),
        ("remind-1h", "Sat 13.09 17:40", "duty_holder"),
        ("escalate-0h", "Sat 13.09 18:40", "head"),
        ("escalate-4h", "Sat 13.09 22:40", "deputy"),
        ("escalate-24h", "Sun 14.09 18:40", "department"),
    ]


def test_a_limit_in_working_days_reminds_at_nine_of_the_working_day_before_and_of_the_last_day():
    assert plan("resolution", "2025-09-08T09:00") == [
        ("remind-day-before", "Fri 19.09 09:00", "duty_holder"),
        ("remind-last-day", "Mon 22.09 09:00", "duty_holder"),
        ("escalate-0h", "Mon 22.09 23:59", "head"),
        ("escalate-4h", "Tue 23.09 03:59", "deputy"),
        ("escalate-24h", "Tue 23.09 23:59", "department"),
    ]


def test_a_limit_at_a_clock_time_reminds_that_morning_and_an_hour_before():
    assert plan("meeting_notice", "2025-09-08T09:00", meeting="2025-09-11T10:00") == [
        ("remind-last-day", "Wed 10.09 09:00", "duty_holder"),
        ("remind-1h", "Wed 10.09 17:00", "duty_holder"),
        ("escalate-0h", "Wed 10.09 18:00", "head"),
        ("escalate-4h", "Wed 10.09 22:00", "deputy"),
    ]


def test_hours_are_elapsed_over_a_change_of_the_clocks():
    """Due on Sunday at 21:00 summer time: twelve elapsed hours before is 09:00, but four days' hours don't shift."""
    assert [each[1] for each in plan("police_notice", "2026-03-28T10:00")][:3] == [
        "Sat 28.03 22:00",
        "Sun 29.03 07:00",
        "Sun 29.03 10:00",
    ]


def test_a_reminder_that_would_come_before_the_deadline_began_is_left_out():
    procedure = small()
    calendar = load_calendar("ua-peace")
    received = datetime(2025, 9, 8, 12, tzinfo=KYIV)
    order = deadlines(procedure, received, {}, calendar, KYIV)[1]
    assert [stage.key for stage in stages(order, calendar, KYIV)] == ["remind-last-day"]


def test_a_rule_may_have_reminders_of_its_own_and_a_duty_without_a_time_has_none():
    procedure = small()
    calendar = load_calendar("ua-peace")
    found = {each.key: each for each in deadlines(procedure, datetime(2025, 9, 8, 12, tzinfo=KYIV), {}, calendar, KYIV)}
    assert [stage.key for stage in stages(found["hearing"], calendar, KYIV)] == ["remind-2h"]
    assert stages(found["aid"], calendar, KYIV) == []
