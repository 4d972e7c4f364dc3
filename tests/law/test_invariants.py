"""What must hold for every report, whatever the day: not cases but laws of the arithmetic."""

import os
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from safeguard.calendars import WorkCalendar, load_calendar
from safeguard.procedures import catalogue
from safeguard.procedures.acts import clocks_of_acts
from safeguard.procedures.evaluate import deadlines
from safeguard.procedures.schedule import stages
from safeguard.procedures.schema import Before, Commission, Start, Unit, Within
from safeguard.procedures.tally import Chair, Outcome, Vote, tally

PROCEDURES = [catalogue.load_procedure(name, catalogue.versions(name)[-1]) for name in catalogue.procedures()]
COMMISSIONS = [each.commission for each in PROCEDURES if each.commission]
ANNOUNCING = [each for each in PROCEDURES if "meeting_notice" in {rule.key for rule in each.rules}]
assert (len(PROCEDURES), len(COMMISSIONS), len(ANNOUNCING)) == (5, 4, 4)

calendars = st.sampled_from(
    [load_calendar(code, week=week) for code in ("ua-martial", "ua-peace", "kz") for week in (5, 6)]
    + [load_calendar("ua-martial", martial_until=date(2026, 1, 31))]
)
zones = st.sampled_from([ZoneInfo(name) for name in ("Europe/Kyiv", "Asia/Almaty", "Asia/Aqtau", "UTC")])
#: A history takes up to 81 days, a delay 20 and a limit a month: all of it lies within the tables, which end with 2027.
instants = st.datetimes(datetime(2024, 2, 1), datetime(2027, 7, 31), timezones=st.just(UTC))
procedures = st.sampled_from(PROCEDURES)
commissions = st.sampled_from(COMMISSIONS)


@st.composite
def histories(draw: st.DrawFn) -> tuple[datetime, dict[str, datetime]]:
    """A report and some of the facts that follow it, in the order in which things happen."""
    at = received = draw(instants)
    facts = {}
    for start in [start for start in Start if start is not Start.RECEIVED]:
        at += draw(st.timedeltas(timedelta(0), timedelta(days=9)))
        if draw(st.booleans()):
            facts[str(start)] = at
    return received, facts


@given(procedures, histories(), calendars, zones)
def test_a_due_time_is_never_before_its_start(procedure, history, calendar, zone):
    for each in deadlines(procedure, *history, calendar, zone):
        assert isinstance(each.rule.limit, Before) or each.binding >= each.started_at


@given(procedures, histories(), calendars, zones)
def test_a_working_day_limit_never_ends_on_a_day_of_rest(procedure, history, calendar, zone):
    for each in deadlines(procedure, *history, calendar, zone):
        if isinstance(each.rule.limit, Within) and each.rule.limit.roll:
            assert calendar.is_working(each.due.astimezone(zone).date())
        if isinstance(each.rule.limit, Within) and each.rule.limit.unit is Unit.WORKING_DAYS:
            assert calendar.is_working(each.due.astimezone(zone).date())
            assert len(each.counted) == each.rule.limit.count
            assert all(calendar.is_working(day) for day in each.counted)
            passed = {each.started_at.date() + timedelta(days=1 + n) for n in range(len(each.counted + each.skipped))}
            assert passed == {*each.counted, *(skipped.day for skipped in each.skipped)}


@given(procedures, histories(), st.timedeltas(timedelta(0), timedelta(days=20)), calendars, zones)
def test_a_due_time_never_falls_as_everything_moves_later(procedure, history, delay, calendar, zone):
    received, facts = history
    earlier = deadlines(procedure, received, facts, calendar, zone)
    moved = {name: at + delay for name, at in facts.items()}
    later = deadlines(procedure, received + delay, moved, calendar, zone)
    assert all(one.binding <= other.binding for one, other in zip(earlier, later, strict=True))


@given(procedures, histories(), st.timedeltas(timedelta(0), timedelta(days=20)), calendars, zones, st.data())
def test_a_due_time_never_falls_as_one_fact_moves_later(procedure, history, delay, calendar, zone, data):
    received, facts = history
    name = data.draw(st.sampled_from([str(Start.RECEIVED), *facts]))
    earlier = deadlines(procedure, received, facts, calendar, zone)
    if name == Start.RECEIVED:
        later = deadlines(procedure, received + delay, facts, calendar, zone)
    else:
        later = deadlines(procedure, received, facts | {name: facts[name] + delay}, calendar, zone)
    assert all(one.binding <= other.binding for one, other in zip(earlier, later, strict=True))


@given(st.sampled_from(ANNOUNCING), instants, st.timedeltas(timedelta(0), timedelta(days=20)), calendars, zones)
def test_a_meeting_is_announced_before_it_is_held(procedure, received, delay, calendar, zone):
    meeting = received + delay
    found = {each.key: each for each in deadlines(procedure, received, {"meeting": meeting}, calendar, zone)}[
        "meeting_notice"
    ]
    assert found.due < meeting
    assert not found.projected
    assert (found.due.astimezone(zone).hour, found.due.astimezone(zone).minute) == (18, 0)


@settings(max_examples=25)
@given(procedures, histories(), calendars, zones, st.sampled_from(["UTC", "Asia/Tokyo", "America/St_Johns"]))
def test_the_time_zone_of_the_server_changes_nothing(procedure, history, calendar, zone, server):
    here = deadlines(procedure, *history, calendar, zone)
    before = os.environ.get("TZ")
    try:
        os.environ["TZ"] = server
        time.tzset()
        assert deadlines(procedure, *history, calendar, zone) == here
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


@given(procedures, histories(), calendars, zones)
def test_a_limit_is_projected_exactly_while_its_fact_is_unknown(procedure, history, calendar, zone):
    received, facts = history
    for each in deadlines(procedure, received, facts, calendar, zone):
        start = each.rule.starts_on
        unknown = start not in facts and start not in (Start.RECEIVED, Start.ACCEPTED)
        assert each.projected is unknown
        assert unknown or each.started_at == facts.get(start, received)


@given(procedures, histories(), calendars, zones)
def test_of_several_limits_for_one_act_the_earliest_binds_and_none_is_lost(procedure, history, calendar, zone):
    found = deadlines(procedure, *history, calendar, zone)
    for act, clocks in clocks_of_acts(found).items():
        same = [each for each in found if each.rule.met_by is act]
        assert sorted(map(id, clocks.limits)) == sorted(map(id, same))
        assert clocks.binds.binding == min(each.binding for each in same)
        assert all(each.binding > clocks.binds.binding for each in clocks.later)


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


@given(commissions, votes(), st.booleans())
def test_a_motion_that_passes_also_passes_with_one_more_vote_for_it(
    commission: Commission, vote: Vote, from_opponent: bool
):
    """The additional vote comes from someone who had not voted for: against, abstaining, or absent."""
    if tally(commission, vote).outcome is not Outcome.ADOPTED:
        return
    chair_is_last_against = vote.chair is Chair.AGAINST and vote.against == 1
    if from_opponent and vote.against and not chair_is_last_against:
        more = Vote(vote.composition, vote.present, vote.for_ + 1, vote.against - 1, 0, vote.chair)
    elif vote.present < vote.composition and not (vote.chair is Chair.ABSENT and vote.present + 1 == vote.composition):
        more = Vote(vote.composition, vote.present + 1, vote.for_ + 1, vote.against, 0, vote.chair)
    else:
        return
    assert tally(commission, more).outcome is Outcome.ADOPTED


@given(commissions, votes())
def test_nothing_is_adopted_without_quorum_and_majority(commission: Commission, vote: Vote):
    found = tally(commission, vote)
    if found.outcome is Outcome.ADOPTED:
        assert 3 * vote.present >= 2 * vote.composition
        assert 2 * (vote.for_ + found.casting_vote) > vote.composition
    assert found.casting_vote <= (vote.for_ == vote.against and vote.chair is Chair.FOR)
