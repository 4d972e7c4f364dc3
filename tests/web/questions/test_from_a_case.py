"""A case leads to the school's own count, by its edition and its calendar, and carries nothing of its own there."""

from datetime import UTC, datetime, timedelta

from django.test import Client

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_member, make_school
from tests.web.ui.page import Page

NOW = datetime(2025, 9, 9, 7, 15, tzinfo=UTC)


def test_the_limits_of_a_case_lead_to_another_count(client):
    school = make_school(week=6)
    head = make_member(school, Role.PRINCIPAL)
    with school_scope(school.pk), clock.frozen(NOW):
        case = make_case(school)
    signed_in = Client()
    signed_in.force_login(User.objects.get(pk=head.user_id))
    with clock.frozen(NOW + timedelta(hours=1)):
        page = Page(signed_in.get(f"/s/{school.organisation.slug}/cases/{case.pk}/deadlines/").content)
    (href,) = {href for href in page.all("//main//a/@href") if "/due/" in href}
    assert href == f"/s/{school.organisation.slug}/due/"
    with clock.frozen(NOW + timedelta(hours=1)):
        asked = Page(signed_in.get(href).content)
    assert not asked.all("//*[@data-error-summary]")
    assert client.get(href).status_code == 302, "nobody from outside counts by a school's own calendar"
