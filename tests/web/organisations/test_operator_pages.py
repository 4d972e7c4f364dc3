"""The operator's pages: the tree, new places, acts, tables; for the operator alone, and only what stands below."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.organisations.models import Adoption, CalendarDay, Organisation, Placement, School
from safeguard.tenancy.scope import school_scope
from safeguard.vault.models import SchoolKey
from tests.factories import make_membership, make_region, make_school

pytestmark = pytest.mark.django_db


def typed(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def _sunday(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())


@pytest.fixture
def region():
    return make_region()


@pytest.fixture
def school(region):
    return make_school(district=region.district)


def signed_in(organisation, role=Role.OPERATOR):
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_membership(organisation.pk, role).user)
    return client


@pytest.fixture
def client(region):
    return signed_in(region.ministry)


@pytest.fixture
def at(region):
    return f"/operate/{region.ministry.slug}/"


PAGES = (
    "", "new/region/", "new/district/", "new/school/", "import/", "import/schools.csv", "places/{school}/",
    "places/{school}/change/", "places/{school}/suspend/", "places/{school}/close/", "places/{school}/merge/",
    "places/{school}/move/", "places/{school}/adopt/", "places/{school}/calendar/", "places/{school}/calendar/add/",
    "places/{district}/", "places/{district}/change/", "places/{district}/close/",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_for_the_operator(client, at, region, school, page):
    page = page.format(school=school.organisation.slug, district=region.district.slug)
    assert client.get(at + page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.MINISTRY_OFFICER, Role.PRINCIPAL])
def test_nobody_else_opens_one(at, region, school, page, role):
    place = region.ministry if role == Role.MINISTRY_OFFICER else school.organisation
    page = page.format(school=school.organisation.slug, district=region.district.slug)
    assert signed_in(place, role).get(at + page).status_code == (403 if role == Role.MINISTRY_OFFICER else 404)


@pytest.mark.parametrize("page", [page for page in PAGES if "{" in page])
def test_a_place_beside_doesnt_exist(client, at, school, page):
    beside = make_school()
    above = Placement.objects.get(organisation=beside.organisation).parent
    assert client.get(at + page.format(school=beside.organisation.slug, district=above.slug)).status_code == 404


def test_a_districts_operator_has_the_district_alone(region, school):
    client, at = signed_in(region.district), f"/operate/{region.district.slug}/places/"
    assert client.get(f"{at}{school.organisation.slug}/").status_code == 200
    assert client.get(f"{at}{region.region.slug}/").status_code == 404


def test_the_operator_lands_on_the_tree_and_can_search_it(client, at, school):
    assert client.get("/")["Location"] == at
    found = client.get(at, {"q": school.organisation.name[-3:], "kind": "school"}).content.decode()
    assert school.organisation.slug in found
    assert "Nothing found" in client.get(at, {"q": "no such place"}).content.decode()


def test_the_tree_costs_the_same_for_2_and_12_schools(client, at, region, django_assert_max_num_queries):
    for _ in range(12):
        make_school(district=region.district)
    with django_assert_max_num_queries(12):
        client.get(at)


def new_school(district, **changes):
    return {
        "name": "Вигаданий ліцей", "slug": "vyhadanyi", "language": "uk", "timezone": "Europe/Kyiv",
        "parent": str(district.pk), "school_type": "lyceum", "week": "5", "calendar": "ua-martial", "pupils": "300",
        "procedure": "ua-1646", "order_number": "12", **typed("order_on", date(2025, 9, 1)),
        **typed("from_on", date(2025, 9, 1)), **changes,
    }  # fmt: skip


def test_a_new_school_has_its_procedure_its_place_and_its_key(client, at, region):
    page = client.post(f"{at}new/school/", new_school(region.district))
    assert page.status_code == 302, page.context["form"].errors
    school = School.objects.get(organisation__slug="vyhadanyi")
    assert Placement.objects.get(organisation=school.organisation).parent == region.district
    assert Adoption.objects.get(organisation=school.organisation).order_number == "12"
    with school_scope(school.pk):
        assert SchoolKey.objects.filter(school=school).exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"slug": "Вигаданий"}, "slug"),
        ({"slug": "taken"}, "slug"),
        ({"name": ""}, "name"),
        ({"pupils": "-5"}, "pupils"),
        ({"phone": "12"}, "phone"),
        ({"procedure": "kz-2021"}, "procedure"),
        ({"procedure": "ua-dnipro-cpto"}, "procedure"),
        ({"school_type": "adults"}, "procedure"),
        ({"from_on_day": "31", "from_on_month": "2"}, "from_on"),
        ({"order_on_year": "2999"}, "order_on"),
        ({"parent": "beside"}, "parent"),
    ],
)
def test_bad_answers_are_refused_beside_their_field_and_kept(client, at, region, change, field):
    Organisation.objects.filter(pk=make_school().pk).update(slug="taken")
    change = {"parent": str(make_region().district.pk)} if change == {"parent": "beside"} else change
    page = client.post(f"{at}new/school/", new_school(region.district, **change))
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert "Вигаданий ліцей" in page.content.decode() or field == "name"


@pytest.mark.parametrize(
    ("made", "offered"),
    [
        pytest.param({}, ["ua-1646", "ua-bila-tserkva-21", "ua-kharkiv-51"], id="children"),
        pytest.param({"school_type": "adults", "procedure": "ua-dnipro-cpto"}, ["ua-dnipro-cpto"], id="adults"),
    ],
)
def test_an_order_is_offered_on_the_procedures_for_those_who_learn_there(client, at, region, made, offered):
    """UA-B-IV.1.1: the national procedure isn't for the education of adults."""
    school = make_school(district=region.district, **made)
    form = client.get(f"{at}places/{school.organisation.slug}/adopt/").context["form"]
    assert [name for name, _ in form.fields["procedure"].choices if name] == offered


@pytest.mark.parametrize(("kind", "level"), [("region", "ministry"), ("district", "region")])
def test_a_new_department(client, at, region, kind, level):
    answers = {
        "name": "Вигаданий відділ", "slug": "viddil", "language": "uk", "timezone": "Europe/Kyiv",
        "parent": str(getattr(region, level).pk), **typed("from_on", date(2025, 9, 1)),
    }  # fmt: skip
    assert client.post(f"{at}new/{kind}/", answers).status_code == 302
    assert Organisation.objects.get(slug="viddil").kind == kind
    assert client.get(f"{at}new/ministry/").status_code == 404


def test_details_orders_days_and_moves_by_their_pages(client, at, region, school):
    place = f"{at}places/{school.organisation.slug}/"
    today = clock.today()
    details = {
        "name": "Нова назва",
        "language": "uk",
        "school_type": "school",
        "week": "6",
        "calendar": "ua-peace",
        "pupils": "1",
    }
    order = {
        "procedure": "ua-1646",
        "order_number": "9",
        "tie_rule": "literal",
        **typed("order_on", today),
        **typed("from_on", today),
    }
    day = {"is_working": "yes", "reason": "flood", "order_number": "3"}
    day |= {**typed("first", _sunday(today)), **typed("order_on", today)}
    beside = {"parent": str(region.region.pk), **typed("from_on", today)}
    for act, answers in (("change", details), ("adopt", order), ("calendar/add", day), ("move", beside)):
        page = client.post(f"{place}{act}/", answers)
        assert page.status_code == 302, (act, page.context["form"].errors)
    school = School.objects.select_related("organisation").get(pk=school.pk)
    assert (school.organisation.name, school.week, school.calendar) == ("Нова назва", 6, "ua-peace")
    assert Adoption.objects.filter(organisation=school.organisation).count() == 2
    assert Placement.objects.filter(organisation=school.organisation, parent=region.region).exists()
    [row] = CalendarDay.objects.all()
    text = client.get(place).content.decode()
    assert region.district.name in text
    assert "flood" in client.get(f"{place}calendar/?year={row.day.year}").content.decode()
    end = {"reason": "dry again", "order_number": "4", **typed("from_on", row.day), **typed("order_on", today)}
    client.post(f"{place}calendar/orders/{row.act_id}/end/", end)
    row.refresh_from_db()
    assert (row.end_reason, row.ended_at is None) == ("dry again", False)


def test_a_refused_act_keeps_what_was_typed(client, at, region, school):
    page = client.post(
        f"{at}places/{region.district.slug}/close/", {"reason": "My reason", **typed("from_on", clock.today())}
    )
    assert page.status_code == 200
    assert "Move or close them first" in page.content.decode()
    assert "My reason" in page.content.decode()


# --- suspended, closed ---


def test_a_suspended_school_says_so_to_its_people_and_opens_again(client, at, school):
    slug, place = school.organisation.slug, f"{at}places/{school.organisation.slug}/"
    head = signed_in(school.organisation, Role.PRINCIPAL)
    assert head.get(f"/s/{slug}/").status_code == 200
    client.post(f"{place}suspend/", {"reason": "order 5"})
    for address in (f"/s/{slug}/", f"/s/{slug}/cases/", f"/s/{slug}/settings/staff/"):
        page = head.get(address)
        assert page.status_code == 403
        assert "is suspended for now" in page.content.decode()
        assert "govuk-service-navigation" not in page.content.decode()
    assert client.get(place).status_code == 200
    client.post(f"{place}resume/")
    assert head.get(f"/s/{slug}/").status_code == 200


@pytest.mark.parametrize("act", ["close", "merge"])
def test_a_closed_school_lets_nobody_in(client, at, region, school, act):
    head, successor = signed_in(school.organisation, Role.PRINCIPAL), make_school(district=region.district)
    answers = {"reason": "order 6", "successor": str(successor.pk), **typed("from_on", clock.today())}
    assert client.post(f"{at}places/{school.organisation.slug}/{act}/", answers).status_code == 302
    assert head.get(f"/s/{school.organisation.slug}/").status_code == 404
    page = client.get(f"{at}places/{school.organisation.slug}/").content.decode().replace("\xa0", " ")
    assert "Closed" in page
    assert "What can be done" not in page
    assert (successor.organisation.name in page) == (act == "merge")


# --- tables ---


def table(region, *lines):
    head = "short_name;name;department;order_number;order_date"
    rows = [";".join((slug, name, region.district.slug, "1", "2025-09-01")) for slug, name in lines]
    return SimpleUploadedFile("schools.csv", "\n".join([head, *rows]).encode())


def test_a_table_is_looked_at_then_taken(client, at, region):
    page = client.post(f"{at}import/", {"file": table(region, ("a-1", "Перша"), ("b 2", "Друга"))})
    assert page.status_code == 200
    assert not Organisation.objects.filter(slug="a-1").exists()
    assert [number for _, number in page.context["counts"]] == [1, 0, 0, 1]
    sealed = re.search(r'name="sealed" value="([^"]+)"', page.content.decode())[1]
    page = client.post(f"{at}import/apply/", {"sealed": sealed}, follow=True)
    assert Organisation.objects.get(slug="a-1").name == "Перша"
    assert "Created: 1. Changed: 0." in page.content.decode()
    assert "Line 3:" in page.content.decode()
    page = client.post(f"{at}import/apply/", {"sealed": sealed}, follow=True)
    assert "Created: 0. Changed: 0." in page.content.decode()
    assert Organisation.objects.filter(slug="a-1").count() == 1


def test_a_table_that_wasnt_looked_at_is_not_taken(client, at):
    for sealed in ("", "rubbish", "W10:x:y"):
        page = client.post(f"{at}import/apply/", {"sealed": sealed}, follow=True)
        assert "too old" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("schools.xlsx", b"no workbook"),
        ("schools.csv", b""),
        ("schools.csv", b"a;b\n1;2"),
        ("schools.pdf", b"%PDF-1.7"),
        ("schools.csv", b"\0\0"),
    ],
)
def test_a_file_that_isnt_such_a_table_is_refused_with_the_reason(client, at, name, content):
    page = client.post(f"{at}import/", {"file": SimpleUploadedFile(name, content)})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["file"]
