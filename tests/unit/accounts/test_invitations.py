"""The life of an invitation: made, sent, sent again, withdrawn, accepted, expired; never twice."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as post
from django.db import IntegrityError

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.enums import InvitationState
from safeguard.accounts.models import AccountMail, Invitation, User
from safeguard.accounts.services import mail
from safeguard.accounts.services.invitations import (
    LIFETIME,
    Invitee,
    accept_invitation,
    invitation_behind,
    invite,
    resend_invitation,
    revoke_invitation,
)
from safeguard.audit.models import AdministrativeAct
from safeguard.errors import Refused, RuleViolation
from safeguard.organisations.models import Membership
from tests.factories import make_member, make_membership, make_region, make_school, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NEW_PASSWORD = "four unrelated words here"


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def head(school):
    return make_member(school, Role.PRINCIPAL)


def invitee(email="new@example.org", *roles):
    return Invitee(email, "Нова Людина", frozenset(roles or {Role.STAFF}), "uk", "учитель")


def invited(school, by, *args):
    return invite(organisation=school.organisation, invitee=invitee(*args), by=by)


def deliver_all():
    for row in AccountMail.objects.filter(sent_at=None, dropped_at=None).order_by("created_at", "pk"):
        mail.deliver(row.pk)


def token_of(letter):
    return re.search(r"/invited/([\w-]+)/", letter.body)[1]


def test_accepting_creates_the_account_with_its_roles(school, head):
    invitation = invited(school, head, "New@Example.org", Role.CLASS_TEACHER)
    deliver_all()
    [letter] = post.outbox
    assert letter.to == ["new@example.org"]
    membership = accept_invitation(token=token_of(letter), password=NEW_PASSWORD)
    user = User.objects.get(email="new@example.org")
    assert membership.user == user
    assert user.check_password(NEW_PASSWORD)
    assert (membership.roles, membership.position) == (["class_teacher"], "учитель")
    invitation.refresh_from_db()
    assert invitation.state(NOW) == InvitationState.ACCEPTED


def test_accepting_joins_an_account_that_is_there_and_leaves_its_password(school, head):
    user = make_user()
    before = user.password
    invited(school, head, user.email)
    deliver_all()
    accept_invitation(token=token_of(post.outbox[0]), password="ignored by design")
    user.refresh_from_db()
    assert user.password == before
    assert user.memberships.get().organisation_id == school.pk


def test_a_closed_account_opens_again_with_a_new_password(school, head):
    user = make_user(is_active=False, deactivated_at=NOW)
    invited(school, head, user.email)
    deliver_all()
    token = token_of(post.outbox[0])
    with pytest.raises(RuleViolation):
        accept_invitation(token=token)
    accept_invitation(token=token, password=NEW_PASSWORD)
    user.refresh_from_db()
    assert user.is_active
    assert user.check_password(NEW_PASSWORD)


def test_a_link_works_once(school, head):
    invited(school, head)
    deliver_all()
    token = token_of(post.outbox[0])
    accept_invitation(token=token, password=NEW_PASSWORD)
    with pytest.raises(Refused):
        accept_invitation(token=token, password=NEW_PASSWORD)
    assert Membership.objects.filter(user__email="new@example.org").count() == 1


@pytest.mark.parametrize(("later", "is_open"), [(LIFETIME - timedelta(seconds=1), True), (LIFETIME, False)])
def test_a_link_expires_to_the_second(school, head, later, is_open):
    invited(school, head)
    deliver_all()
    with clock.frozen(NOW + later):
        assert (invitation_behind(token_of(post.outbox[0])) is not None) is is_open


def test_sent_again_means_another_link(school, head):
    invitation = invited(school, head)
    deliver_all()
    resend_invitation(invitation_id=invitation.pk, organisation=school.organisation, by=head)
    assert invitation_behind(token_of(post.outbox[0])) is None
    deliver_all()
    first, second = map(token_of, post.outbox)
    assert invitation_behind(first) is None
    assert invitation_behind(second) == invitation


def test_sending_again_wakes_an_expired_one(school, head):
    invitation = invited(school, head)
    with clock.frozen(NOW + LIFETIME * 2):
        resend_invitation(invitation_id=invitation.pk, organisation=school.organisation, by=head)
        deliver_all()
        assert invitation_behind(token_of(post.outbox[-1])) == invitation


def test_withdrawn_is_dead_and_its_letter_not_sent(school, head):
    invitation = invited(school, head)
    revoke_invitation(invitation_id=invitation.pk, organisation=school.organisation, by=head)
    deliver_all()
    assert post.outbox == []
    with pytest.raises(RuleViolation):
        revoke_invitation(invitation_id=invitation.pk, organisation=school.organisation, by=head)


def test_a_second_invitation_replaces_the_first(school, head):
    first, second = invited(school, head), invited(school, head)
    first.refresh_from_db()
    assert (first.state(NOW), second.state(NOW)) == (InvitationState.REVOKED, InvitationState.OPEN)


def test_the_table_and_the_letters_row_hold_no_link(school, head):
    invited(school, head)
    deliver_all()
    token = token_of(post.outbox[0])
    assert token not in str(Invitation.objects.values_list())
    assert token not in str(AccountMail.objects.values_list())


@pytest.mark.parametrize(
    ("own", "given"),
    [
        pytest.param(Role.HR, Role.PRINCIPAL, id="personnel names no head"),
        pytest.param(Role.HR, Role.HR, id="personnel names no personnel"),
        pytest.param(Role.PRINCIPAL, Role.PRINCIPAL, id="a head names no head"),
        pytest.param(Role.PRINCIPAL, Role.DISTRICT_OFFICER, id="a school has no officers"),
        pytest.param(Role.SECRETARY, Role.STAFF, id="a secretary names nobody"),
    ],
)
def test_nobody_gives_more_than_they_may(school, own, given):
    with pytest.raises(Refused) as refusal:
        invited(school, make_member(school, own), "x@example.org", given)
    assert refusal.value.field == "roles"


def test_who_works_here_is_not_invited_again(school, head):
    colleague = make_membership(school.pk, Role.STAFF)
    with pytest.raises(RuleViolation) as refusal:
        invited(school, head, colleague.user.email)
    assert refusal.value.field == "email"


def test_another_school_can_neither_resend_nor_withdraw(school, head):
    invitation = invited(school, head)
    other = make_school(district=make_region().district)
    stranger = make_member(other, Role.PRINCIPAL)
    for act in (resend_invitation, revoke_invitation):
        with pytest.raises(RuleViolation):
            act(invitation_id=invitation.pk, organisation=other.organisation, by=stranger)


def test_personnel_can_not_withdraw_what_the_head_gave(school, head):
    invitation = invited(school, head, "s@example.org", Role.SECRETARY)
    with pytest.raises(Refused):
        revoke_invitation(
            invitation_id=invitation.pk, organisation=school.organisation, by=make_member(school, Role.HR)
        )


def test_every_act_stands_in_the_log_in_the_same_transaction(school, head, monkeypatch):
    invited(school, head)
    deliver_all()
    accept_invitation(token=token_of(post.outbox[0]), password=NEW_PASSWORD)
    kinds = list(
        AdministrativeAct.objects.filter(organisation_id=school.pk, kind__startswith="invitation")
        .order_by("at", "pk")
        .values_list("kind", flat=True)
    )
    assert kinds == ["invitation.made", "invitation.accepted"]
    before = Invitation.objects.count()
    monkeypatch.setattr("safeguard.accounts.services.invitations.log_act", _broken)
    with pytest.raises(IntegrityError):
        invited(school, head, "third@example.org")
    assert Invitation.objects.count() == before


def _broken(**_: object) -> None:
    raise IntegrityError
