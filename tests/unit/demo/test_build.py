"""The demo region is built through the services, the same every time."""

from datetime import date

import pytest

from commissions.models import Seat
from demo.accounts import OFFICERS, STAFF, address
from demo.build import appoint_commission, build_region, hashed_password
from demo.places import KAZAKHSTAN, REGIONS, UKRAINE
from safeguard.accounts.models import User
from safeguard.people.models import Child
from safeguard.procedures.catalogue import version_in_force
from safeguard.tenancy.scope import school_scope

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_every_role_can_sign_in_once_per_country():
    for region in REGIONS:
        build_region(region, today=TODAY, password=hashed_password())
        for person in (*STAFF, *OFFICERS):
            user = User.objects.get(email=address(person.key, region.country))
            assert user.is_demo
            assert user.language == region.language


def test_the_commission_has_eight_seats_with_psychologist_and_pedagogue():
    first, *_ = build_region(UKRAINE, today=TODAY, password=hashed_password())
    rules = version_in_force("ua-1646", TODAY).commission
    with school_scope(first.school.pk):
        appoint_commission(first, rules, today=TODAY)
        assert Seat.objects.count() == 8
        assert set(Seat.objects.values_list("speciality", flat=True)) == {"", "psychologist", "social_pedagogue"}


def test_the_same_names_are_drawn_each_time():
    built = build_region(KAZAKHSTAN, today=TODAY, password=hashed_password())[0]
    with school_scope(built.school.pk):
        drawn = [child.open("name") for child in Child.objects.select_related("data_key").order_by("pk")[:3]]
    assert len({*drawn}) == 3
    assert all("\n" in name for name in drawn)
