"""A calendar has changed: open limits move, what had passed stays missed, what is met never moves."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.recount import binding, next_morning
from cases.enums import CaseStatus, DeadlineState
from cases.models import Case, CaseEvent, Deadline, DeadlineStage
from cases.selectors import clocks
from cases.services import enforcement, recount
from cases.services.deadlines import meet_deadline
from cases.services.enforcement import act_on_stages, miss_deadlines
from cases.tasks import recount_deadlines, sweep_recounts
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.audit.chain import digest
from safeguard.calendars import SuspensionKind as Kind
from safeguard.calendars import load_calendar
from safeguard.organisations.models import CalendarRecount, School
from safeguard.organisations.services import changes
from safeguard.organisations.services.calendar import end_days, order_days, set_martial_end
from safeguard.organisations.services.recounts import HANDED_AGAIN, Cause, ask_recounts_of, waiting_recounts
from safeguard.organisations.services.suspensions import end_suspension, suspend_teaching
from safeguard.outbox.models import Message
from safeguard.tenancy.door import due
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_member, make_region, make_school

KYIV = ZoneInfo("Europe/Kyiv")
RECEIVED = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)  # a Monday, 10:00 in Kyiv: meeting by Thu 5, resolution by Mon 16
ENTERED = RECEIVED + timedelta(hours=2)
MEETING, RESOLUTION = "commission_meeting", "resolution"


def end_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=KYIV)


def march(day: int) -> date:
    return date(2026, 3, day)


@pytest.fixture
def region(db):
    return make_region()


@pytest.fixture
def school(region):
    return make_school(district=region.district)


@pytest.fixture
def case(school):
    return opened(school)


def opened(school, at: datetime = RECEIVED) -> Case:
    with clock.frozen(at), school_scope(school.pk):
        return make_case(school, received_at=at)


def order(place, works: bool, first: date, last: date | None = None, *, at: datetime = ENTERED, **more):
    told = {"reason": "flood in the cellar", "order_number": "12", "order_on": march(2)} | more
    with clock.frozen(at):
        return order_days(organisation_id=place.pk, first=first, last=last, is_working=works, by=None, **told)


def counted(*, at: datetime = ENTERED) -> int:
    """What the worker does: every school that waits, each in its scope."""
    with clock.frozen(at):
        return sum(
            recount_deadlines(school=str(school_id), ids=[str(each) for each in ids])
            for school_id, ids in waiting_recounts().items()
        )


def limits(school, case) -> dict[str, Deadline]:
    with school_scope(school.pk):
        return {row.rule: row for row in Deadline.objects.filter(case=case, subject_id=None)}


def events(school, case, kind: str = recount.KIND) -> list[CaseEvent]:
    with school_scope(school.pk):
        return list(CaseEvent.objects.filter(case=case, kind=kind).order_by("seq"))


def chain_is_whole(school, case) -> bool:
    with school_scope(school.pk):
        found = list(CaseEvent.objects.filter(case=case).order_by("seq"))
        links = [bytes(event.prev_hash) for event in found[1:]] == [bytes(event.hash) for event in found[:-1]]
        last = bytes(Case.objects.get(pk=case.pk).event_hash) == bytes(found[-1].hash)
        return links and last and all(bytes(event.hash) == digest(event, case.pk) for event in found)


# --- which day it ends on now ---

ORDERS = [
    # what is ordered (works?, first, last) -> meeting, resolution
    ("a day of rest inside both", [(False, march(4), None)], march(6), march(17)),
    ("three days of rest", [(False, march(3), march(5))], march(10), march(19)),
    ("a day of rest inside the longer one alone", [(False, march(10), None)], march(5), march(17)),
    ("a working Saturday brings the longer one forward", [(True, march(7), None)], march(5), march(13)),
    ("a moved day: Saturday for Thursday", [(False, march(5), None), (True, march(7), None)], march(6), march(16)),
    ("after both", [(False, march(18), None)], march(5), march(16)),
    ("before both", [(True, march(1), None)], march(5), march(16)),
]


@pytest.mark.parametrize(
    ("orders", "meeting", "resolution"), [row[1:] for row in ORDERS], ids=[row[0] for row in ORDERS]
)
def test_working_days_are_counted_by_the_calendar_as_it_is_now(region, school, case, orders, meeting, resolution):
    for works, first, last in orders:
        order(region.region, works, first, last)
    counted()
    found = limits(school, case)
    assert (found[MEETING].due_at, found[RESOLUTION].due_at) == (end_of(meeting), end_of(resolution))
    assert found["police_notice"].due_at == RECEIVED + timedelta(hours=24), "hours run on"
    for rule in (MEETING, RESOLUTION):
        assert found[rule].explanation["counted"][-1] == found[rule].due_at.astimezone(KYIV).date().isoformat()
        assert "+" in found[rule].calendar_version, "the version it was counted with"


def test_a_limit_says_which_days_an_order_took_from_it_and_why(region, school, case):
    order(region.district, False, march(4))
    counted()
    [skipped] = limits(school, case)[MEETING].explanation["skipped"]
    assert (skipped["day"], skipped["kind"], skipped["names"]["uk"]) == (
        "2026-03-04",
        "override",
        "flood in the cellar",
    )


# --- what stays ---


def test_what_is_met_never_moves(region, school, case):
    with clock.frozen(ENTERED), school_scope(school.pk):
        for rule in (MEETING, "police_notice"):
            meet_deadline(case, rule, at=ENTERED, event_id=case.pk)
    before = limits(school, case)
    order(region.region, False, march(3), march(4))
    counted()
    after = limits(school, case)
    for rule in (MEETING, "police_notice"):
        for field in ("due_at", "calendar_version", "explanation", "state", "met_at"):
            assert getattr(after[rule], field) == getattr(before[rule], field), (rule, field)
    assert after[RESOLUTION].due_at > before[RESOLUTION].due_at


def test_what_had_passed_stays_missed_and_says_by_which_calendar(region, school, case):
    late = end_of(march(5)) + timedelta(hours=1)
    _sweep(school, late)
    before = limits(school, case)[MEETING]
    order(region.region, False, march(4), at=late)
    counted(at=late)
    after = limits(school, case)[MEETING]
    assert (after.state, after.due_at, after.missed_at) == (DeadlineState.MISSED, before.due_at, before.missed_at)
    assert after.calendar_version == before.calendar_version
    assert limits(school, case)[RESOLUTION].due_at == end_of(march(17))


def test_it_moves_though_the_worker_came_after_the_old_time_had_passed(region, school, case):
    """What counts is when the order was entered: a broker that was away makes nobody late."""
    order(region.region, False, march(5), at=end_of(march(5)) - timedelta(hours=8))
    late = end_of(march(5)) + timedelta(hours=2)
    _sweep(school, late)
    assert limits(school, case)[MEETING].state == DeadlineState.MISSED
    counted(at=late)
    found = limits(school, case)[MEETING]
    assert (found.state, found.missed_at, found.due_at) == (DeadlineState.OPEN, None, end_of(march(6)))
    assert chain_is_whole(school, case)


def test_a_closed_case_owes_nothing(region, school, case):
    with school_scope(school.pk):
        Case.objects.filter(pk=case.pk).update(status=CaseStatus.CLOSED, closed_on=march(3))
    order(region.region, False, march(4))
    assert counted() == 0


def test_a_school_of_another_district_is_not_touched(region, school, case):
    beside = make_school()
    theirs = opened(beside)
    before = limits(beside, theirs)
    order(region.district, False, march(4))
    assert counted() == 2
    after = limits(beside, theirs)
    assert {rule: row.due_at for rule, row in after.items()} == {rule: row.due_at for rule, row in before.items()}
    assert events(beside, theirs) == []
    assert not CalendarRecount.objects.filter(institution_id=beside.pk).exists()


def test_every_school_below_is_counted(region, school, case):
    second = make_school(district=region.district)
    theirs = opened(second)
    order(region.ministry, False, march(4))
    assert counted() == 4
    assert limits(second, theirs)[MEETING].due_at == limits(school, case)[MEETING].due_at == end_of(march(6))


# --- the chronology ---


def test_the_chronology_says_what_it_was_what_it_is_why_and_by_which_order(region, school, case):
    order(region.region, False, march(4))
    counted()
    [event] = events(school, case)
    meeting, resolution = event.data["moved"]
    assert (meeting["rule"], meeting["before"], meeting["after"]) == (
        MEETING,
        "2026-03-05T21:59:59.000000+00:00",
        "2026-03-06T21:59:59.000000+00:00",
    )
    assert resolution["rule"] == RESOLUTION
    assert event.data["causes"] == [{"cause": "days", "order": "12", "order_on": "2026-03-02"}]
    assert event.data["calendar"] == limits(school, case)[MEETING].calendar_version
    with school_scope(school.pk):
        assert CaseEvent.objects.get(pk=event.pk).open("text") == "flood in the cellar"
    assert (event.by_user_id, event.by_name) == (None, "")
    assert chain_is_whole(school, case)


def test_the_next_limit_of_the_case_is_fresh(region, school, case):
    with clock.frozen(ENTERED), school_scope(school.pk):
        for row in Deadline.objects.filter(case=case).exclude(rule__in=[MEETING, RESOLUTION]):
            meet_deadline(case, row.rule, at=ENTERED, event_id=case.pk, subject_id=row.subject_id)
        case.save(update_fields=["next_due_at"])
    order(region.region, False, march(4))
    counted()
    with school_scope(school.pk):
        assert Case.objects.get(pk=case.pk).next_due_at == end_of(march(6))


# --- once, whatever happens ---


def test_counted_twice_it_changes_nothing(region, school, case):
    order(region.region, False, march(4))
    assert counted() == 2
    first = limits(school, case)
    again = CalendarRecount.objects.get()
    for _ in range(2):
        assert recount_deadlines(school=str(school.pk), ids=[str(again.pk)]) == 0
    CalendarRecount.objects.update(done_at=None, handed_at=None)
    assert counted(at=ENTERED + timedelta(hours=1)) == 0
    assert {rule: (row.due_at, row.calendar_version) for rule, row in limits(school, case).items()} == {
        rule: (row.due_at, row.calendar_version) for rule, row in first.items()
    }
    assert len(events(school, case)) == 1


def test_an_order_that_is_ended_gives_the_old_time_back(region, school, case):
    [row] = order(region.region, False, march(4))
    counted()
    told = {"reason": "dry", "order_number": "13", "order_on": march(2), "by": None}
    with clock.frozen(ENTERED):
        end_days(organisation_id=region.region.pk, act_id=row.act_id, from_on=march(4), **told)
    counted()
    found = limits(school, case)
    assert (found[MEETING].due_at, found[RESOLUTION].due_at) == (end_of(march(5)), end_of(march(16)))
    assert [event.data["causes"][0]["order"] for event in events(school, case)] == ["12", "13"]
    assert chain_is_whole(school, case)


def test_a_worker_that_falls_is_asked_again_and_leaves_nothing_half_done(region, school, case, monkeypatch):
    second = opened(school)
    order(region.region, False, march(4))
    calls = []

    def fall(*args, **kwargs):
        calls.append(args)
        if len(calls) == 2:
            raise SystemExit
        return genuine(*args, **kwargs)

    genuine = recount.record
    monkeypatch.setattr(recount, "record", fall)
    with suppress(SystemExit):
        counted()
    assert len(calls) == 2
    assert events(school, case) == events(school, second) == []
    assert CalendarRecount.objects.filter(done_at__isnull=True).count() == 1
    assert counted(at=ENTERED + HANDED_AGAIN) == 0, "it was handed out a moment ago"
    assert counted(at=ENTERED + HANDED_AGAIN + timedelta(seconds=1)) == 4
    assert len(events(school, case)) == len(events(school, second)) == 1


def test_the_sweep_hands_each_school_its_own_once(region, school, case, monkeypatch):
    other = make_school(district=region.district)
    handed = []
    monkeypatch.setattr(recount_deadlines, "delay", lambda **kwargs: handed.append(kwargs))
    order(region.region, False, march(4))
    with clock.frozen(ENTERED):
        assert sweep_recounts() == 2
        assert sweep_recounts() == 0
    assert {each["school"] for each in handed} == {str(school.pk), str(other.pk)}


def test_two_changes_that_wait_are_one_event(region, school, case):
    order(region.region, False, march(4), reason="flood")
    order(school, False, march(5), reason="no heating", order_number="7")
    counted()
    [event] = events(school, case)
    assert [each["order"] for each in event.data["causes"]] == ["12", "7"]
    with school_scope(school.pk):
        assert CaseEvent.objects.get(pk=event.pk).open("text") == "flood; no heating"
    assert limits(school, case)[MEETING].due_at == end_of(march(9))


# --- reminders and escalations ---


def test_reminders_and_escalations_that_lie_ahead_are_planned_anew(region, school, case):
    order(region.region, False, march(4), march(5))
    counted()
    found = limits(school, case)[MEETING]
    with school_scope(school.pk):
        at = dict(DeadlineStage.objects.filter(deadline=found, done_at=None).values_list("stage", "at"))
        announced = DeadlineStage.objects.filter(deadline=found, recipients="readers")
        assert not announced.filter(outcome="moved").exists()
    assert found.due_at == end_of(march(9))
    assert at["remind-last-day"].astimezone(KYIV) == datetime(2026, 3, 9, 9, tzinfo=KYIV)
    assert at["remind-day-before"].astimezone(KYIV) == datetime(2026, 3, 6, 9, tzinfo=KYIV)
    assert all(when > found.due_at for stage, when in at.items() if stage.startswith("escalate") and "0h" not in stage)


def test_what_was_sent_stays_sent_and_isnt_sent_twice(region, school, case):
    make_member(school, Role.PRINCIPAL)
    morning = datetime(2026, 3, 4, 9, 1, tzinfo=KYIV)
    _sweep(school, morning)
    with school_scope(school.pk):
        sent = Message.objects.filter(rule=MEETING).count()
        assert sent == 1
    order(region.region, False, march(5), at=morning)
    counted(at=morning)
    _sweep(school, datetime(2026, 3, 5, 9, 1, tzinfo=KYIV))
    with school_scope(school.pk):
        assert Message.objects.filter(rule=MEETING).count() == sent
    _sweep(school, datetime(2026, 3, 6, 9, 1, tzinfo=KYIV))
    with school_scope(school.pk):
        assert Message.objects.filter(rule=MEETING, stage="remind-last-day").count() == 1


# --- sooner ---


def test_a_limit_that_is_due_sooner_alerts_who_owes_it(region, school, case):
    """TC-59: the corrected limit is earlier: it binds, and whoever owes it hears of it."""
    head = make_member(school, Role.PRINCIPAL).user_id
    order(region.region, True, march(7))
    counted()
    assert limits(school, case)[RESOLUTION].due_at == end_of(march(13))
    with school_scope(school.pk):
        told = Message.objects.filter(kind="limit_moved").values_list("rule", "recipient_id", "case_id")
        assert list(told) == [(RESOLUTION, head, case.pk)]


def test_a_limit_that_is_due_later_alerts_nobody(region, school, case):
    make_member(school, Role.PRINCIPAL)
    order(region.region, False, march(4))
    counted()
    with school_scope(school.pk):
        assert not Message.objects.filter(kind="limit_moved").exists()


def test_nobody_is_late_for_what_they_couldnt_know(region, school, case):
    """The order makes last Saturday a working day: by it the limit would have passed already."""
    monday = datetime(2026, 3, 16, 9, 0, tzinfo=KYIV)
    order(region.region, True, march(7), at=monday)
    counted(at=monday)
    found = limits(school, case)[RESOLUTION]
    assert found.state == DeadlineState.OPEN
    assert found.due_at == end_of(march(16)), "never later than it was, never before the next morning"
    assert [note["code"] for note in found.explanation["notes"]] == ["corrected"]
    assert found.explanation["notes"][0]["params"]["corrected"] == "2026-03-13 23:59"


def test_a_correction_on_the_eve_leaves_until_the_next_morning(region, school, case):
    thursday = datetime(2026, 3, 12, 15, 0, tzinfo=KYIV)
    order(region.region, True, march(7), at=thursday)
    order(region.region, True, march(8), at=thursday)
    counted(at=thursday)
    found = limits(school, case)[RESOLUTION]
    assert found.due_at == datetime(2026, 3, 13, 9, 0, tzinfo=KYIV)
    [move] = events(school, case)[0].data["moved"]
    assert move["corrected"] == "2026-03-12T21:59:59.000000+00:00"
    with school_scope(school.pk):
        assert not DeadlineStage.objects.filter(deadline=found, done_at=None, at__lte=thursday).exists()


# --- what else changes a calendar ---


def test_the_end_of_martial_law_inside_a_count(region, school):
    """TC-24: entered later, it is computed again and the change is shown."""
    received = datetime(2026, 12, 21, 8, 0, tzinfo=UTC)
    case = opened(school, received)
    assert limits(school, case)[RESOLUTION].due_at == end_of(date(2027, 1, 4))
    told = {"order_number": "Law 1", "order_on": date(2026, 12, 21), "by": None}
    with clock.frozen(received):
        set_martial_end(organisation_id=region.ministry.pk, until_on=date(2026, 12, 24), **told)
    assert counted(at=received) == 1
    assert limits(school, case)[RESOLUTION].due_at == end_of(date(2027, 1, 6))
    [event] = events(school, case)
    assert event.data["causes"] == [{"cause": "martial", "order": "Law 1", "order_on": "2026-12-21"}]


def test_a_week_of_six_days(region, school, case):
    with clock.frozen(ENTERED):
        changes.change_details(organisation_id=school.pk, changes={"week": 6}, by=None)
    counted()
    assert limits(school, case)[RESOLUTION].due_at == end_of(march(13))


def test_a_school_that_moves_comes_under_the_other_districts_orders(region, school, case):
    there = make_region().district
    order(there, False, march(4))
    assert counted() == 0
    with clock.frozen(ENTERED):
        changes.move_school(organisation_id=school.pk, parent=there, from_on=march(3), by=None)
    assert counted() == 2
    assert limits(school, case)[MEETING].due_at == end_of(march(6))


def test_new_tables_of_kazakhstan_leave_elapsed_hours_alone(db):
    school = make_school("kz")
    case = opened(school, datetime(2026, 8, 28, 5, 0, tzinfo=UTC))
    before = {rule: row.due_at for rule, row in limits(school, case).items()}
    with clock.frozen(datetime(2026, 8, 28, 6, 0, tzinfo=UTC)):
        ask_recounts_of([school.pk], Cause("tables"))
    assert counted(at=datetime(2026, 8, 28, 6, 0, tzinfo=UTC)) == 0
    assert {rule: row.due_at for rule, row in limits(school, case).items()} == before
    assert School.objects.filter(recounts__done_at__isnull=False, pk=school.pk).exists()


def _sweep(school, at: datetime) -> None:
    with clock.frozen(at):
        missed, staged = due("due_deadlines", at=at), due("due_deadline_stages", at=at)
        with school_scope(school.pk):
            miss_deadlines(missed.get(school.pk, []))
            act_on_stages(staged.get(school.pk, []))


# --- the rule as values ---

moments = st.datetimes(datetime(2026, 1, 5), datetime(2026, 12, 1), timezones=st.just(UTC))
CALENDARS = st.sampled_from([load_calendar(code, week=week) for code in ("ua-martial", "ua-peace") for week in (5, 6)])


@given(moments, moments, moments, CALENDARS)
def test_what_binds_after_a_correction(was: datetime, corrected: datetime, now: datetime, calendar):
    asked = {"calendar": calendar, "zone": KYIV}
    found = binding(was=was, corrected=corrected, now=now, **asked)
    assert found in (was, corrected, next_morning(now, calendar, KYIV))
    assert min(was, corrected) <= found <= max(was, corrected)
    assert found >= corrected, "never sooner than the corrected calendar says"
    if was > now:
        assert found > now, "an open limit isn't missed by its correction"
    assert binding(was=found, corrected=corrected, now=now, **asked) == found
    assert binding(was=found, corrected=corrected, now=now + timedelta(days=3), **asked) == found


# --- suspended teaching, where a definition says that it stops a limit ---


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
    _sweep(school, past)
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
