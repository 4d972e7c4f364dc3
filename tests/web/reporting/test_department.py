"""A department's pages: counts, the way down, files; never a name, a narrative or a case number."""

import html
import io
from datetime import UTC, datetime

import openpyxl
import pytest
from django.test import Client

from cases.models import Deadline, DeadlineStage
from cases.selectors.clocks import definition_of
from cases.services.enforcement import act_on_stages, miss_deadlines
from reporting.services.refresh import refresh_levels, refresh_school
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_membership, make_region, make_school

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 10, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def place():
    region = make_region()
    schools = [make_school(district=region.district), make_school(district=region.district)]
    with clock.frozen(NOW):
        for school in schools:
            with school_scope(school.pk):
                make_case(school, received_at=datetime(2025, 9, 9, 8, tzinfo=UTC))
            refresh_school(school.pk)
        refresh_levels()
    return region, schools


def officer(organisation, role=Role.DISTRICT_OFFICER):
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_membership(organisation.pk, role).user)
    return client


def get(client, address):
    with clock.frozen(NOW):
        return client.get(address)


@pytest.mark.parametrize(
    ("level", "role"),
    [("district", Role.DISTRICT_OFFICER), ("region", Role.REGION_OFFICER), ("ministry", Role.MINISTRY_OFFICER)],
)
def test_each_level_sees_its_sum_and_drills_down_to_a_school(place, level, role):
    region, schools = place
    top = getattr(region, level)
    client = officer(top, role)
    page = get(client, f"/d/{top.slug}/?quarter=2025-1")
    assert page.status_code == 200
    assert page.context["figures"]["cases", "total"] == 2
    for unit, cases in ((region.district.slug, 2), (schools[0].organisation.slug, 1)):
        page = get(client, f"/d/{top.slug}/places/{unit}/?quarter=2025-1")
        assert page.status_code == 200
        assert page.context["figures"]["cases", "total"] == cases


@pytest.mark.parametrize(
    "address", ["/d/{0}/", "/d/{0}/places/{1}/", "/d/{0}/places/{1}/figures.csv", "/d/{0}/alerts/"]
)
def test_somebody_elses_department_is_a_404_like_one_that_isnt(place, address):
    region, schools = place
    stranger = officer(make_region().district)
    there = get(stranger, address.format(region.district.slug, schools[0].organisation.slug))
    absent = get(stranger, address.format("nowhere", "nothing"))
    assert there.status_code == absent.status_code == 404


def test_the_way_down_leads_to_no_place_beside(place):
    region, _ = place
    beside = make_school()
    client = officer(region.district)
    for slug in (beside.organisation.slug, region.region.slug):
        assert get(client, f"/d/{region.district.slug}/places/{slug}/").status_code == 404
        assert get(client, f"/d/{region.district.slug}/places/{slug}/figures.xlsx").status_code == 404


def test_files_hold_the_same_figures(place):
    region, schools = place
    client = officer(region.district)
    address = f"/d/{region.district.slug}/places/{region.district.slug}/figures"
    text = get(client, f"{address}.csv?quarter=2025-1").content.decode("utf-8-sig")
    lines = [line.split(";") for line in text.splitlines()]
    by_place = {line[1]: line[4] for line in lines[1:] if line[2].startswith("Cases opened") and line[3] == "Total"}
    assert by_place == {
        region.district.name: "2",
        schools[0].organisation.name: "1",
        schools[1].organisation.name: "1",
    }
    book = openpyxl.load_workbook(io.BytesIO(get(client, f"{address}.xlsx?quarter=2025-1").content))
    assert [[str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)] == lines


def test_a_missed_limit_is_told_by_school_and_in_the_words_of_the_procedure(place):
    region, schools = place
    with clock.frozen(NOW), school_scope(schools[0].pk):
        miss_deadlines(Deadline.objects.values_list("pk", flat=True))
        act_on_stages(DeadlineStage.objects.filter(at__lte=NOW).values_list("pk", flat=True))
        police = Deadline.objects.select_related("case__procedure").get(rule="police_notice")
        title = definition_of(police.case.procedure).rule("police_notice").title.in_("en")
    page = get(officer(region.district), f"/d/{region.district.slug}/alerts/").content.decode()
    assert schools[0].organisation.name in page
    assert title in html.unescape(page).replace("\xa0", " ")
    assert "police_notice" not in page


def test_a_district_officer_enters_no_school(place):
    region, schools = place
    client = officer(region.district)
    for page in ("", "cases/", "people/", "figures/"):
        assert get(client, f"/s/{schools[0].organisation.slug}/{page}").status_code == 404


def test_the_number_of_statements_doesnt_grow_with_the_schools(place, django_assert_max_num_queries):
    region, _ = place
    client = officer(region.district)
    for _ in range(5):
        make_school(district=region.district)
    with django_assert_max_num_queries(12):
        get(client, f"/d/{region.district.slug}/")
