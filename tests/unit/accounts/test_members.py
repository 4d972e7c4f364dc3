"""Roles change, people leave, somebody acts as head, a lost second step is reset: by whom, when, with what trace."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.enums import MailKind
from safeguard.accounts.models import AccountMail, Handover
from safeguard.accounts.selectors.acting import acting_head_of
from safeguard.accounts.selectors.factors import has_second_factor, needs_second_factor
from safeguard.accounts.selectors.handovers import successor_of, successors
from safeguard.accounts.services.acting import Order, appoint_acting_head, end_acting_head
from safeguard.accounts.services.factors import reset_second_factor
from safeguard.accounts.services.members import change_roles, deactivate_member
from safeguard.audit.models import AdministrativeAct
from safeguard.errors import Conflict, Refused, RuleViolation
from safeguard.organisations.selectors.members import as_member, holders_of
from safeguard.tenancy.scope import school_scope
from tests.factories import make_member, make_membership, make_region, make_school, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
R = Role


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def region():
    return make_region()


@pytest.fixture
def school(region):
    return make_school(district=region.district)


@pytest.fixture
def head(school):
    return make_member(school, R.PRINCIPAL)


def last_act(school):
    return AdministrativeAct.objects.filter(organisation_id=school.pk).order_by("at", "pk").last()


def give_factor(user):
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


def let_go(*, membership, successor, by):
    """In the school's scope, as the page stands in it: the open cases are handed over too."""
    with school_scope(membership.organisation_id):
        deactivate_member(membership=membership, successor=successor, by=by)


# --- roles ---


def test_roles_change_and_the_log_keeps_both(school, head):
    membership = make_membership(school.pk, R.STAFF)
    change_roles(membership_id=membership.pk, roles=[R.SECRETARY, R.STAFF], position="учитель", by=head)
    membership.refresh_from_db()
    assert membership.roles == ["secretary", "staff"]
    act = last_act(school)
    assert (act.kind, act.subject_user_id) == ("member.roles_changed", membership.user_id)
    assert (act.data["before"], act.data["after"]) == (["staff"], ["secretary", "staff"])


@pytest.mark.parametrize(
    ("own", "subject", "wanted"),
    [
        pytest.param(R.HR, R.SECRETARY, R.STAFF, id="personnel takes no secretary's role away"),
        pytest.param(R.HR, R.STAFF, R.SECRETARY, id="personnel gives no secretary's role"),
        pytest.param(R.PRINCIPAL, R.PRINCIPAL, R.STAFF, id="a head demotes no head"),
        pytest.param(R.PRINCIPAL, R.STAFF, R.PRINCIPAL, id="a head makes no head"),
    ],
)
def test_roles_out_of_reach(school, own, subject, wanted):
    membership = make_membership(school.pk, subject)
    with pytest.raises(Refused):
        change_roles(membership_id=membership.pk, roles=[wanted], position="", by=make_member(school, own))
    membership.refresh_from_db()
    assert membership.roles == [subject]


def test_nobody_changes_their_own_roles(school, head):
    with pytest.raises(Refused):
        change_roles(membership_id=head.membership_id, roles=[R.STAFF], position="", by=head)


# --- leaving ---


def test_leaving_ends_membership_sessions_and_account_and_hands_over(school, head):
    leaving, successor = make_membership(school.pk, R.SECRETARY), make_membership(school.pk, R.DEPUTY)
    epoch = leaving.user.session_epoch
    let_go(membership=leaving, successor=successor, by=head)
    leaving.refresh_from_db()
    leaving.user.refresh_from_db()
    assert (leaving.ended_at, leaving.ended_by_id) == (NOW, head.user_id)
    assert leaving.user.session_epoch > epoch
    assert not leaving.user.is_active
    assert successor_of(school.pk, leaving.user_id) == successor.user_id
    assert last_act(school).data["successor"] == str(successor.user_id)


def test_who_works_elsewhere_too_keeps_the_account(school, head):
    leaving = make_membership(school.pk, R.STAFF)
    make_membership(make_school().pk, R.STAFF, user=leaving.user)
    let_go(membership=leaving, successor=None, by=head)
    leaving.user.refresh_from_db()
    assert leaving.user.is_active


def test_duties_need_a_successor(school, head):
    leaving = make_membership(school.pk, R.RESPONSIBLE_PERSON)
    with pytest.raises(RuleViolation) as refusal:
        let_go(membership=leaving, successor=None, by=head)
    assert refusal.value.field == "successor"


def test_the_successor_works_in_the_same_school(school, head):
    leaving, stranger = make_membership(school.pk, R.SECRETARY), make_membership(make_school().pk, R.SECRETARY)
    with pytest.raises(RuleViolation):
        let_go(membership=leaving, successor=stranger, by=head)


def test_nobody_leaves_twice_nor_hands_over_to_who_left(school, head):
    first, second = make_membership(school.pk, R.SECRETARY), make_membership(school.pk, R.SECRETARY)
    third = make_membership(school.pk, R.DEPUTY)
    let_go(membership=first, successor=third, by=head)
    for leaving, successor in ((first, third), (second, first)):
        with pytest.raises(Conflict):
            let_go(membership=leaving, successor=successor, by=head)


def test_nobody_ends_themselves_nor_the_head(school, head):
    other_head = make_membership(school.pk, R.PRINCIPAL)
    for subject in (other_head, make_membership(school.pk, R.STAFF)):
        by = head if subject is other_head else as_member(subject)
        with pytest.raises(Refused):
            let_go(membership=subject, successor=None, by=by)


def test_leaving_ends_an_office_by_order(school, head):
    deputy, successor = make_membership(school.pk, R.DEPUTY), make_membership(school.pk, R.SECRETARY)
    appoint(school, deputy, head)
    let_go(membership=deputy, successor=successor, by=head)
    assert R.PRINCIPAL not in as_member(deputy).roles


@pytest.mark.parametrize(
    ("handed", "expected"),
    [
        pytest.param(["ab"], {"a": "b"}, id="one step"),
        pytest.param(["ab", "bc"], {"a": "c", "b": "c"}, id="a chain is followed to the end"),
        pytest.param(["ab", "cb"], {"a": "b", "c": "b"}, id="two to one"),
        pytest.param(["ab", "ba"], {"b": "a"}, id="who came back has their duties again"),
        pytest.param(["ab", "ca", "ad"], {"a": "d", "c": "d"}, id="came back, took over, left again"),
    ],
)
def test_whose_duties_are_whose(school, handed, expected):
    users = {letter: make_user().pk for letter in "abcd"}
    for minute, (left, right) in enumerate(handed):
        at = NOW + timedelta(minutes=minute)
        Handover.objects.create(
            organisation_id=school.pk, from_user_id=users[left], to_user_id=users[right], at=at, by_id=users["d"]
        )
    assert successors(school.pk) == {users[left]: users[right] for left, right in expected.items()}


# --- acting head ---


def appoint(school, membership, by, *, order_on=TODAY, from_on=TODAY, until_on=None):
    order = Order("12-к", order_on, from_on, until_on)
    return appoint_acting_head(organisation=school.organisation, membership_id=membership.pk, order=order, by=by)


def heads(school, on):
    return [row.user_id for row in holders_of(school.pk, [R.PRINCIPAL], on=on)]


@pytest.mark.parametrize(
    ("on", "is_head"),
    [
        pytest.param(date(2026, 11, 23), False, id="the day before"),
        pytest.param(date(2026, 11, 24), True, id="the first day"),
        pytest.param(date(2026, 11, 27), True, id="the last day"),
        pytest.param(date(2026, 11, 28), False, id="the day after"),
    ],
)
def test_the_office_lasts_from_day_to_day_inclusive(school, head, on, is_head):
    deputy = make_membership(school.pk, R.DEPUTY)
    row = appoint(school, deputy, head, from_on=date(2026, 11, 24), until_on=date(2026, 11, 27))
    assert heads(school, on) == ([deputy.user_id] if is_head else []) + [head.user_id]
    assert (acting_head_of(school.pk, on=on) == row) is is_head


def test_the_office_is_of_one_school_and_one_person(school, head):
    deputy = make_membership(school.pk, R.DEPUTY)
    appoint(school, deputy, head)
    other = make_membership(make_school().pk, R.STAFF, user=deputy.user)
    assert as_member(other).roles == {R.STAFF}
    assert as_member(deputy).roles == {R.DEPUTY, R.PRINCIPAL}
    assert heads(school, TODAY) == [deputy.user_id, head.user_id]


def test_ended_it_ends_at_once(school, head):
    deputy = make_membership(school.pk, R.DEPUTY)
    row = appoint(school, deputy, head)
    end_acting_head(organisation=school.organisation, acting_id=row.pk, by=head)
    assert R.PRINCIPAL not in as_member(deputy).roles
    with pytest.raises(RuleViolation):
        end_acting_head(organisation=school.organisation, acting_id=row.pk, by=head)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        pytest.param({"order_on": date(2026, 11, 24)}, "order_on", id="an order of tomorrow"),
        pytest.param({"from_on": date(2026, 11, 22)}, "from_on", id="an office before its order"),
        pytest.param({"until_on": date(2026, 11, 22)}, "until_on", id="an end before the start"),
    ],
)
def test_orders_that_can_not_be(school, head, days, field):
    with pytest.raises(RuleViolation) as refusal:
        appoint(school, make_membership(school.pk, R.DEPUTY), head, **days)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("second", "fits"),
    [
        pytest.param((date(2026, 11, 25), None), False, id="inside the first"),
        pytest.param((date(2026, 11, 27), date(2026, 11, 30)), False, id="on its last day"),
        pytest.param((date(2026, 11, 28), None), True, id="on the day after"),
    ],
)
def test_one_acting_head_at_a_time(school, head, second, fits):
    first, other = make_membership(school.pk, R.DEPUTY), make_membership(school.pk, R.SECRETARY)
    appoint(school, first, head, from_on=date(2026, 11, 24), until_on=date(2026, 11, 27))
    if fits:
        appoint(school, other, head, from_on=second[0], until_on=second[1])
    else:
        with pytest.raises(RuleViolation):
            appoint(school, other, head, from_on=second[0], until_on=second[1])


@pytest.mark.parametrize("own", [R.HR, R.DEPUTY, R.SECRETARY])
def test_only_head_or_operator_name_an_acting_head(school, own):
    with pytest.raises(Refused):
        appoint(school, make_membership(school.pk, R.STAFF), make_member(school, own))


def test_nobody_names_themselves_nor_a_stranger_nor_the_head(school, head, region):
    operator = as_member(make_membership(region.district.pk, R.OPERATOR))
    with pytest.raises(RuleViolation):
        appoint(school, make_membership(school.pk, R.PRINCIPAL), operator)
    with pytest.raises(RuleViolation):
        appoint(school, make_membership(make_school().pk, R.STAFF), head)
    deputy = make_membership(school.pk, R.DEPUTY)
    acting = as_member(deputy)
    with pytest.raises(Refused):
        appoint(school, deputy, type(acting)(**{**vars(acting), "roles": frozenset({R.DEPUTY, R.PRINCIPAL})}))


@pytest.mark.parametrize(("own", "may"), [(R.HR, False), (R.PRINCIPAL, True)])
def test_who_lets_an_acting_head_go(school, head, own, may):
    """HR lets a teacher go, but not one who is acting head."""
    teacher = make_membership(school.pk, R.CLASS_TEACHER)
    appoint(school, teacher, head)
    by = make_member(school, own)
    if may:
        let_go(membership=teacher, successor=None, by=by)
    else:
        with pytest.raises(Refused):
            let_go(membership=teacher, successor=None, by=by)
    teacher.refresh_from_db()
    assert (teacher.ended_at is not None) is may


def test_an_office_by_order_needs_the_second_step(school, head):
    teacher = make_membership(school.pk, R.CLASS_TEACHER)
    assert not needs_second_factor(teacher.user_id)
    appoint(school, teacher, head)
    assert needs_second_factor(teacher.user_id)


# --- second step ---


@pytest.mark.parametrize("role", list(Role))
def test_which_roles_need_the_second_step(school, role):
    needs = {
        R.PRINCIPAL, R.DEPUTY, R.SECRETARY, R.RESPONSIBLE_PERSON,
        R.DISTRICT_OFFICER, R.REGION_OFFICER, R.MINISTRY_OFFICER, R.OPERATOR,
    }  # fmt: skip
    assert needs_second_factor(make_membership(school.pk, R.STAFF, role).user_id) is (role in needs)


def test_a_membership_that_ended_asks_for_nothing(school, head):
    secretary, successor = make_membership(school.pk, R.SECRETARY), make_membership(school.pk, R.DEPUTY)
    let_go(membership=secretary, successor=successor, by=head)
    assert not needs_second_factor(secretary.user_id)


def test_reset_removes_app_and_codes_ends_sessions_and_tells(school, head):
    secretary = make_membership(school.pk, R.SECRETARY)
    epoch = give_factor(secretary.user).session_epoch
    reset_second_factor(membership_id=secretary.pk, by=head)
    secretary.user.refresh_from_db()
    assert not Authenticator.objects.filter(user=secretary.user).exists()
    assert secretary.user.session_epoch == epoch + 1
    assert AccountMail.objects.get(user=secretary.user).kind == MailKind.FACTOR_RESET
    act = last_act(school)
    assert (act.kind, act.by_user_id, act.subject_user_id) == (
        "member.second_factor_reset", head.user_id, secretary.user_id,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("own", "subject", "may"),
    [
        pytest.param(R.PRINCIPAL, R.SECRETARY, True, id="the head resets the secretary's"),
        pytest.param(R.PRINCIPAL, R.PRINCIPAL, False, id="no head another head's"),
        pytest.param(R.OPERATOR, R.PRINCIPAL, True, id="the operator the head's"),
        pytest.param(R.HR, R.STAFF, False, id="personnel nobody's"),
        pytest.param(R.SECRETARY, R.STAFF, False, id="a secretary nobody's"),
    ],
)
def test_who_may_reset(region, school, own, subject, may):
    membership = make_membership(school.pk, subject)
    give_factor(membership.user)
    place = region.district.pk if own == R.OPERATOR else school.pk
    by = as_member(make_membership(place, own))
    if may:
        reset_second_factor(membership_id=membership.pk, by=by)
    else:
        with pytest.raises(Refused):
            reset_second_factor(membership_id=membership.pk, by=by)
    assert has_second_factor(membership.user_id) is not may


def test_never_ones_own(school, region, head):
    operator = make_membership(region.district.pk, R.OPERATOR)
    give_factor(operator.user)
    with pytest.raises(Refused):
        reset_second_factor(membership_id=operator.pk, by=as_member(operator))


def test_one_schools_head_does_not_weaken_an_officer_of_another(school, head, region):
    staff = make_membership(school.pk, R.STAFF)
    make_membership(make_school(district=region.district).pk, R.PRINCIPAL, user=staff.user)
    give_factor(staff.user)
    with pytest.raises(Refused):
        reset_second_factor(membership_id=staff.pk, by=head)
    reset_second_factor(membership_id=staff.pk, by=as_member(make_membership(region.district.pk, R.OPERATOR)))


def test_nothing_to_reset(school, head):
    with pytest.raises(RuleViolation):
        reset_second_factor(membership_id=make_membership(school.pk, R.STAFF).pk, by=head)
