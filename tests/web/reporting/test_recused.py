"""Who is recused sees no live count of a quarter that holds the case: a number would tell that it's there."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from cases.enums import RecusalGround
from cases.models import Recusal
from reporting.services.refresh import refresh_school
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.organisations.selectors.members import as_member
from safeguard.tenancy.scope import school_scope
from safeguard.tokens.enums import Scope
from tests.factories import make_case, make_membership, make_region, make_school
from tests.web.api.conftest import Api, secret_of

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def school():
    made = make_school(district=make_region().district)
    with clock.frozen(NOW):
        with school_scope(made.pk):
            made.case = make_case(made, received_at=datetime(2025, 11, 10, 8, tzinfo=UTC))
            make_case(made, received_at=datetime(2025, 9, 9, 8, tzinfo=UTC))
        refresh_school(made.pk)
    return made


def head(school, *, is_recused: bool):
    membership = make_membership(school.pk, Role.PRINCIPAL)
    if is_recused:
        with school_scope(school.pk):
            Recusal.objects.create(
                school=school, case=school.case, user_id=membership.user_id, ground=RecusalGround.SIDE,
                recorded_at=NOW, recorded_by=membership.user_id,
            )  # fmt: skip
    return membership


def page(school, membership, query=""):
    client = Client(headers={"accept-language": "en"})
    client.force_login(membership.user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    with clock.frozen(NOW):
        return client.get(f"/s/{school.organisation.slug}/figures/{query}")


@pytest.mark.parametrize(
    ("is_recused", "query", "status", "quarter"),
    [
        (False, "", 200, "2025-2"),
        (True, "", 200, "2025-1"),
        (True, "?quarter=2025-1", 200, "2025-1"),
        (True, "?quarter=2025-2", 403, ""),
    ],
)
def test_the_page_of_figures(school, is_recused, query, status, quarter):
    found = page(school, head(school, is_recused=is_recused), query)
    assert found.status_code == status
    if quarter:
        assert found.context["quarter"].key == quarter
        assert ("2025-2" in dict(found.context["form"].fields["quarter"].choices)) == (not is_recused)


@pytest.mark.parametrize(
    ("is_recused", "quarter", "status"),
    [(False, "2025-2", 200), (True, "2025-2", 403), (True, "2025-1", 200)],
)
def test_the_statistics_of_a_token_know_no_more_than_who_answers_for_it(school, is_recused, quarter, status):
    by = as_member(head(school, is_recused=is_recused))
    with clock.frozen(NOW):
        api = Api(secret_of(school.organisation, Scope.STATISTICS_READ, by=by))
        assert api.get("statistics/", quarter=quarter).status_code == status
