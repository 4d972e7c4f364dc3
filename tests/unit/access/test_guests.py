"""Somebody from outside who was let into one case: that case, and nothing else of the school."""

from datetime import timedelta
from uuid import UUID

import pytest

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.organisations.models import Membership
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_member, make_school, make_user

SOMEBODY, CASE = UUID(int=1), UUID(int=2)


def test_what_a_guest_may_do_is_a_closed_list():
    guest = Member(SOMEBODY, "", SOMEBODY, SOMEBODY, frozenset({Role.PRINCIPAL}), guest_case=CASE)
    assert sorted(guest.permissions) == [
        Permission.CASE_DECIDE,
        Permission.CASE_LIST,
        Permission.CASE_VIEW,
        Permission.DOCUMENT_ISSUE,
        Permission.MEETING_VIEW,
        Permission.NOTICE_RECORD,
        Permission.SCHOOL_ENTER,
    ]


@pytest.fixture
def place(db, client):
    school = make_school()
    with school_scope(school.pk):
        mine, other = make_case(school), make_case(school)
    user, head = make_user("Ірина Заплава"), make_member(school, Role.PRINCIPAL)
    Membership.objects.create(
        user=user,
        organisation=school.organisation,
        roles=[Role.PRINCIPAL],
        from_on=clock.today(),
        until_on=clock.today() + timedelta(days=30),
        guest_case=mine.pk,
        guest_ground="the head is a side",
        granted_by_id=head.user_id,
    )
    client.force_login(user)
    return school, user, mine, other, client


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("cases/{mine}/timeline/", 200),
        ("cases/{mine}/deadlines/", 200),
        ("cases/{other}/timeline/", 404),
        ("registers/", 403),
        ("settings/staff/", 403),
        ("settings/tokens/", 403),
        ("people/", 403),
        ("figures/", 403),
        ("report/", 403),
    ],
)
def test_the_pages_of_a_guest(place, page, status):
    school, _, mine, other, client = place
    address = f"/s/{school.organisation.slug}/{page.format(mine=mine.pk, other=other.pk)}"
    assert client.get(address).status_code == status


def test_a_guest_who_works_here_too_keeps_their_own_place(place):
    school, user, mine, other, client = place
    make_member(school, Role.DEPUTY, user=User.objects.get(pk=user.pk))
    root = f"/s/{school.organisation.slug}/"
    assert [client.get(f"{root}cases/{case.pk}/timeline/").status_code for case in (mine, other)] == [200, 200]
