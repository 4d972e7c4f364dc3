"""The list of cases: search by number, words or a name is sent by a form, filters live in the address."""

import pytest

from safeguard import clock
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case
from tests.web.cases.conftest import LATER


def found(place, query, page="cases/"):
    answer = place.post(place.head, page, {"query": query})
    assert answer.status_code == 200
    return [row["case"].pk for row in answer.context["rows"]]


@pytest.fixture
def other(place):
    with school_scope(place.school.pk), clock.frozen(LATER):
        return make_case(place.school)


@pytest.mark.parametrize("query", ["Лисенко", "лисенк", " лисенко  ", "{number}", "№ {number}"])
def test_a_case_is_found_by_its_number_and_by_a_childs_name(place, other, query):
    assert found(place, query.format(number=place.case.number)) == [place.case.pk]


@pytest.mark.parametrize("query", ["Нікодимчук", "987"])
def test_what_fits_nothing_says_so_and_leads_back(place, other, query):
    page = place.post(place.head, "cases/", {"query": query})
    assert page.context["rows"] == []
    assert "No case fits" in page.content.decode()
    assert "Show all" in page.content.decode()


def test_words_in_the_address_search_nothing_and_are_written_into_no_link(place, other):
    page = place.get(place.head, "cases/?q=Лисенко&query=Лисенко")
    assert len(page.context["rows"]) == 2
    assert "Лисенко" not in page.content.decode().partition("<main")[0]
    assert 'name="q"' not in page.content.decode()


def test_the_search_form_is_sent_by_post(place):
    head, _, form = place.get(place.head, "cases/").content.decode().partition('role="search"')
    assert head.rpartition("<form")[2].count('method="post"') == 1
    assert 'name="query"' in form


def test_a_filter_and_a_search_hold_together(place, other):
    assert found(place, "Лисенко", "cases/?mine=mine") == []
    assert found(place, "Лисенко", "cases/?status=open") == [place.case.pk]


def test_a_recused_head_finds_nothing_by_name(place):
    place.recuse(place.head)
    assert found(place, "Лисенко") == []
