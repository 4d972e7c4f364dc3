"""Somebody accepts an invitation and bears the name of a side: the case stays closed until it's said who is meant."""

from datetime import timedelta

import pytest
from django.test import Client

from cases.domain.filing import Answers, SideDraft
from cases.models import Recusal
from cases.services.file_report import file_report
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.models import Invitation, User
from safeguard.accounts.tokens import digest_of
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_child, make_member, make_region, make_school

pytestmark = pytest.mark.django_db
TOKEN, PASSWORD = "a-link-nobody-guesses", "four unrelated long words"


@pytest.fixture
def school():
    """A report has named Ivan Koval, who has no account."""
    school = make_school()
    teacher = make_member(school, Role.CLASS_TEACHER)
    with school_scope(school.pk):
        victim, accused = make_child(school), make_adult(school, "Коваль\nІван", is_staff=True)
        answers = Answers(
            sides=[SideDraft("victim", child_id=victim.pk), SideDraft("accused", adult_id=accused.pk)],
            kinds=["psychological"], place="online", happened_at=clock.now() - timedelta(days=1),
            narrative="Образи в чаті класу.", danger_now="no", first_aid_given=False,
        )  # fmt: skip
        file_report(school=school, answers=answers, by=teacher)
    return school


def invite_to(organisation, role, name):
    Invitation.objects.create(
        organisation=organisation, email="new@example.org", display_name=name, roles=[str(role)], language="uk",
        token_digest=digest_of(TOKEN), created_at=clock.now(), expires_at=clock.now() + timedelta(days=1),
    )  # fmt: skip


def accept(name):
    answers = {"display_name": name, "password1": PASSWORD, "password2": PASSWORD}
    return Client().post(f"/invited/{TOKEN}/", answers)


@pytest.mark.parametrize(
    ("invited_as", "comes_as", "is_kept_out"),
    [
        pytest.param("Іван Коваль", "Іван Коваль", True, id="the name of a side"),
        pytest.param("Нова Особа", "Коваль Іван Петрович", True, id="as the newcomer writes it"),
        pytest.param("Нова Особа", "Нова Особа", False, id="another name"),
    ],
)
def test_a_newcomer_of_the_name_is_kept_out_at_once(school, invited_as, comes_as, is_kept_out):
    invite_to(school.organisation, Role.DEPUTY, invited_as)
    assert accept(comes_as).status_code == 302
    newcomer = User.objects.get(email="new@example.org")
    with school_scope(school.pk):
        found = list(Recusal.objects.values_list("user_id", "ground"))
    assert found == ([(newcomer.pk, "doubt")] if is_kept_out else [])


def test_a_department_has_no_list_to_compare_with():
    invite_to(make_region().district, Role.DISTRICT_OFFICER, "Іван Коваль")
    assert accept("Іван Коваль").status_code == 302
