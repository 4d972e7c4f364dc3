"""Who leaves hands over the open cases: to whom, what they see then, what stays hidden, what the chronology says."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.http import Http404
from guardian.shortcuts import assign_perm

from cases.enums import RecusalGround
from cases.models import CaseEvent, CaseUserObjectPermission, Handling, Recusal
from cases.selectors.access import case_for, visible_cases
from cases.selectors.addressees import addressees
from cases.selectors.clocks import definition_of
from cases.services.handling import assign_handler
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.services.members import deactivate_member
from safeguard.audit.access import LookRefused
from safeguard.errors import RuleViolation
from safeguard.organisations.selectors.members import as_member
from safeguard.organisations.selectors.tree import parent_of
from safeguard.outbox.models import Message
from safeguard.procedures.schema import Addressee
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_membership, make_school

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 9, 9, 7, 15, tzinfo=UTC)
R = Role


@pytest.fixture(autouse=True)
def _morning():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def head(school):
    return as_member(make_membership(school.pk, R.PRINCIPAL))


@pytest.fixture
def leaving(school):
    """A psychologist: no office opens every case to them."""
    return make_membership(school.pk, R.PSYCHOLOGIST)


@pytest.fixture
def heir(school):
    """No office asks them for a second step, they have one all the same."""
    made = make_membership(school.pk, R.SOCIAL_PEDAGOGUE)
    Authenticator.objects.create(user_id=made.user_id, type="totp", data={})
    return made


@pytest.fixture
def case(school):
    with school_scope(school.pk):
        return make_case(school)


def work_on(case, membership, head):
    with school_scope(case.school_id):
        assign_handler(case_id=case.pk, user_id=membership.user_id, is_warned=True, by=head, reason="бо так")


def grant(case, membership):
    with school_scope(case.school_id):
        assign_perm("view_case", get_user_model().objects.get(pk=membership.user_id), case)


def recuse(case, membership):
    with school_scope(case.school_id):
        Recusal.objects.create(
            school_id=case.school_id,
            case=case,
            user_id=membership.user_id,
            ground=RecusalGround.RELATIVE,
            recorded_at=NOW,
            recorded_by=membership.user_id,
        )


def let_go(leaving, successor, by):
    with school_scope(leaving.organisation_id):
        deactivate_member(membership=leaving, successor=successor, by=by)


def workers(case):
    with school_scope(case.school_id):
        return set(Handling.objects.filter(case=case, until_at__isnull=True).values_list("user_id", flat=True))


def last_event(case):
    with school_scope(case.school_id):
        event = CaseEvent.objects.filter(case=case).order_by("-seq").first()
        return event.kind, event.by_user_id, event.data


def told(membership, case):
    with school_scope(case.school_id):
        return Message.objects.filter(recipient_id=membership.user_id, case_id=case.pk, kind="duty").count()


def test_who_takes_over_works_on_the_case_in_place_of_who_left(school, head, leaving, heir, case):
    work_on(case, leaving, head)
    let_go(leaving, heir, head)
    assert workers(case) == {heir.user_id}
    data = {"from": str(leaving.user_id), "user": str(heir.user_id)}
    assert last_event(case) == ("handler.handed_over", head.user_id, data)
    with school_scope(school.pk):
        assert case_for(as_member(heir), case.pk) == case
    assert told(heir, case) == 1


def test_who_was_let_in_to_read_hands_on_the_reading_and_no_more(school, head, leaving, heir, case):
    grant(case, leaving)
    let_go(leaving, heir, head)
    assert workers(case) == set()
    assert last_event(case)[0] == "access.handed_over"
    with school_scope(school.pk):
        assert case_for(as_member(heir), case.pk) == case
        assert list(CaseUserObjectPermission.objects.values_list("user_id", flat=True)) == [heir.user_id]


def test_an_office_that_opens_every_case_is_handed_on_case_by_case(school, head, heir, case):
    secretary = make_membership(school.pk, R.SECRETARY)
    with school_scope(school.pk):
        second = make_case(school)
    let_go(secretary, heir, head)
    with school_scope(school.pk):
        assert set(visible_cases(as_member(heir))) == {case, second}
        later = make_case(school)
        assert later not in visible_cases(as_member(heir))


def test_an_office_isnt_handed_to_somebody_who_signs_in_with_a_password_alone(school, head, case):
    secretary, heir = make_membership(school.pk, R.SECRETARY), make_membership(school.pk, R.SECURITY_MEMBER)
    with pytest.raises(RuleViolation, match="second step"):
        let_go(secretary, heir, head)
    with school_scope(school.pk):
        assert not visible_cases(as_member(heir)).exists()


def test_nothing_changes_where_the_office_of_who_takes_over_opens_the_case(school, head, case):
    secretary, deputy = make_membership(school.pk, R.SECRETARY), make_membership(school.pk, R.DEPUTY)
    before = last_event(case)
    let_go(secretary, deputy, head)
    assert last_event(case) == before
    assert told(deputy, case) == 0


def test_a_case_that_who_left_couldnt_see_isnt_handed_over(school, head, leaving, heir, case):
    recuse(case, leaving)
    secretary = make_membership(school.pk, R.SECRETARY)
    recuse(case, secretary)
    for gone in (leaving, secretary):
        let_go(gone, heir, head)
    with school_scope(school.pk):
        assert not visible_cases(as_member(heir)).exists()


@pytest.mark.parametrize("seen_by", ["work", "grant"])
def test_a_recusal_is_stronger_than_a_hand_over(school, head, leaving, heir, case, seen_by):
    recuse(case, heir)
    work_on(case, leaving, head) if seen_by == "work" else grant(case, leaving)
    let_go(leaving, heir, head)
    assert workers(case) == set()
    assert told(heir, case) == 0
    with school_scope(school.pk), pytest.raises((Http404, LookRefused)):
        case_for(as_member(heir), case.pk)


def test_where_nobody_may_take_over_the_case_is_free_and_the_head_is_told(school, head, leaving, heir, case):
    work_on(case, leaving, head)
    recuse(case, heir)
    let_go(leaving, heir, head)
    assert last_event(case) == ("handler.released", head.user_id, {"user": str(leaving.user_id)})
    assert told(head, case) == 1


def test_who_leaves_without_a_successor_leaves_the_case_free(head, school, case):
    teacher = make_membership(school.pk, R.STAFF)
    work_on(case, teacher, head)
    let_go(teacher, None, head)
    assert workers(case) == set()
    assert last_event(case)[0] == "handler.released"


def test_two_who_worked_together_are_one_after_the_hand_over(head, leaving, heir, case):
    work_on(case, leaving, head)
    work_on(case, heir, head)
    let_go(leaving, heir, head)
    assert workers(case) == {heir.user_id}


def test_a_closed_case_stays_as_it_was(school, head, leaving, heir, case):
    work_on(case, leaving, head)
    with school_scope(school.pk):
        type(case).objects.filter(pk=case.pk).update(status="closed", closed_on=NOW.date())
    before = last_event(case)
    let_go(leaving, heir, head)
    assert last_event(case) == before
    assert workers(case) == {leaving.user_id}


def test_a_hand_over_that_fails_lets_nobody_go(monkeypatch, school, head, leaving, heir, case):
    work_on(case, leaving, head)

    def broken(*_args, **_named):
        raise RuleViolation("no")

    monkeypatch.setattr("cases.services.handovers.record", broken)
    with pytest.raises(RuleViolation):
        let_go(leaving, heir, head)
    leaving.refresh_from_db()
    assert leaving.ended_at is None
    assert workers(case) == {leaving.user_id}


def test_a_department_has_no_cases_to_hand_over(school, head):
    district = parent_of(school.pk, on=NOW.date())
    officers = [make_membership(district.pk, R.DISTRICT_OFFICER) for _ in range(3)]
    by = as_member(make_membership(district.pk, R.OPERATOR))
    deactivate_member(membership=officers[0], successor=officers[1], by=by)
    officers[0].refresh_from_db()
    assert officers[0].ended_at == NOW


# --- who is behind a duty ---


def secretaries_duty(case):
    """Who is reminded of the duty that the procedure gives to the secretary alone."""
    with school_scope(case.school_id):
        rule = next(rule for rule in definition_of(case.procedure).rules if rule.duty_of == ("secretary",))
        return addressees(case, Addressee.DUTY_HOLDER, rule, on=NOW.date())


def test_reminders_go_to_who_took_over_until_somebody_holds_the_office(school, head, heir, case):
    secretary = make_membership(school.pk, R.SECRETARY)
    make_membership(school.pk, R.DEPUTY)
    assert secretaries_duty(case) == [secretary.user_id]
    let_go(secretary, heir, head)
    assert secretaries_duty(case) == [heir.user_id]
    appointed = make_membership(school.pk, R.SECRETARY)
    assert secretaries_duty(case) == [appointed.user_id]


def test_a_recused_heir_is_passed_over_for_the_deputy(school, head, heir, case):
    secretary, deputy = make_membership(school.pk, R.SECRETARY), make_membership(school.pk, R.DEPUTY)
    recuse(case, heir)
    let_go(secretary, heir, head)
    assert secretaries_duty(case) == [deputy.user_id]
