"""UA-K-III.5: minutes in five copies, signed by the members and the parents; a register of decisions."""

from datetime import date

import pytest

from cases.models import CaseEvent
from safeguard.access.roles import Role
from safeguard.errors import RuleViolation
from safeguard.procedures.schema import Evidence
from safeguard.tenancy.scope import school_scope
from tests.unit.walks.places import at, begin

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(db):
    walk = begin("ua-kharkiv-51")
    with school_scope(walk.school.pk):
        walk.call(at(9, 11), at(11, 10))
        walk.hold(at(11, 10))
        walk.decide(at(11, 11))
        yield walk


@pytest.mark.parametrize("copies", [0, 1, 4])
def test_fewer_copies_than_the_procedure_asks_for_are_refused(decided, copies):
    with pytest.raises(RuleViolation) as refusal:
        decided.do(at(12, 10), Evidence.MINUTES_SIGNED, Role.SECRETARY, copies=copies)
    assert refusal.value.field == "copies"


def test_five_signed_copies_are_recorded_and_so_are_those_of_a_second_meeting(decided):
    for hour in (10, 11):
        decided.do(at(12, hour), Evidence.MINUTES_SIGNED, Role.SECRETARY, copies=5)
    kept = CaseEvent.objects.filter(case=decided.case, kind="minutes.signed")
    assert [event.data["copies"] for event in kept] == [5, 5]


def test_minutes_arent_signed_before_the_meeting(decided):
    with pytest.raises(RuleViolation) as refusal:
        decided.do(at(11, 9), Evidence.MINUTES_SIGNED, Role.SECRETARY, copies=5)
    assert refusal.value.field == "done_at"


def test_an_entry_in_the_register_has_a_number(decided):
    with pytest.raises(RuleViolation) as refusal:
        decided.do(at(12, 10), Evidence.DECISION_REGISTERED, Role.SECRETARY, dated_on=date(2025, 9, 12))
    assert refusal.value.field == "number"


def test_police_and_service_are_told_after_the_meeting_whatever_the_finding(decided):
    """UA-K-III.6: the clock runs from the meeting, not from a qualification (C-02)."""
    for rule in ("minutes_police_notice", "minutes_child_service_notice"):
        assert decided.limit(rule).starts_at == at(11, 10)
