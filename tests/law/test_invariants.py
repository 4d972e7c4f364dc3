"""What must hold for every report, whatever the day: not cases but laws of the arithmetic."""

import os
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from safeguard.calendars import WorkCalendar, load_calendar
from safeguard.procedures import catalogue
from safeguard.procedures.evaluate import deadlines
from safeguard.procedures.schedule import stages
from safeguard.procedures.schema import Before, Unit, Within
from safeguard.procedures.tally import Chair, Outcome, Vote, tally

PROCEDURES = [catalogue.load_procedure("ua-1646", "2020-02-18"), catalogue.load_procedure("kz-2021", "2021-12-29")]
COMMISSION = PROCEDURES[0].commission
assert COMMISSION is not None

calendars = st.sampled_from(
    [load_calendar(code, week=week) for code in ("ua-martial", "ua-peace", "kz") for week in (5, 6)]
    + [load_calendar("ua-martial", martial_until=date(2026, 1, 31))]
)
zones = st.sampled_from([ZoneInfo(name) for name in ("Europe/Kyiv", "Asia/Almaty", "Asia/Aqtau", "UTC")])
instants = st.datetimes(datetime(2024, 2, 1), datetime(2027, 11, 30), timezones=st.just(UTC))
procedures = st.sampled_from(PROCEDURES)


@given(procedures, instants, calendars, zones)
def test_a_due_time_is_never_before_its_start(procedure, received, calendar, zone):
    for each in deadlines(procedure, received, {}, calendar, zone):
        assert isinstance(each.rule.limit, Before) or each.binding >= each.started_at


@given(procedures, instants, calendars, zones)
def test_a_working_day_limit_never_ends_on_a_day_of_rest(procedure, received, calendar, zone):
    for each in deadlines(procedure, received, {}, calendar, zone):
        if isinstance(each.rule.limit, Within) and each.rule.limit.unit is Unit.WORKING_DAYS:
            assert calendar.is_working(each.due.astimezone(zone).date())
            assert len(each.counted) == each.rule.limit.count
            assert all(calendar.is_working(day) for day in each.counted)
            passed = {each.started_at.date() + timedelta(days=1 + n) for n in range(len(each.counted + each.skipped))}
            assert passed == {*each.counted, *(skipped.day for skipped in each.skipped)}


@given(procedures, instants, st.timedeltas(timedelta(0), timedelta(days=20)), calendars, zones)
def test_a_due_time_never_falls_as_the_start_moves_later(procedure, received, delay, calendar, zone):
    earlier = deadlines(procedure, received, {}, calendar, zone)
    later = deadlines(procedure, received + delay, {}, calendar, zone)
    assert all(one.binding <= other.binding for one, other in zip(earlier, later, strict=True))


@given(instants, st.timedeltas(timedelta(0), timedelta(days=20)), calendars, zones)
def test_a_meeting_is_announced_before_it_is_held(received, delay, calendar, zone):
    meeting = received + delay
    found = {each.key: each for each in deadlines(PROCEDURES[0], received, {"meeting": meeting}, calendar, zone)}[
        "meeting_notice"
    ]
    assert found.due < meeting
    assert not found.projected
    assert (found.due.astimezone(zone).hour, found.due.astimezone(zone).minute) == (18, 0)


@settings(max_examples=25)
@given(procedures, instants, calendars, zones, st.sampled_from(["UTC", "Asia/Tokyo", "America/St_Johns"]))
def test_the_time_zone_of_the_server_changes_nothing(procedure, received, calendar, zone, server):
    here = deadlines(procedure, received, {}, calendar, zone)
    before = os.environ.get("TZ")
    try:
        os.environ["TZ"] = server
        time.tzset()
        assert deadlines(procedure, received, {}, calendar, zone) == here
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


@given(procedures, instants, calendars, zones)
def test_reminders_come_before_the_limit_and_escalations_not(procedure, received, calendar, zone):
    for each in deadlines(procedure, received, {}, calendar, zone):
        found = stages(each, calendar, zone)
        assert len({stage.key for stage in found}) == len(found)
        assert all((stage.at < each.binding) == (stage.kind == "remind") for stage in found)
        assert [stage.at for stage in found] == sorted(stage.at for stage in found)


@given(calendars, st.dates(date(2024, 2, 1), date(2027, 6, 30)), st.integers(0, 60))
def test_counting_one_by_one_is_counting_at_once(calendar: WorkCalendar, start: date, count: int):
    one_by_one = start
    for _ in range(count):
        one_by_one = calendar.add_working_days(one_by_one, 1)
    assert calendar.add_working_days(start, count) == one_by_one


@st.composite
def votes(draw: st.DrawFn) -> Vote:
    composition = draw(st.integers(1, 15))
    present = draw(st.integers(0, composition))
    for_ = draw(st.integers(0, present))
    against = draw(st.integers(0, present - for_))
    room = {
        Chair.FOR: for_,
        Chair.AGAINST: against,
        Chair.ABSTAIN: present - for_ - against,
        Chair.ABSENT: composition - present,
    }
    chair = draw(st.sampled_from([None, *(chair for chair, seats in room.items() if seats)]))
    return Vote(composition, present, for_, against, 0, chair)


@given(votes(), st.booleans())
def test_a_motion_that_passes_also_passes_with_one_more_vote_for_it(vote: Vote, from_opponent: bool):
    """The additional vote comes from someone who had not voted for: against, abstaining, or absent."""
    if tally(COMMISSION, vote).outcome is not Outcome.ADOPTED:
        return
    chair_is_last_against = vote.chair is Chair.AGAINST and vote.against == 1
    if from_opponent and vote.against and not chair_is_last_against:
        more = Vote(vote.composition, vote.present, vote.for_ + 1, vote.against - 1, 0, vote.chair)
    elif vote.present < vote.composition and not (vote.chair is Chair.ABSENT and vote.present + 1 == vote.composition):
        more = Vote(vote.composition, vote.present + 1, vote.for_ + 1, vote.against, 0, vote.chair)
    else:
        return
    assert tally(COMMISSION, more).outcome is Outcome.ADOPTED


@given(votes())
def test_nothing_is_adopted_without_quorum_and_majority(vote: Vote):
    found = tally(COMMISSION, vote)
    if found.outcome is Outcome.ADOPTED:
        assert 3 * vote.present >= 2 * vote.composition
        assert 2 * (vote.for_ + found.casting_vote) > vote.composition
    assert found.casting_vote <= (vote.for_ == vote.against and vote.chair is Chair.FOR)
