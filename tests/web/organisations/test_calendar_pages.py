"""The calendar's pages behind three doors: who reads, who orders, what stands beside which field."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.audit.models import AdministrativeAct
from safeguard.organisations.models import CalendarDay, Membership, School, TeachingSuspension
from safeguard.organisations.services.calendar import order_days
from safeguard.organisations.services.suspensions import suspend_teaching
from tests.factories import make_membership, make_region, make_school

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
DAY = date(2026, 3, 11)


@pytest.fixture(autouse=True)
def _still(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with clock.frozen(NOW):
        yield


@pytest.fixture
def region():
    return make_region()


@pytest.fixture
def school(region):
    return make_school(district=region.district)


def signed_in(organisation_id, role):
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_membership(organisation_id, role).user)
    return client


def doors(region, school):
    """Address and who stands before it."""
    return {
        "head": (f"/s/{school.organisation.slug}/settings/calendar/", signed_in(school.pk, Role.PRINCIPAL)),
        "officer": (
            f"/d/{region.district.slug}/settings/calendar/",
            signed_in(region.district.pk, Role.DISTRICT_OFFICER),
        ),
        "ministry": (
            f"/d/{region.ministry.slug}/settings/calendar/",
            signed_in(region.ministry.pk, Role.MINISTRY_OFFICER),
        ),
        "operator": (
            f"/operate/{region.ministry.slug}/places/{school.organisation.slug}/calendar/",
            signed_in(region.ministry.pk, Role.OPERATOR),
        ),
    }


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def moment(name: str, at: datetime) -> dict[str, str]:
    return day(name, at.date()) | {f"{name}_time": at.strftime("%H:%M")}


ORDER = {"is_working": "no", "reason": "flood", "order_number": "12", **day("first", DAY), **day("order_on", TODAY)}


# --- who may ---

ACTS = ["add/", "martial-law/", "suspended/add/"]


@pytest.mark.parametrize("who", ["head", "officer", "ministry", "operator"])
@pytest.mark.parametrize("page", ["", *ACTS])
def test_every_page_is_there_for_who_orders(region, school, who, page):
    address, client = doors(region, school)[who]
    assert client.get(address + page).status_code == 200


@pytest.mark.parametrize(
    ("role", "page", "status"),
    [
        *[(role, "", 200) for role in (Role.STAFF, Role.SECRETARY, Role.HR)],
        *[(role, page, 403) for role in (Role.STAFF, Role.SECRETARY, Role.HR) for page in ACTS],
    ],
)
def test_everybody_of_a_school_reads_its_calendar_and_its_head_alone_changes_it(school, role, page, status):
    client = signed_in(school.pk, role)
    response = client.get(f"/s/{school.organisation.slug}/settings/calendar/{page}")
    assert response.status_code == status
    if status == 200:
        assert "Enter an order" not in response.content.decode()


@pytest.mark.parametrize(("page", "status"), [("", 200), *[(page, 403) for page in ACTS]])
def test_a_guest_of_one_case_changes_nothing(school, page, status):
    row = make_membership(school.pk, Role.PRINCIPAL)
    ground = {"guest_ground": "order 5", "granted_by": row.user, "until_on": TODAY + timedelta(days=30)}
    Membership.objects.filter(pk=row.pk).update(guest_case=uuid4(), **ground)
    client = Client(headers={"accept-language": "en"})
    client.force_login(row.user)
    response = client.get(f"/s/{school.organisation.slug}/settings/calendar/{page}")
    assert response.status_code == status


def test_the_calendar_of_another_school_doesnt_exist(school):
    other = make_school()
    client = signed_in(school.pk, Role.PRINCIPAL)
    assert client.get(f"/s/{other.organisation.slug}/settings/calendar/").status_code == 404


def test_an_order_of_another_institution_cant_be_ended(region, school):
    [row] = order_days(
        organisation_id=region.district.pk, first=DAY, last=None, is_working=False, reason="x",
        order_number="1", order_on=TODAY, by=None,
    )  # fmt: skip
    address, client = doors(region, school)["head"]
    assert client.get(f"{address}orders/{row.act_id}/end/").status_code == 404
    suspended = suspend_teaching(
        organisation_id=region.district.pk, kind="other", from_at=NOW, until_at=None, reason="x", by=None
    )
    for act in ("end", "withdraw"):
        assert client.get(f"{address}suspended/{suspended.pk}/{act}/").status_code == 404


# --- the year ---


def test_the_year_shows_whose_word_counts_and_what_it_stands_instead_of(region, school):
    told = {"last": None, "order_on": TODAY, "by": None}
    order_days(organisation_id=region.region.pk, first=DAY, is_working=False, reason="flood", order_number="5", **told)
    order_days(organisation_id=school.pk, first=DAY, is_working=True, reason="works online", order_number="9", **told)
    address, client = doors(region, school)["head"]
    page = client.get(address)
    [line] = page.context["lines"]
    assert (line["span"].replace("\xa0", " "), line["word"], line["reason"]) == (
        "11 March 2026",
        "working day",
        "works online",
    )
    assert line["whose"].startswith("this institution, order No. 9")
    assert [each.startswith(f"Instead of: {region.region.name}, order No. 5") for each in line["instead"]] == [True]
    assert [act["reason"] for act in page.context["acts"]] == ["works online"]
    march = page.context["months"][2]
    [cell] = [cell for week in march["weeks"] for cell in week if cell and cell["day"] == DAY]
    assert (cell["works"], cell["mark"], cell["title"]) == (True, "order", "working day: works online")
    assert "22" in march["working"]


def test_kazakhstans_table_stands_in_the_year():
    school = make_school("kz", week=6)
    client = signed_in(school.pk, Role.PRINCIPAL)
    page = client.get(f"/s/{school.organisation.slug}/settings/calendar/?year=2026")
    spans = {line["span"].replace("\xa0", " "): line for line in page.context["lines"]}
    assert "day of rest" in {line["word"] for line in spans.values()}
    assert all(line["whose"].startswith("Table of the country") for line in spans.values())
    assert page.context["martial"] is None


@pytest.mark.parametrize("year", ["2024", "2028", "1999", "9999999", "abc", ""])
def test_any_year_in_the_address_gives_a_page(region, school, year):
    address, client = doors(region, school)["head"]
    page = client.get(f"{address}?year={year}")
    assert page.status_code == 200
    assert page.context["year"] == (int(year) if year in ("2024", "2028") else 2026)


def test_the_year_costs_the_same_however_many_orders(region, school, django_assert_max_num_queries):
    address, client = doors(region, school)["head"]
    order_days(
        organisation_id=region.region.pk, first=DAY, last=DAY + timedelta(days=80), is_working=False, reason="x",
        order_number="5", order_on=TODAY, by=None,
    )  # fmt: skip
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)


# --- acts ---


@pytest.mark.parametrize("who", ["head", "officer", "ministry", "operator"])
def test_an_order_is_entered_ended_and_stays_on_the_page(region, school, who):
    address, client = doors(region, school)[who]
    assert client.post(f"{address}add/", ORDER | day("last", DAY + timedelta(days=1))).status_code == 302
    rows = CalendarDay.objects.order_by("day")
    assert [row.day for row in rows] == [DAY, DAY + timedelta(days=1)]
    end = {"reason": "dry", "order_number": "13", **day("from_on", rows[1].day), **day("order_on", TODAY)}
    assert client.post(f"{address}orders/{rows[0].act_id}/end/", end).status_code == 302
    [act] = client.get(address).context["acts"]
    assert act["end_href"], "its first day stands"
    assert [each.split(":")[1].startswith(" ended by order No. 13") for each in act["ended"]] == [True]
    kinds = AdministrativeAct.objects.filter(kind__startswith="calendar.").order_by("at", "pk")
    assert [each.kind for each in kinds] == ["calendar.days_ordered", "calendar.days_ended"]


REFUSED = [
    ("nothing answered", dict.fromkeys(ORDER, ""), {"first", "is_working", "reason", "order_number", "order_on"}),
    ("the last day is before the first", day("last", DAY - timedelta(days=1)), {"last"}),
    ("too far", day("first", date(2029, 1, 1)), {"first"}),
    ("an order of tomorrow", day("order_on", TODAY + timedelta(days=1)), {"order_on"}),
    ("it works already", {"is_working": "yes"}, {"is_working"}),
    ("no such day", day("first", DAY) | {"first_day": "45"}, {"first"}),
    ("said already", day("first", date(2026, 3, 18)), {"first"}),
]


@pytest.mark.parametrize(("change", "fields"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cant_be_is_said_beside_its_field_and_nothing_typed_is_lost(region, school, change, fields):
    address, client = doors(region, school)["head"]
    client.post(f"{address}add/", ORDER | day("first", date(2026, 3, 18)))
    page = client.post(f"{address}add/", ORDER | change)
    assert page.status_code == 200
    assert set(page.context["form"].errors) == fields
    if "reason" not in change:
        assert "flood" in page.content.decode()
    assert CalendarDay.objects.count() == 1


def test_the_end_of_martial_law_is_entered_and_taken_back(region, school):
    address, client = doors(region, school)["ministry"]
    until = date(2026, 12, 24)
    act = {"order_number": "Law 1", **day("order_on", TODAY)}
    assert client.post(f"{address}martial-law/", act | day("until_on", until)).status_code == 302
    assert School.objects.get(pk=school.pk).martial_until_on == until
    assert "24" in client.get(address).context["martial"]["text"]
    assert client.post(f"{address}martial-law/", act | day("until_on", until)).context["form"].errors.keys() == {
        "until_on"
    }
    assert client.post(f"{address}martial-law/", act).status_code == 302
    assert School.objects.get(pk=school.pk).martial_until_on is None


def test_a_school_doesnt_end_martial_law_for_itself(region, school):
    address, client = doors(region, school)["head"]
    act = {"order_number": "1", **day("order_on", TODAY), **day("until_on", date(2026, 12, 24))}
    assert client.get(address).context["martial"]["href"] == ""
    client.post(f"{address}martial-law/", act)
    assert School.objects.get(pk=school.pk).martial_until_on is None


def test_kazakhstan_has_no_such_switch():
    school = make_school("kz")
    client = signed_in(school.pk, Role.PRINCIPAL)
    assert client.get(f"/s/{school.organisation.slug}/settings/calendar/martial-law/").status_code == 404


def test_suspended_teaching_is_entered_ended_and_withdrawn(region, school):
    address, client = doors(region, school)["officer"]
    local = NOW + timedelta(hours=2)
    given = {"kind": "air_alarm", "reason": "alarm in the town", **moment("from_at", local)}
    assert client.post(f"{address}suspended/add/", given).status_code == 302
    row = TeachingSuspension.objects.get()
    assert (row.from_at, row.until_at) == (NOW, None)
    mine, head = doors(region, school)["head"]
    [line] = head.get(mine).context["suspensions"]
    assert (line["lasts"], line["whose"], line["withdraw_href"]) == (True, region.district.name, "")
    page = client.post(f"{address}suspended/{row.pk}/end/", moment("until_at", local - timedelta(hours=1)))
    assert set(page.context["form"].errors) == {"until_at"}
    assert (
        client.post(f"{address}suspended/{row.pk}/end/", moment("until_at", local + timedelta(hours=1))).status_code
        == 302
    )
    assert client.post(f"{address}suspended/{row.pk}/withdraw/", {"reason": "another town"}).status_code == 302
    assert client.get(address).context["suspensions"] == []
    row.refresh_from_db()
    assert (row.withdrawn_at, row.withdrawn_reason) == (NOW, "another town")


def test_every_act_has_its_sentence_in_the_log(region, school):
    address, client = doors(region, school)["head"]
    client.post(f"{address}add/", ORDER)
    client.post(f"{address}suspended/add/", {"kind": "other", "reason": "no water", **moment("from_at", NOW)})
    log = client.get(f"/s/{school.organisation.slug}/settings/log/").content.decode().replace("\xa0", " ")
    for words in (
        "changed the calendar from 11 March 2026",
        "entered suspended teaching: no water",
    ):
        assert words in log
