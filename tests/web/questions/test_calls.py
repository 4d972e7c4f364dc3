"""Hotlines and penalties at the entrance, on the public page and in the report form: dated, of the reference data."""

import re
from datetime import UTC, datetime

import pytest

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.procedures.country import load_reference
from tests.factories import make_member, make_school
from tests.web.editions.conftest import Browser
from tests.web.questions.asking import moment

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PUBLIC = ["/sign-in/", "/due/"]


@pytest.fixture(autouse=True)
def _still():
    with clock.frozen(NOW):
        yield


def plain(page):
    return page.content.decode().replace("\xa0", " ")


def dialled(page):
    return set(re.findall(r'href="tel:([^"]+)"', plain(page)))


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC)
def test_before_anybody_has_said_who_they_are_every_line_of_both_countries_is_there(client, address):
    page = client.get(address, headers={"accept-language": "en"})
    assert {"102", "116111", "111", "1547"} <= dialled(page)
    everything = {re.sub(r"[^+\d]", "", n) for c in ("ua", "kz") for x in load_reference(c).hotlines for n in x.numbers}
    assert dialled(page) == everything
    text = plain(page)
    assert "If a child is in danger now, call first" in text
    assert text.count("Last checked on") == 2
    assert "more than a year ago" in text  # the oldest of Ukraine's lines
    assert ("Ukraine" in text, "Kazakhstan" in text) == (True, True)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "first"), [("uk", "102"), ("kk", "102"), ("ru", "102")])
def test_the_readers_own_country_stands_first(client, language, first):
    text = plain(client.get("/sign-in/", headers={"accept-language": language}))
    order = [text.index('tel:116111"'), text.index('tel:111"')]
    assert (order == sorted(order)) is (language != "kk")
    assert first in dialled(client.get("/sign-in/"))


@pytest.mark.django_db
def test_the_entrance_asks_the_database_nothing_for_it(client, django_assert_max_num_queries):
    client.get("/sign-in/")
    with django_assert_max_num_queries(1):
        client.get("/sign-in/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("procedure", "penalty", "line"),
    [("ua-1646", "173-4", "116111"), ("kz-2021", "127-2", "111"), ("ua-dnipro-cpto", None, "102")],
)
def test_once_the_procedure_is_chosen_its_own_lines_and_penalties_stand_there(client, procedure, penalty, line):
    page = client.get("/due/", {"procedure": procedure, **moment("received", "2026-11-20T09:00"), "language": "en"})
    assert line in dialled(page)
    assert ("What the law provides" in plain(page)) is (penalty is not None)
    assert penalty is None or penalty in plain(page)


@pytest.mark.django_db
@pytest.mark.parametrize(("country", "words"), [("ua", "art. 173-4"), ("kz", "127-2")])
def test_the_report_form_says_what_the_law_provides_with_source_and_day(country, words):
    school = make_school(country)
    page = Browser(make_member(school, Role.CLASS_TEACHER), f"/s/{school.organisation.slug}/report/").text()
    for each in ("All lines that help", "What the law provides", words, "checked on"):
        assert each in page


@pytest.mark.django_db
def test_among_adults_the_report_form_has_neither_childrens_lines_nor_penalties():
    """C-12: the article is about minors."""
    school = make_school(school_type="adults", procedure="ua-dnipro-cpto")
    page = Browser(make_member(school, Role.STAFF), f"/s/{school.organisation.slug}/report/").text()
    assert "What the law provides" not in page
    assert "Bullying line" not in page
    assert "Free legal aid" in page
