"""A changed calendar and suspended teaching where a case is worked on: chronology, limits, desk."""

from datetime import date, timedelta

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.tasks import recount_deadlines
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.organisations.services.calendar import order_days
from safeguard.organisations.services.recounts import waiting_recounts
from safeguard.organisations.services.suspensions import suspend_teaching
from tests.web.cases.conftest import LATER, NOW, text


def ordered(place, first: date, *, works: bool = False) -> None:
    """By the school's district, and counted."""
    with clock.frozen(LATER):
        order_days(
            organisation_id=place.school.pk, first=first, last=None, is_working=works, reason="затопило підвал",
            order_number="12/о", order_on=NOW.date(), by=place.head,
        )  # fmt: skip
        for school_id, ids in waiting_recounts().items():
            recount_deadlines(school=str(school_id), ids=[str(each) for each in ids])


def suspended(place, hours: float, until: float | None, **more) -> None:
    told = {"kind": "air_alarm", "reason": "ракетна небезпека", "by": place.head} | more
    with clock.frozen(LATER):
        end = None if until is None else NOW + timedelta(hours=until)
        suspend_teaching(organisation_id=place.school.pk, from_at=NOW + timedelta(hours=hours), until_at=end, **told)


def test_the_chronology_says_what_moved_why_and_by_which_order(place):
    ordered(place, date(2025, 9, 10))
    page = text(place.case_page(place.head, "timeline/"))
    assert "The calendar changed: limits were counted again" in page
    assert "the limit was Fri 12 Sep, 23:59, now it is Mon 15 Sep, 23:59." in page
    assert "An order changed the calendar: order No. 12/о of 9 September 2025" in page
    assert "затопило підвал" in page


def test_the_limit_names_the_ordered_day_and_the_version_of_the_calendar(place):
    ordered(place, date(2025, 9, 10))
    page = text(place.case_page(place.head, "deadlines/"))
    assert "Not counted: Wed 10 Sep (затопило підвал)" in page
    assert "edition 24 Mar 2022, with orders of institutions" in page


def test_the_ordered_days_are_hatched_or_not_on_the_limits_page(place):
    ordered(place, date(2025, 9, 10))
    ordered(place, date(2025, 9, 13), works=True)
    track = place.case_page(place.head, "deadlines/").context["track"]
    off = {day.on.day for day in track.days if day.is_off and day.on.month == 9}
    assert 10 in off
    assert 13 not in off
    assert 14 in off


def test_suspended_teaching_stands_on_the_desk_of_everybody_while_it_lasts(place):
    teacher = place.member(Role.CLASS_TEACHER)
    suspended(place, 0.5, None)
    cache.clear()
    for member in (place.head, teacher):
        page = text(place.get(member, ""))
        assert "Teaching is suspended" in page
        assert "ракетна небезпека" in page
        assert "The limits run on" in page


def test_it_is_gone_from_the_desk_when_it_is_over(place):
    suspended(place, 0.5, 0.75)
    cache.clear()
    assert "Teaching is suspended" not in text(place.get(place.head, ""))


def test_the_desk_asks_once_a_minute(place):
    cache.clear()
    place.get(place.head, "")
    client = place.client(place.head)
    with clock.frozen(LATER), CaptureQueriesContext(connection) as seen:
        client.get(f"/s/{place.slug}/")
    assert not any("teachingsuspension" in each["sql"] for each in seen)


def test_the_limits_page_says_that_it_doesnt_stop_them(place):
    before = [row["exact"] for row in place.case_page(place.head, "deadlines/").context["rows"]]
    suspended(place, 0.5, 0.75)
    page = place.case_page(place.head, "deadlines/")
    assert [row["exact"] for row in page.context["rows"]] == before
    assert len(page.context["suspended"]) == 1
    assert all("It doesn’t stop this limit." in row["why"]["lines"][-1] for row in page.context["rows"])


def test_one_that_was_over_before_the_report_says_nothing(place):
    suspended(place, -3, -2)
    page = place.case_page(place.head, "deadlines/")
    assert page.context["suspended"] == []


def test_many_alarms_are_counted_not_told_one_by_one(place):
    for number in range(5):
        suspended(place, 0.1 * number + 0.05, 0.1 * number + 0.1)
    page = place.case_page(place.head, "deadlines/")
    assert len(page.context["suspended"]) == 4
    assert page.context["suspended"][-1] == "And 2 times before that."
    assert page.context["rows"][0]["why"]["lines"][-1] == (
        "Teaching was suspended 5 times. It doesn’t stop this limit."
    )
