"""A token works while somebody who may manage tokens answers for it: what happens when that one goes."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.services.acting import Order, appoint_acting_head, end_acting_head
from safeguard.accounts.services.members import deactivate_member
from safeguard.audit.models import AdministrativeAct
from safeguard.organisations.models import Membership
from safeguard.organisations.selectors.members import as_member
from safeguard.tenancy.scope import school_scope
from safeguard.tokens.enums import Scope
from safeguard.tokens.models import ApiToken
from safeguard.tokens.selectors import token_behind
from safeguard.tokens.services import make_token
from tests.factories import make_membership, make_school
from tests.web.api.conftest import NOW, Api, secret_of

pytestmark = pytest.mark.django_db
TODAY = date(2025, 10, 20)
R = Role


@pytest.fixture
def head(school):
    return make_membership(school.pk, R.PRINCIPAL)


@pytest.fixture
def operator(region):
    return as_member(make_membership(region.ministry.pk, R.OPERATOR))


@pytest.fixture
def secret(school, head):
    return secret_of(school.organisation, Scope.CASES_READ, by=as_member(head), days=300)


def act_for(school, membership, by, *, until_on=None):
    order = Order("12-к", TODAY, TODAY, until_on)
    return appoint_acting_head(organisation=school.organisation, membership_id=membership.pk, order=order, by=by)


def loses(head, how):
    if how == "the account is closed":
        head.user.is_active, head.user.deactivated_at = False, NOW
        head.user.save()
    change = {
        "the membership has ended": {"ended_at": NOW, "ended_by": head.user},
        "its last day was yesterday": {"until_on": TODAY - timedelta(days=1)},
        "another role since": {"roles": ["deputy"]},
        "works here as a guest only": {
            "guest_case": head.pk, "guest_ground": "x", "granted_by": head.user, "until_on": TODAY,
        },
    }.get(how)  # fmt: skip
    if change:
        Membership.objects.filter(pk=head.pk).update(**change)
    if how == "head of another school":
        Membership.objects.filter(pk=head.pk).update(organisation=make_school().organisation)


@pytest.mark.parametrize(
    "how",
    [
        "the account is closed",
        "the membership has ended",
        "its last day was yesterday",
        "another role since",
        "works here as a guest only",
        "head of another school",
    ],
)
def test_a_token_whose_holder_may_hold_none_is_unknown(head, secret, how):
    assert token_behind(secret)
    loses(head, how)
    assert token_behind(secret) is None
    assert Api(secret).get("cases/").status_code == 401


@pytest.mark.parametrize(
    ("days", "works"),
    [pytest.param(2, True, id="on the last day of the order"), pytest.param(3, False, id="on the day after")],
)
def test_an_acting_heads_token_doesnt_outlive_the_order(school, head, days, works):
    deputy = make_membership(school.pk, R.DEPUTY)
    act_for(school, deputy, as_member(head), until_on=TODAY + timedelta(days=2))
    secret = secret_of(school.organisation, Scope.CASES_READ, by=as_member(deputy))
    with clock.frozen(NOW + timedelta(days=days)):
        assert bool(token_behind(secret)) is works


def test_an_order_that_is_ended_ends_it_at_once(school, head):
    deputy = make_membership(school.pk, R.DEPUTY)
    order = act_for(school, deputy, as_member(head))
    secret = secret_of(school.organisation, Scope.CASES_READ, by=as_member(deputy))
    end_acting_head(organisation=school.organisation, acting_id=order.pk, by=as_member(head))
    assert token_behind(secret) is None


def test_the_day_is_counted_where_the_school_is(head, secret):
    """Kyiv is three hours ahead of UTC in October."""
    Membership.objects.filter(pk=head.pk).update(until_on=TODAY)
    for hour, works in ((20, True), (21, False)):
        with clock.frozen(NOW.replace(hour=hour)):
            assert bool(token_behind(secret)) is works


@pytest.mark.parametrize(
    ("role", "kind", "works"),
    [
        pytest.param(R.PRINCIPAL, "token.handed_over", True, id="another head takes the token over"),
        pytest.param(R.DEPUTY, "token.revoked", False, id="a deputy may hold none"),
    ],
)
def test_who_leaves_hands_tokens_over_or_they_end(school, head, secret, operator, role, kind, works):
    heir = make_membership(school.pk, role)
    with school_scope(school.pk):
        deactivate_member(membership=head, successor=heir, by=operator)
    assert bool(token_behind(secret)) is works
    [act] = AdministrativeAct.objects.filter(organisation_id=school.pk, kind__startswith="token.").exclude(
        kind="token.made"
    )
    assert (act.kind, act.by_user_id, act.data["name"]) == (kind, operator.user_id, "Diary")
    token = ApiToken.objects.get()
    assert token.created_by_id == head.user_id
    assert token.holder_id == (heir if works else head).user_id


def test_an_acting_head_may_take_over(school, head, secret, operator):
    deputy = make_membership(school.pk, R.DEPUTY)
    act_for(school, deputy, operator)
    with school_scope(school.pk):
        deactivate_member(membership=head, successor=deputy, by=operator)
    assert token_behind(secret).holder_id == deputy.user_id


def test_tokens_of_another_place_and_of_others_are_left_alone(school, head, secret, operator, other):
    elsewhere = make_membership(other.pk, R.PRINCIPAL, user=head.user)
    second = make_membership(school.pk, R.PRINCIPAL)
    theirs = [
        secret_of(other.organisation, Scope.CASES_READ, by=as_member(elsewhere)),
        secret_of(school.organisation, Scope.CASES_READ, by=as_member(second)),
    ]
    with school_scope(school.pk):
        deactivate_member(membership=head, successor=make_membership(school.pk, R.DEPUTY), by=operator)
    assert token_behind(secret) is None
    assert all(map(token_behind, theirs))


def test_it_costs_one_statement(secret, django_assert_num_queries):
    with django_assert_num_queries(1):
        token_behind(secret)


# --- the page ---


@pytest.fixture
def page(school):
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_membership(school.pk, R.PRINCIPAL).user)
    return client


def address(school, name="list", **kwargs):
    return reverse(f"tokens:{name}", kwargs={"school": school.organisation.slug, **kwargs})


def test_one_that_stands_still_says_so_and_is_taken_over(page, school, head, secret):
    loses(head, "another role since")
    text = page.get(address(school)).content.decode()
    assert "stands still" in text
    take = address(school, "take", token_id=ApiToken.objects.get().pk)
    assert take in text
    done = page.post(take, follow=True).content.decode()
    assert "works again; you answer for it" in done
    assert take not in done
    assert Api(secret).get("cases/").status_code == 200
    assert AdministrativeAct.objects.filter(kind="token.handed_over").count() == 1


@pytest.mark.parametrize("which", ["one that works", "a revoked one", "another school's"])
def test_nothing_else_is_taken_over(page, school, other, head, secret, which):
    token = ApiToken.objects.get()
    if which == "a revoked one":
        ApiToken.objects.update(revoked_at=NOW, revoked_by=head.user)
    if which == "another school's":
        stranger = as_member(make_membership(other.pk, R.PRINCIPAL))
        token, _ = make_token(organisation=other.organisation, name="x", scopes=[Scope.CASES_READ], days=9, by=stranger)
        Membership.objects.filter(user_id=stranger.user_id).update(roles=["staff"])
    page.post(address(school, "take", token_id=token.pk))
    token.refresh_from_db()
    assert token.holder_id == token.created_by_id
