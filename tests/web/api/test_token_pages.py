"""The page of a school's and a department's tokens: shown once, revoked, for who may."""

import re

import pytest
from django.test import Client

from safeguard.access.roles import SCHOOL_ROLES, Role
from safeguard.audit.models import AdministrativeAct
from safeguard.tokens.enums import Scope
from safeguard.tokens.models import ApiToken
from tests.factories import make_membership
from tests.web.api.conftest import Api, secret_of

MADE = {"name": "Diary", "scopes": ["statistics:read"], "days": "90"}


def signed_in(organisation, role):
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_membership(organisation.pk, role).user)
    return client


@pytest.fixture(params=["school", "department"])
def place(request, region, school):
    if request.param == "school":
        return school.organisation, Role.PRINCIPAL, f"/s/{school.organisation.slug}/settings/tokens/"
    return region.district, Role.DISTRICT_OFFICER, f"/d/{region.district.slug}/settings/tokens/"


def test_the_secret_is_shown_once_and_works(place):
    organisation, role, address = place
    client = signed_in(organisation, role)
    page = client.post(address, MADE)
    [secret] = re.findall(r"sg_[\w-]{43}", page.content.decode())
    assert "no-store" in page["Cache-Control"]
    assert secret not in client.get(address).content.decode()
    assert Api(secret).get("statistics/").status_code == 200
    assert AdministrativeAct.objects.filter(kind="token.made", organisation=organisation).count() == 1


def test_a_revoked_token_is_unknown_at_once(place):
    organisation, role, address = place
    client, secret = signed_in(organisation, role), secret_of(organisation, Scope.STATISTICS_READ)
    client.post(f"{address}{ApiToken.objects.get().pk}/revoke/")
    assert Api(secret).get("statistics/").status_code == 401
    assert AdministrativeAct.objects.filter(kind="token.revoked").count() == 1


def test_somebody_elses_token_cant_be_revoked(place, other):
    organisation, role, address = place
    secret = secret_of(other.organisation, Scope.STATISTICS_READ)
    signed_in(organisation, role).post(f"{address}{ApiToken.objects.get().pk}/revoke/")
    assert Api(secret).get("statistics/").status_code == 200


@pytest.mark.parametrize("change", [{"name": ""}, {"scopes": []}, {"scopes": ["everything"]}, {"days": "366"}])
def test_wrong_answers_make_none_and_are_kept(place, change):
    organisation, role, address = place
    page = signed_in(organisation, role).post(address, {"name": "My diary", **MADE, **change})
    assert page.status_code == 200
    assert set(page.context["form"].errors) == set(change)
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    "role",
    sorted(set(SCHOOL_ROLES) - {Role.PRINCIPAL}),
)
def test_only_the_head_makes_a_schools_tokens(school, role):
    client = signed_in(school.organisation, role)
    assert client.get(f"/s/{school.organisation.slug}/settings/tokens/").status_code == 403
