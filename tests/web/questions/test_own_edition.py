"""Inside an institution the timetable is counted by its own entered edition; the sheet and the file say by which."""

from datetime import date

import pytest

from safeguard.access.roles import Role
from tests.factories import make_member, make_school
from tests.unit.editions.conftest import DAY, now, town
from tests.web.editions.conftest import Browser
from tests.web.questions.asking import DUE, dues, moment, text_of
from tests.web.ui.page import Page

__all__ = ["now", "town"]
AFTER, BEFORE = moment("received", "2026-12-01T10:00"), moment("received", "2026-11-30T10:00")
LABEL = "Edition in force from 01.09.2026"
RELEASED = "Edition in force from 18.02.2020"


@pytest.fixture
def adopted(town):
    town.adopt(town.approved(), DAY)
    return town


def asked(town, answers, page="", school=None):
    place = school or town.school
    browser = Browser(make_member(place, Role.STAFF), f"/s/{place.organisation.slug}/due/")
    return browser.client.get(browser.root + page, answers)


@pytest.mark.parametrize(("answers", "hour", "label"), [(AFTER, 13, LABEL), (BEFORE, 10, RELEASED)])
def test_a_report_is_counted_by_the_edition_of_its_day_and_the_sheet_names_it(adopted, answers, hour, label):
    page = Page(asked(adopted, answers).content)
    due = dues(page)["police_notice"]
    assert (due.hour, due.date()) == (hour, date(2026, 12, 1))
    [rows] = page.all("//section[@id='answer']//dl")
    assert label in rows.text_content()
    assert "ua-1646 @ " in rows.text_content()
    # On the screen and on paper alike: nothing around it is hidden from print.
    assert not rows.xpath("ancestor-or-self::*[contains(@class, 'sg-noprint')]")
    aside = page.all("//section[contains(@class, 'sg-beside')]")
    assert any(label in each.text_content() for each in aside)


def test_the_reason_names_the_act_that_was_entered(adopted):
    assert "961" in text_of(Page(asked(adopted, AFTER).content), "police_notice")


def test_the_file_is_counted_by_it_too(adopted):
    file = asked(adopted, AFTER, "timetable.ics").content.replace(b"\r\n ", b"")
    assert b"DTSTART:20261201T110000Z" in file
    assert b"961" in file


def test_a_neighbour_counts_on_by_the_released_one(adopted):
    beside = make_school(district=adopted.region.district)
    page = Page(asked(adopted, AFTER, school=beside).content)
    assert dues(page)["police_notice"].date() == date(2026, 12, 2)
    assert RELEASED in page.all("//section[@id='answer']//dl")[0].text_content()


def test_before_anything_is_asked_the_edition_of_today_stands_beside(adopted):
    assert RELEASED in asked(adopted, {}).content.decode()


@pytest.mark.parametrize("answers", [{}, {"procedure": "ua-1646", **AFTER}])
def test_the_public_page_says_that_orders_may_differ(client, adopted, answers):
    page = client.get(DUE, answers | {"language": "en"}).content.decode()
    assert "A school’s own orders may differ" in page
    assert LABEL not in page
