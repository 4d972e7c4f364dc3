"""Who is acting head by order is the head to the clocks, the letters and the list of who sees a case."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from cases.enums import RecusalGround
from cases.models import CaseUserObjectPermission, DeadlineStage, Recusal
from cases.selectors.addressees import addressees, readers
from cases.selectors.clocks import definition_of
from cases.selectors.grants import Why, head_is_out, may_open_to_others, sight_of
from cases.selectors.letters import letter_head
from cases.selectors.reports import readers_of
from cases.services.deadlines import meet_deadline
from cases.services.enforcement import act_on_stages, miss_deadlines
from cases.services.file_report import new_report_stage
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.services.members import deactivate_member
from safeguard.organisations.models import ActingHead, Membership
from safeguard.organisations.selectors.members import as_member
from safeguard.outbox.models import Message
from safeguard.procedures.schema import Addressee
from safeguard.tenancy.door import due
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_membership, make_school

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 9, 9, 7, 15, tzinfo=UTC)
TODAY = date(2025, 9, 9)
R = Role


@pytest.fixture(autouse=True)
def _morning():
    with clock.frozen(NOW):
        yield


class Place:
    """A school whose head has left or is on leave, and a teacher who is acting head by order."""

    def __init__(self, *, head_has_left=True, from_on=TODAY, until_on=None):
        self.school = make_school()
        self.head = make_membership(self.school.pk, R.PRINCIPAL)
        self.teacher = make_membership(self.school.pk, R.CLASS_TEACHER)
        Membership.objects.filter(pk=self.teacher.pk).update(position="вчитель")
        ActingHead.objects.create(
            organisation=self.school.organisation, user=self.teacher.user, order_number="12-к", order_on=TODAY,
            from_on=from_on, until_on=until_on, created_at=NOW, created_by=self.head.user,
        )  # fmt: skip
        if head_has_left:
            Membership.objects.filter(pk=self.head.pk).update(ended_at=NOW, ended_by=self.head.user)
        with self.scope():
            self.case = make_case(self.school, received_at=NOW)
            self.rule = definition_of(self.case.procedure).rule("police_notice")

    def scope(self):
        return school_scope(self.school.pk)

    def recuse(self, membership):
        Recusal.objects.create(
            school=self.school, case=self.case, user_id=membership.user_id, ground=RecusalGround.RELATIVE,
            recorded_at=NOW, recorded_by=membership.user_id,
        )  # fmt: skip

    def sweep(self, at):
        with clock.frozen(at):
            missed, staged = due("due_deadlines", at=at), due("due_deadline_stages", at=at)
            with self.scope():
                late = miss_deadlines(missed.get(self.school.pk, []))
                return late, act_on_stages(staged.get(self.school.pk, []))


ASKED = {
    "a reminder of the head's duty": lambda p: addressees(p.case, Addressee.DUTY_HOLDER, p.rule, on=TODAY),
    "an escalation to the head": lambda p: addressees(p.case, Addressee.HEAD, p.rule, on=TODAY),
    "a new report": lambda p: readers(p.case, on=TODAY),
    "who will read a report": lambda p: [one.user_id for one in readers_of(p.school, on=TODAY)],
    "who sees the case": lambda p: [one.user_id for one in sight_of(p.case).onlookers],
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("head_has_left", [True, False], ids=["the head has left", "the head is on leave"])
def test_the_acting_head_is_told_and_a_head_on_leave_too(asked, head_has_left):
    place = Place(head_has_left=head_has_left)
    with place.scope():
        found = ASKED[asked](place)
    assert set(found) == {place.teacher.user_id} | (set() if head_has_left else {place.head.user_id})


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(
    "days",
    [
        pytest.param({"from_on": TODAY + timedelta(days=1)}, id="the day before"),
        pytest.param({"from_on": TODAY - timedelta(days=9), "until_on": TODAY - timedelta(days=1)}, id="the day after"),
    ],
)
def test_outside_the_days_of_the_order_a_teacher_is_a_teacher(asked, days):
    place = Place(**days)
    with place.scope():
        assert ASKED[asked](place) == []


@pytest.mark.parametrize("asked", [key for key in ASKED if key != "who will read a report"])
def test_an_acting_head_who_is_recused_is_nobody(asked):
    place = Place()
    with place.scope():
        place.recuse(place.teacher)
        assert ASKED[asked](place) == []


def test_the_case_says_that_the_office_is_by_order():
    place = Place(head_has_left=False)
    with place.scope():
        why = {one.user_id: one.why for one in sight_of(place.case).onlookers}
    assert why == {place.head.user_id: (Why.OFFICE,), place.teacher.user_id: (Why.ORDER,)}


@pytest.mark.parametrize(
    ("recused", "is_out"),
    [
        pytest.param((), False, id="the acting head may know"),
        pytest.param(("head",), False, id="the head may not, the acting head may"),
        pytest.param(("teacher",), False, id="the acting head may not, the head may"),
        pytest.param(("head", "teacher"), True, id="neither may"),
    ],
)
def test_the_deputy_decides_only_where_no_head_may_know(recused, is_out):
    place = Place(head_has_left=False)
    deputy = as_member(make_membership(place.school.pk, R.DEPUTY))
    with place.scope():
        for who in recused:
            place.recuse(getattr(place, who))
        assert head_is_out(place.case) is is_out
        assert may_open_to_others(place.case, deputy) is is_out


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("head_has_left", [True, False], ids=["the head has left", "the head is on leave"])
def test_the_acting_head_signs_as_such(head_has_left, language):
    place = Place(head_has_left=head_has_left)
    with place.scope(), translation.override(language):
        sheet = letter_head(place.case, place.school, "7")
    assert sheet.signatory == place.teacher.user.display_name
    assert sheet.signatory_office == {"uk": "Виконувач обов’язків керівника", "en": "Acting head"}[language]


def test_an_untouched_case_is_brought_to_the_acting_head():
    place = Place()
    with place.scope():
        stage = new_report_stage(place.case, place.case.deadlines.first().pk, NOW)
        stage.save(force_insert=True)
    place.sweep(NOW + timedelta(hours=30))
    with place.scope():
        told = Message.objects.filter(recipient_id=place.teacher.user_id).values_list("stage", flat=True)
        assert {stage.stage, "escalate-0h", "escalate-4h"} <= set(told)
        assert not DeadlineStage.objects.filter(outcome="nobody").exclude(recipients="department").exists()


def test_who_takes_over_as_acting_head_needs_no_grant_that_outlives_the_order():
    place = Place(head_has_left=False)
    leaving = make_membership(place.school.pk, R.RESPONSIBLE_PERSON)
    with place.scope():
        deactivate_member(membership=leaving, successor=place.teacher, by=as_member(place.head))
        assert not CaseUserObjectPermission.objects.exists()


# --- while nobody holds the role ---


def waiting(place):
    with place.scope():
        return list(DeadlineStage.objects.filter(done_at__isnull=True, outcome="nobody", deadline__rule=place.rule.key))


def left_alone():
    """Everybody who could be told has left, and no order is in force yet."""
    place = Place(from_on=TODAY + timedelta(days=9))
    for hour in range(30):
        place.sweep(NOW + timedelta(hours=hour))
    return place


def test_a_stage_that_found_nobody_waits_and_one_speaks_for_its_like():
    place = left_alone()
    with place.scope():
        assert not Message.objects.exists()
    assert sorted(row.recipients for row in waiting(place)) == ["deputy", "head"]


@pytest.mark.parametrize(
    ("minutes", "acted"),
    [pytest.param(1, 0, id="not at every sweep"), pytest.param(15, 2, id="every quarter of an hour")],
)
def test_it_asks_again_now_and_then(minutes, acted):
    place = left_alone()
    at = max(row.at for row in waiting(place)) + timedelta(seconds=1)
    with place.scope():
        DeadlineStage.objects.exclude(deadline__rule=place.rule.key).update(done_at=NOW)
    place.sweep(at)
    assert place.sweep(at + timedelta(minutes=minutes))[1] == acted


def test_whoever_comes_is_told_once_for_each_kind_of_message():
    place = left_alone()
    head = make_membership(place.school.pk, R.PRINCIPAL)
    for hours in (31, 32, 33):
        place.sweep(NOW + timedelta(hours=hours))
    with place.scope():
        told = Message.objects.filter(recipient_id=head.user_id, rule=place.rule.key)
        assert sorted(told.values_list("stage", flat=True)) == ["escalate-0h", "escalate-4h"]
    assert waiting(place) == []


@pytest.mark.parametrize("how", ["the act was done", "the case was closed"])
def test_it_stops_waiting_when(how):
    place = left_alone()
    at = NOW + timedelta(hours=31)
    with clock.frozen(at), place.scope():
        if how == "the act was done":
            meet_deadline(place.case, place.rule.key, at=at, event_id=place.case.pk)
        else:
            type(place.case).objects.update(status="closed", closed_on=TODAY)
    place.sweep(at)
    assert waiting(place) == []


def test_reminders_nobody_heard_come_as_one():
    place = Place(from_on=TODAY + timedelta(days=9))
    for hour in range(23):
        place.sweep(NOW + timedelta(hours=hour))
    head = make_membership(place.school.pk, R.PRINCIPAL)
    place.sweep(NOW + timedelta(hours=22, minutes=30))
    with place.scope():
        assert Message.objects.filter(recipient_id=head.user_id, rule=place.rule.key).count() == 1
