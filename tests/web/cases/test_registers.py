"""Registers of reports and cases: every number once, no name; closed for a period that would tell of a hidden case."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Report
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.tenancy.scope import school_scope
from tests.factories import make_member, make_school
from tests.web.cases.conftest import NOW, text

pytestmark = pytest.mark.django_db
NEXT_YEAR = datetime(2026, 9, 8, 7, 15, tzinfo=UTC)
REPORTS, CASES = "registers/?register=reports&year=2025", "registers/?register=cases&year=2025"
NAMES = ("Лисенко", "Хмелюк", "прізвиськом")


def file_cases(place, count, at=NOW):
    with school_scope(place.school.pk), clock.frozen(at):
        return [place.file_case() for _ in range(count)]


def numbers(page):
    """The first column."""
    return [int(row[0]["text"]) for row in page.context["table"]["rows"]]


@pytest.mark.parametrize("register", [REPORTS, CASES])
def test_every_number_stands_there_once_in_its_order_without_a_name(place, register):
    file_cases(place, 3)
    page = place.get(place.head, register)
    assert numbers(page) == [1, 2, 3, 4]
    title = "Register of cases" if register == CASES else "Register of applications"
    assert page.context["table"]["caption"].startswith(title)
    assert not any(name in text(page) for name in NAMES)


@pytest.mark.parametrize("register", [REPORTS, CASES])
def test_a_school_year_begins_with_one_again(place, register):
    file_cases(place, 1)
    file_cases(place, 2, NEXT_YEAR)
    assert numbers(place.get(place.head, register)) == [1, 2]
    assert numbers(place.get(place.head, register.replace("2025", "2026"))) == [1, 2]


def test_without_a_question_the_reports_of_this_school_year_are_shown(place):
    page = place.get(place.head, "registers/")
    assert page.context["table"]["rows"][0][5]["href"].endswith(f"/cases/{place.case.pk}/")
    assert numbers(page) == [1]


@pytest.mark.parametrize("asked", ["year=nonsense", "year=99999", "register=nothing", "page=zzz", "page=99"])
def test_a_question_that_cant_be_read_shows_what_is_nearest(place, asked):
    assert place.get(place.head, f"registers/?{asked}").status_code == 200


@pytest.mark.parametrize("register", [REPORTS, CASES])
def test_who_is_recused_from_a_case_doesnt_open_the_registers_of_that_year(place, register):
    deputy = place.member(Role.DEPUTY)
    file_cases(place, 1)
    file_cases(place, 1, NEXT_YEAR)
    assert numbers(place.get(deputy, register)) == [1, 2]
    place.recuse(deputy)
    closed = place.get(deputy, register)
    assert closed.status_code == 403
    assert "cases/" not in text(closed).partition('id="main"')[2]
    assert numbers(place.get(deputy, register.replace("2025", "2026"), at=NEXT_YEAR)) == [1]
    years = place.get(deputy, "registers/?year=2026", at=NEXT_YEAR).context["form"].fields["year"].choices
    assert [value for value, _ in years] == ["2026"]


def test_a_report_of_another_year_that_joined_the_case_closes_that_year_too(place):
    """The register of reports of that year leads to the case as well."""
    deputy = place.member(Role.DEPUTY)
    [later] = file_cases(place, 1, NEXT_YEAR)
    with school_scope(place.school.pk):
        Report.objects.filter(case=later).update(case=place.case)
    place.recuse(deputy)
    for year in (2025, 2026):
        assert place.get(deputy, f"registers/?year={year}", at=NEXT_YEAR).status_code == 403


def test_who_isnt_recused_still_sees_every_number(place):
    place.recuse(place.member(Role.DEPUTY))
    file_cases(place, 1)
    assert numbers(place.get(place.head, CASES)) == [1, 2]


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        (Role.PRINCIPAL, 200), (Role.DEPUTY, 200), (Role.SECRETARY, 200), (Role.RESPONSIBLE_PERSON, 200),
        (Role.PSYCHOLOGIST, 403), (Role.CLASS_TEACHER, 403), (Role.HR, 403), (Role.COMMISSION_MEMBER, 403),
    ],
)  # fmt: skip
def test_registers_are_for_the_office(place, role, answer):
    assert place.get(place.member(role), "registers/").status_code == answer


def test_another_schools_registers_arent_there(place):
    stranger = make_member(make_school(), Role.PRINCIPAL)
    assert place.get(stranger, "registers/").status_code == 404


@pytest.mark.parametrize("register", [REPORTS, CASES])
def test_the_cost_doesnt_grow_with_the_rows(place, register):
    def cost():
        client = place.client(place.head)
        with clock.frozen(NOW), CaptureQueriesContext(connection) as seen:
            client.get(f"/s/{place.slug}/{register}")
        return sum(not each["sql"].startswith(("SAVEPOINT", "RELEASE")) for each in seen)

    cost()
    before = cost()
    file_cases(place, 5)
    assert cost() == before <= 12
