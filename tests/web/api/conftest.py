"""A school with its token, a department with its token, and a client that carries one."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.organisations.selectors.members import as_member
from safeguard.tenancy.scope import school_scope
from safeguard.tokens.enums import Scope
from safeguard.tokens.services import make_token
from tests.factories import make_case, make_membership, make_region, make_school

NOW = datetime(2025, 10, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _still(db):
    cache.clear()
    with clock.frozen(NOW):
        yield


@pytest.fixture
def region():
    return make_region()


@pytest.fixture
def school(region):
    return make_school(district=region.district)


@pytest.fixture
def other():
    return make_school()


def secret_of(organisation, *scopes, days=30, by=None):
    role = Role.PRINCIPAL if organisation.kind == "school" else Role.DISTRICT_OFFICER
    by = by or as_member(make_membership(organisation.pk, role))
    return make_token(organisation=organisation, name="Diary", scopes=scopes, days=days, by=by)[1]


@pytest.fixture
def everything(school):
    return secret_of(school.organisation, *Scope)


@pytest.fixture
def department(region):
    return secret_of(region.district, Scope.STATISTICS_READ)


def make_cases(school, count=1):
    with school_scope(school.pk):
        return [make_case(school, received_at=NOW - timedelta(days=3, minutes=n)) for n in range(count)]


class Api:
    """Requests with one token."""

    def __init__(self, secret: str = "", language: str = "en") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"accept-language": language} | ({"authorization": f"Bearer {secret}"} if secret else {})

    def get(self, address, **query):
        return self.client.get(f"/api/v1/{address}", query, headers=self.headers)

    def post(self, address, body, **headers):
        return self.client.post(
            f"/api/v1/{address}", json.dumps(body), content_type="application/json", headers=self.headers | headers
        )
