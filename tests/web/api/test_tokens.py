"""Who gets in: each kind of token at each address, and every token that doesn't work, alike."""

from datetime import timedelta
from uuid import uuid4

import pytest

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.organisations.selectors.members import as_member
from safeguard.tokens.enums import Scope
from safeguard.tokens.models import ApiToken
from safeguard.tokens.services import make_token, revoke_token
from tests.factories import make_membership
from tests.web.api.conftest import NOW, Api, make_cases, secret_of

ADDRESSES = ("reports/", "cases/", "cases/{case}/", "deadlines/", "statistics/")
TABLE = {
    Scope.REPORTS_WRITE: (400, 403, 403, 403, 403),
    Scope.CASES_READ: (403, 200, 200, 403, 403),
    Scope.DEADLINES_READ: (403, 403, 403, 200, 403),
    Scope.STATISTICS_READ: (403, 403, 403, 403, 200),
}


def ask(api, address, case):
    address = address.format(case=case)
    return api.post(address, {}) if address == "reports/" else api.get(address)


@pytest.mark.parametrize("scope", Scope)
def test_a_schools_token_does_what_its_scope_says_and_nothing_else(school, scope):
    [case] = make_cases(school)
    api = Api(secret_of(school.organisation, scope))
    assert tuple(ask(api, address, case.pk).status_code for address in ADDRESSES) == TABLE[scope]


def test_a_departments_token_reads_figures_alone(school, department):
    [case] = make_cases(school)
    assert [ask(Api(department), address, case.pk).status_code for address in ADDRESSES] == [403, 403, 403, 403, 200]


@pytest.mark.parametrize("scope", sorted(set(Scope) - {Scope.STATISTICS_READ}))
def test_a_department_can_give_no_other_scope(region, scope):
    with pytest.raises(Exception, match="can't have this right"):
        secret_of(region.district, scope)


def broken(school, how):
    head = as_member(make_membership(school.pk, Role.PRINCIPAL))
    token, secret = make_token(organisation=school.organisation, name="x", scopes=list(Scope), days=1, by=head)
    if how == "revoked":
        revoke_token(token_id=token.pk, organisation=school.organisation, by=head)
    if how == "of a closed school":
        type(school.organisation).objects.filter(pk=school.pk).update(state="closed")
    return {"none": "", "invented": "sg_" + "x" * 43, "shortened": secret[:-1]}.get(how, secret)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("how", ["none", "invented", "shortened", "revoked", "expired", "of a closed school"])
def test_a_token_that_doesnt_work_is_a_401_like_any_other(school, how, address):
    api = Api(broken(school, how))
    at = NOW + timedelta(days=2) if how == "expired" else NOW
    with clock.frozen(at):
        response = ask(api, address, uuid4())
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'
    assert response.json() == {"status": 401, "error": "The token is missing or isn't valid.", "fields": {}}


def test_a_session_is_no_token(client, school):
    client.force_login(make_membership(school.pk, Role.PRINCIPAL).user)
    assert client.get("/api/v1/cases/").status_code == 401


def test_only_the_digest_is_kept(school, everything):
    row = ApiToken.objects.get()
    assert all(everything not in str(value) and everything[9:] not in str(value) for value in vars(row).values())
    assert len(row.token_hash) == 64
    assert everything.startswith(row.prefix)


@pytest.mark.parametrize("days", [0, 366])
def test_it_works_a_year_at_most(school, days):
    with pytest.raises(Exception, match="1 to 365"):
        secret_of(school.organisation, Scope.CASES_READ, days=days)


def test_a_suspended_school_is_refused_with_the_reason(school, everything):
    type(school.organisation).objects.filter(pk=school.pk).update(state="suspended")
    response = Api(everything).get("cases/")
    assert response.status_code == 403
    assert "suspended" in response.json()["error"]


def test_too_many_requests_are_a_429_that_says_when_to_come_again(school, everything, monkeypatch):
    monkeypatch.setattr("safeguard.tokens.rest.throttling.TokenThrottle.rate", "2/min")
    api = Api(everything)
    answers = [api.get(address) for address in ("cases/", "deadlines/", f"cases/{uuid4()}/")]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert set(answers[-1].json()) == {"status", "error", "fields"}
    assert Api(secret_of(school.organisation, Scope.CASES_READ)).get("cases/").status_code == 200


def test_the_last_use_is_kept(school, everything):
    Api(everything).get("cases/")
    assert ApiToken.objects.get().last_used_at == NOW
