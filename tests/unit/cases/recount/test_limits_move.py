"""A calendar has changed: open limits move, what had passed stays missed, what is met never moves."""

from contextlib import suppress
from datetime import timedelta

import pytest

from cases.enums import CaseStatus, DeadlineState
from cases.models import Case, CaseEvent, Deadline
from cases.services import recount
from cases.services.deadlines import meet_deadline
from cases.tasks import recount_deadlines, sweep_recounts
from safeguard import clock
from safeguard.organisations.models import CalendarRecount
from safeguard.organisations.services.calendar import end_days
from safeguard.organisations.services.recounts import HANDED_AGAIN
from safeguard.tenancy.scope import school_scope
from tests.factories import make_school
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
    order,
    sweep,
)

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
    sweep(school, late)
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
    sweep(school, late)
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
    [cause] = event.data["causes"]
    assert cause.pop("ordered_by") == region.region.name, "numbers of orders repeat in every institution"
    assert cause == {"cause": "days", "order": "12", "order_on": "2026-03-02"}
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
