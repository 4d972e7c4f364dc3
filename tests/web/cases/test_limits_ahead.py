"""A case shows every clock that its procedure names, those that haven't begun too, and which one binds (C-01)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_member, make_school

NOW = datetime(2025, 9, 8, 7, 15, tzinfo=UTC)


def pages(procedure, *names):
    """The case's pages as its head reads them an hour after the report."""
    school = make_school(procedure=procedure)
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(pk=make_member(school, Role.PRINCIPAL).user_id))
    with school_scope(school.pk), clock.frozen(NOW):
        case = make_case(school)
    with clock.frozen(NOW + timedelta(hours=1)):
        return [client.get(f"/s/{school.organisation.slug}/{name.format(case=case.pk)}") for name in names]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("procedure", "title", "binds"),
    [
        pytest.param("ua-bila-tserkva-21", "commission", "“Convene and hold", id="the local chain ends later"),
        pytest.param("ua-kharkiv-51", "third day", "“Convene and hold", id="three days from an order"),
    ],
)
def test_a_step_that_hasnt_begun_stands_with_the_earlier_limit_that_binds(procedure, title, binds):
    [page] = pages(procedure, "cases/{case}/deadlines/")
    ahead = page.context["ahead"]
    assert all(line["when"] for line in ahead)
    assert [line for line in ahead if title in line["title"] and binds in line["binds"]]
    assert "Not begun yet" in page.content.decode()


@pytest.mark.django_db
def test_before_adopting_it_is_said_which_steps_come_after_a_limit_that_binds():
    school = make_school()
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(pk=make_member(school, Role.PRINCIPAL).user_id))
    page = client.get(f"/s/{school.organisation.slug}/settings/procedures/adopt/")
    hints = page.context["form"].fields["edition"].widget.hints
    assert "already ends on 11 September 2025 and binds" in hints["follows:ua-bila-tserkva-21"].replace("\xa0", " ")
    assert "binds" not in hints["follows:ua-1646"]
