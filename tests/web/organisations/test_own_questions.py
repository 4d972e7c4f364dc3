"""When is it due, and which days count, as one institution counts: its own orders, its week, its edition."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.organisations.services.calendar import order_days
from tests.factories import make_membership, make_region, make_school

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RECEIVED = {"received_day": "2", "received_month": "3", "received_year": "2026", "received_time": "10:00"}
START = {"start_day": "2", "start_month": "3", "start_year": "2026", "count": "3"}


@pytest.fixture(autouse=True)
def _still():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def region():
    return make_region()


@pytest.fixture
def school(region):
    return make_school(district=region.district)


def asked(school, page, **answers):
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_membership(school.pk, Role.STAFF).user)
    return client.get(f"/s/{school.organisation.slug}/due/{page}", answers)


def order(place, day, works=False):
    order_days(
        organisation_id=place.pk, first=day, last=None, is_working=works, reason="flood", order_number="1",
        order_on=NOW.date(), by=None,
    )  # fmt: skip


@pytest.mark.parametrize("page", ["", "days/"])
def test_the_page_asks_only_what_it_doesnt_know(school, page):
    form = asked(school, page).context["form"]
    assert "week" not in form.fields
    assert "calendar" not in form.fields
    assert not form.is_bound


@pytest.mark.parametrize(
    ("level", "week", "last"),
    [
        (None, 5, date(2026, 3, 5)),
        ("school", 5, date(2026, 3, 6)),
        ("ministry", 5, date(2026, 3, 6)),
    ],
)
def test_working_days_are_counted_with_the_orders_above_and_its_own(region, school, level, week, last):
    if level:
        order(school if level == "school" else region.ministry, date(2026, 3, 4))
    page = asked(school, "days/", **START)
    assert (page.context["answer"].last, page.context["answer"].count) == (last, 3)
    assert ("flood" in page.content.decode()) is bool(level)


def test_a_six_day_week_is_known(region):
    school = make_school(district=region.district, week=6)
    page = asked(school, "days/", **(START | {"start_day": "5", "count": "2"}))
    assert page.context["answer"].last == date(2026, 3, 7)


def test_the_timetable_is_counted_as_a_case_would_be(region, school):
    order(region.region, date(2026, 3, 4))
    page = asked(school, "", **RECEIVED)
    due = {line.key: line.at.date() for line in page.context["lines"] if line.at}
    assert due["commission_meeting"] == date(2026, 3, 6)
    assert due["police_notice"] == date(2026, 3, 3)
    assert "flood" in page.content.decode()
    file = asked(school, "timetable.ics", **RECEIVED)
    assert file["Content-Type"].startswith("text/calendar")
    assert b"20260306" in file.content


@pytest.mark.parametrize(
    ("page", "answers", "field"),
    [
        ("", {"received_day": "45", "received_month": "3", "received_year": "2026"}, "received"),
        ("", RECEIVED | {"received_year": "2019"}, "received"),
        ("days/", START | {"start_year": "2019"}, "start"),
        ("days/", START | {"count": ""}, "count"),
    ],
)
def test_what_cant_be_counted_is_said_beside_its_field(school, page, answers, field):
    assert set(asked(school, page, **answers).context["form"].errors) == {field}


def test_a_file_without_an_answer_goes_back_to_the_page(school):
    assert asked(school, "timetable.ics").status_code == 302


def test_nobody_else_asks(school):
    other = make_school()
    assert Client().get(f"/s/{school.organisation.slug}/due/").status_code == 302
    client = Client()
    client.force_login(make_membership(other.pk, Role.STAFF).user)
    assert client.get(f"/s/{school.organisation.slug}/due/").status_code == 404
