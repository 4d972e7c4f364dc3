"""A quarter's figures from base rows, and what each scope may read of them."""

from datetime import UTC, datetime

import pytest

from cases.models import Deadline
from reporting.domain.periods import Quarter
from reporting.models import LevelCount, SchoolCount
from reporting.selectors.figures import below, figures_of_level, figures_of_school
from reporting.services.refresh import changed_schools, refresh_levels, refresh_school
from safeguard import clock
from safeguard.tenancy.scope import department_scope, school_scope
from tests.factories import make_case, make_region, make_school

pytestmark = pytest.mark.django_db
FIRST = Quarter(2025, 1)
NOW = datetime(2025, 10, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def tree():
    region = make_region()
    schools = [make_school(district=region.district), make_school(district=region.district)]
    with clock.frozen(NOW):
        for school, days in zip(schools, ([2, 9], [31]), strict=True):
            with school_scope(school.pk):
                for day in days:
                    month = 10 if day == 31 else 9
                    make_case(school, received_at=datetime(2025, month, min(day, 19), 8, tzinfo=UTC))
        for school in schools:
            refresh_school(school.pk)
        refresh_levels()
    return region, schools


def test_a_case_counts_once_in_the_total_and_in_its_kind(tree):
    _, (school, _) = tree
    with school_scope(school.pk):
        figures = figures_of_school(school.pk, FIRST)
    assert figures[("cases", "total")] == figures[("cases", "psychological")] == figures[("pending", "total")] == 2
    assert ("cases", "physical") not in figures


def test_a_missed_limit_is_counted_after_its_event(tree):
    _, (school, _) = tree
    with clock.frozen(NOW), school_scope(school.pk):
        row = Deadline.objects.filter(rule="police_notice").first()
        row.state, row.missed_at = "missed", NOW
        row.save()
    with clock.frozen(NOW):
        assert school.pk in changed_schools()
        refresh_school(school.pk)
    with school_scope(school.pk):
        assert figures_of_school(school.pk, FIRST)[("missed", "total")] == 1


def test_levels_are_sums_of_what_is_below(tree):
    region, schools = tree
    with department_scope(region.district.pk):
        assert figures_of_level(region.district.pk, FIRST)[("cases", "total")] == 3
        found = below(region.district.pk, FIRST)
        assert {pk: unit.total("cases") for pk, unit in found.items()} == {schools[0].pk: 2, schools[1].pk: 1}
    with department_scope(region.ministry.pk):
        assert figures_of_level(region.ministry.pk, FIRST)[("cases", "total")] == 3


def test_no_scope_sees_past_its_own_level(tree):
    region, schools = tree
    other = make_region()
    with department_scope(other.district.pk):
        assert not SchoolCount.objects.exists()
        assert not LevelCount.objects.exists()
    with department_scope(region.region.pk):
        assert not SchoolCount.objects.exists()
    with school_scope(schools[0].pk):
        assert set(SchoolCount.objects.values_list("school_id", flat=True)) == {schools[0].pk}
        assert not LevelCount.objects.exists()
    assert not SchoolCount.objects.exists()


def test_a_second_refresh_changes_no_figure(tree):
    _, (school, _) = tree
    with school_scope(school.pk):
        before = figures_of_school(school.pk, FIRST)
    with clock.frozen(NOW):
        refresh_school(school.pk)
    with school_scope(school.pk):
        assert figures_of_school(school.pk, FIRST) == before
