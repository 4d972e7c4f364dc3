"""What waits stands on the desk and on a department's first page, the answer with whoever entered the numbers."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeguard.access.roles import Role
from safeguard.editions.services.reviews import approve_draft, return_draft
from tests.factories import make_member, make_school
from tests.web.editions.conftest import Browser


def desk(town, member):
    cache.clear()
    return Browser(member, f"/s/{town.place.slug}/")


def first_page(member, place):
    return Browser(member, f"/d/{place.slug}/")


def label_of(browser, words):
    [line] = [line for line in browser.get().context["warnings"] if words in line.label]
    return line


def test_a_second_head_finds_it_on_the_desk_and_the_author_the_answer(town):
    draft = town.submitted()
    second = desk(town, make_member(town.school, Role.PRINCIPAL))
    line = label_of(second, "New numbers wait for your review")
    assert second.client.get(line.href).context["form"] is not None
    assert "wait for your review" not in desk(town, town.head).text()
    return_draft(draft_id=draft.pk, by=town.officer, words="Look.")
    line = label_of(desk(town, town.head), "came back")
    assert line.href.endswith(f"/drafts/{draft.pk}/")
    cache.clear()
    assert "wait for your review" not in second.text()


def test_the_author_is_led_from_the_approval_to_the_order(town):
    version = town.approved()
    head = desk(town, town.head)
    line = label_of(head, "are approved")
    page = head.client.get(line.href)
    assert page.context["form"]["edition"].value() == str(version.pk)


@pytest.mark.parametrize("role", [Role.STAFF, Role.SECRETARY, Role.RESPONSIBLE_PERSON])
def test_who_may_not_review_sees_nothing_of_it(town, role):
    town.submitted()
    assert "wait for your review" not in desk(town, make_member(town.school, role)).text()


@pytest.mark.parametrize("level", ["district", "region", "ministry"])
def test_a_department_finds_it_on_its_first_page(town, level):
    place = getattr(town.region, level)
    officer = first_page(town.officer_of(place), place)
    assert officer.get().context["waiting"] == []
    town.submitted()
    [line] = officer.get().context["waiting"]
    assert line.label in officer.text()
    assert town.place.name in line.note
    assert officer.client.get(line.href).context["form"] is not None


def test_many_stand_in_one_line_and_cost_no_more(town):
    officer = first_page(town.officer, town.region.district)
    counts = []
    for schools in (1, 3):
        for _ in range(schools):
            school = make_school(district=town.region.district)
            town.submitted(school.organisation, make_member(school, Role.PRINCIPAL))
        officer.get()
        with CaptureQueriesContext(connection) as seen:
            [line] = officer.get().context["waiting"]
        counts.append(len([each for each in seen if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]))
    assert line.label == "4 sets of new numbers wait for your review"
    assert officer.client.get(line.href).status_code == 200
    assert counts[0] >= counts[1] - 2  # a place more in the table below
    assert max(counts) <= 12


def test_a_departments_author_is_told_on_its_first_page(town):
    first, second = town.officer_of(town.region.region), town.officer_of(town.region.region)
    draft = town.submitted(town.region.region, first)
    [line] = first_page(second, town.region.region).get().context["waiting"]
    assert line.label == "New numbers wait for your review"
    approve_draft(draft_id=draft.pk, by=second)
    [line] = first_page(first, town.region.region).get().context["waiting"]
    assert line.label == "Your new numbers are approved"
