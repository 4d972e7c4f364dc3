"""Untouched deadlines: reminded, missed, escalated; once each, whatever runs twice."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.enums import DeadlineState
from cases.models import CaseEvent, Deadline, DeadlineStage
from cases.services.deadlines import meet_deadline
from cases.services.enforcement import act_on_stages, miss_deadlines
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.outbox.models import DepartmentAlert, Message
from safeguard.tenancy.door import due
from safeguard.tenancy.scope import department_scope, school_scope
from tests.factories import make_case, make_member, make_membership, make_region, make_school

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2025, 9, 9, 7, 15, tzinfo=UTC)  # Tuesday 10:15 in Kyiv


@pytest.fixture
def place():
    region = make_region()
    school = make_school(district=region.district)
    people = {role: make_member(school, role).user_id for role in (Role.PRINCIPAL, Role.DEPUTY, Role.SECRETARY)}
    people["officer"] = make_membership(region.district.pk, Role.DISTRICT_OFFICER).user_id
    with clock.frozen(RECEIVED), school_scope(school.pk):
        case = make_case(school, received_at=RECEIVED)
    return school, case, people, region


def sweep(school, at):
    """What the five-second sweep does, at an instant."""
    with clock.frozen(at):
        missed, staged = due("due_deadlines", at=at), due("due_deadline_stages", at=at)
        with school_scope(school.pk):
            return miss_deadlines(missed.get(school.pk, [])), act_on_stages(staged.get(school.pk, []))


@pytest.mark.parametrize(
    ("hours", "stages"),
    [
        pytest.param(11, [], id="nothing before the first reminder"),
        pytest.param(12, ["12h"], id="12 hours before"),
        pytest.param(20, ["12h", "4h"], id="4 hours before"),
        pytest.param(23, ["12h", "4h", "1h"], id="1 hour before"),
    ],
)
def test_a_24_hour_limit_reminds_its_duty_holder(place, hours, stages):
    school, _, people, _ = place
    for hour in range(hours + 1):
        sweep(school, RECEIVED + timedelta(hours=hour))
    with school_scope(school.pk):
        sent = Message.objects.filter(rule="police_notice", recipient_id=people[Role.PRINCIPAL]).order_by("created_at")
        assert [message.stage.removeprefix("remind-") for message in sent] == stages


def test_a_missed_limit_escalates_to_head_deputy_and_department_and_stays_missed(place):
    school, case, people, region = place
    at = RECEIVED + timedelta(hours=49)
    sweep(school, at)
    with school_scope(school.pk):
        row = Deadline.objects.get(case=case, rule="police_notice")
        assert row.state == DeadlineState.MISSED
        told = Message.objects.filter(rule="police_notice", kind="escalation").values_list("recipient_id", flat=True)
        assert set(told) == {people[Role.PRINCIPAL], people[Role.DEPUTY], people["officer"]}
        assert not Message.objects.filter(recipient_id=people["officer"]).exclude(case_id=None).exists()
    with clock.frozen(at), school_scope(school.pk):
        row = meet_deadline(case, "police_notice", at=at, event_id=case.pk)
        assert (row.state, row.late_seconds) == (DeadlineState.MET_LATE, 25 * 3600)
    with department_scope(region.district.pk):
        assert DepartmentAlert.objects.filter(rule="police_notice").count() == 1
    with department_scope(region.region.pk):
        assert DepartmentAlert.objects.count() == 0


def test_a_sweep_that_runs_twice_doubles_nothing(place):
    school, *_ = place
    at = RECEIVED + timedelta(hours=60)
    sweep(school, at)
    with school_scope(school.pk):
        before = Message.objects.count(), CaseEvent.objects.count()
        DeadlineStage.objects.update(done_at=None)
    sweep(school, at)
    with school_scope(school.pk):
        assert (Message.objects.count(), CaseEvent.objects.count()) == before


def test_a_met_limit_neither_reminds_nor_escalates(place):
    school, case, _, _ = place
    with clock.frozen(RECEIVED + timedelta(hours=1)), school_scope(school.pk):
        meet_deadline(case, "police_notice", at=clock.now(), event_id=case.pk)
    sweep(school, RECEIVED + timedelta(hours=60))
    with school_scope(school.pk):
        assert not Message.objects.filter(rule="police_notice").exists()


@pytest.mark.parametrize(
    ("late", "state"),
    [
        pytest.param(timedelta(0), DeadlineState.MET, id="exactly 24 hours is in time"),
        pytest.param(timedelta(seconds=1), DeadlineState.MET_LATE, id="one second later is late"),
    ],
)
def test_the_limit_itself_is_in_time(place, late, state):
    school, case, _, _ = place
    at = RECEIVED + timedelta(hours=24) + late
    with clock.frozen(at), school_scope(school.pk):
        assert meet_deadline(case, "police_notice", at=at, event_id=case.pk).state == state
