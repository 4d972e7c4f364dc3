"""Suspended teaching, where a definition says that it stops a limit."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cases.enums import DeadlineState
from cases.selectors import clocks
from cases.services import enforcement
from safeguard import clock
from safeguard.calendars import SuspensionKind as Kind
from safeguard.organisations.services.suspensions import end_suspension, suspend_teaching
from tests.unit.cases.recount.places import (
    ENTERED,
    KYIV,
    MEETING,
    RECEIVED,
    RESOLUTION,
    chain_is_whole,
    counted,
    end_of,
    events,
    limits,
    march,
    opened,
    sweep,
)


@pytest.fixture
def stopping(monkeypatch):
    """As if the text said: the meeting waits for quarantines, the notice to the police for air alarms."""
    kinds = {MEETING: (Kind.QUARANTINE,), "police_notice": (Kind.AIR_ALARM,)}
    genuine = clocks.definition_of

    def changed(version):
        found = genuine(version)
        rules = tuple(replace(rule, stopped_by=kinds.get(rule.key, ())) for rule in found.rules)
        return replace(found, rules=rules)

    monkeypatch.setattr(clocks, "definition_of", changed)
    monkeypatch.setattr(enforcement, "definition_of", changed)


def suspended(place, kind: str, first: datetime, last: datetime | None, *, at: datetime):
    with clock.frozen(at):
        return suspend_teaching(
            organisation_id=place.pk, kind=kind, from_at=first, until_at=last, reason="influenza", by=None
        )


def test_without_a_word_in_the_definition_nothing_stops(region, school, case):
    whole = datetime(2026, 3, 4, tzinfo=KYIV), datetime(2026, 3, 6, tzinfo=KYIV)
    suspended(region.district, "quarantine", *whole, at=ENTERED)
    assert counted() == 0
    assert limits(school, case)[MEETING].due_at == end_of(march(5))
    assert events(school, case) == []


def test_what_the_definition_names_stops_and_the_rest_runs_on(stopping, region, school, case):
    whole = datetime(2026, 3, 4, tzinfo=KYIV), datetime(2026, 3, 6, tzinfo=KYIV)
    suspended(region.district, "quarantine", *whole, at=ENTERED)
    assert counted() == 1
    found = limits(school, case)
    assert found[MEETING].due_at == end_of(march(9))
    assert [each["kind"] for each in found[MEETING].explanation["skipped"][:2]] == ["suspended"] * 2
    assert found[RESOLUTION].due_at == end_of(march(16))
    [event] = events(school, case)
    assert event.data["causes"][0]["cause"] == "suspension"


def test_a_clock_that_stands_still_isnt_missed_and_goes_on_when_the_end_is_entered(stopping, region, school, case):
    """20 of 24 hours have run when an alarm begins that nobody has ended when the old time passes."""
    begun, past = RECEIVED + timedelta(hours=20), RECEIVED + timedelta(hours=25)
    row = suspended(school, "air_alarm", begun, None, at=begun)
    assert counted(at=begun) == 0
    sweep(school, past)
    assert limits(school, case)["police_notice"].state == DeadlineState.OPEN
    assert limits(school, case)["child_service_notice"].state == DeadlineState.MISSED
    with clock.frozen(past):
        end_suspension(organisation_id=school.pk, suspension_id=row.pk, until_at=past, by=None)
    assert counted(at=past) == 1
    found = limits(school, case)
    assert (found["police_notice"].due_at, found["police_notice"].state) == (past + timedelta(hours=4), "open")
    assert found["child_service_notice"].state == DeadlineState.MISSED
    assert chain_is_whole(school, case)


def test_a_case_that_begins_later_is_counted_with_it_from_the_start(stopping, region, school):
    whole = datetime(2026, 3, 4, tzinfo=KYIV), datetime(2026, 3, 6, tzinfo=KYIV)
    suspended(region.district, "quarantine", *whole, at=RECEIVED)
    case = opened(school)
    assert limits(school, case)[MEETING].due_at == end_of(march(9))
