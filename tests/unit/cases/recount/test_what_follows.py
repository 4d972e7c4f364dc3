"""What a moved limit brings with it: reminders, alerts, and changes of other kinds that ask for a recount."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.domain.recount import binding, next_morning
from cases.enums import DeadlineState
from cases.models import DeadlineStage
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.calendars import load_calendar
from safeguard.organisations.models import School
from safeguard.organisations.services import changes
from safeguard.organisations.services.calendar import set_martial_end
from safeguard.organisations.services.recounts import Cause, ask_recounts_of
from safeguard.outbox.models import Message
from safeguard.tenancy.scope import school_scope
from tests.factories import make_member, make_region, make_school
from tests.unit.cases.recount.places import (
    ENTERED,
    KYIV,
    MEETING,
    RESOLUTION,
    counted,
    end_of,
    events,
    limits,
    march,
    opened,
    order,
    sweep,
)

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
    sweep(school, morning)
    with school_scope(school.pk):
        sent = Message.objects.filter(rule=MEETING).count()
        assert sent == 1
    order(region.region, False, march(5), at=morning)
    counted(at=morning)
    sweep(school, datetime(2026, 3, 5, 9, 1, tzinfo=KYIV))
    with school_scope(school.pk):
        assert Message.objects.filter(rule=MEETING).count() == sent
    sweep(school, datetime(2026, 3, 6, 9, 1, tzinfo=KYIV))
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
    [cause] = event.data["causes"]
    assert cause.pop("ordered_by") == region.ministry.name
    assert cause == {"cause": "martial", "order": "Law 1", "order_on": "2026-12-21"}


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
