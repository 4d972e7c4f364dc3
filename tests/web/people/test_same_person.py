"""Two entries of one name: offered to who manages the staff, decided by a form, never by itself."""

import pytest

from safeguard.access.roles import Role
from safeguard.people.models import Adult
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_member, make_user
from tests.web.intake.conftest import Browser, Place

OFFER = "This looks like the same person"


@pytest.fixture
def place(db):
    made = Place()
    made.member = make_member(made.school, Role.STAFF, user=make_user("Іван Коваль"))
    made.hr = make_member(made.school, Role.HR, user=make_user("Лідія Осокова"))
    with school_scope(made.school.pk):
        made.adult = make_adult(made.school, "Коваль\nІван", is_staff=True)
    return made


@pytest.fixture(params=["head", "hr"])
def manager(request, place):
    return Browser(place, getattr(place, request.param))


def text(answer) -> str:
    return answer.content.decode()


def adult_page(place):
    return f"people/adults/{place.adult.pk}/"


def staff_page(place):
    return f"settings/staff/{place.member.membership_id}/"


def staff_list(place):
    return "settings/staff/"


def question(place):
    return f"{adult_page(place)}account/{place.member.user_id}/"


def account(place):
    with school_scope(place.school.pk):
        return Adult.objects.get(pk=place.adult.pk).user_id


@pytest.mark.parametrize("page", [adult_page, staff_page, staff_list])
def test_every_page_about_them_offers_it_and_lead_to_the_question(place, manager, page):
    shown = text(manager.get(page(place)))
    assert OFFER in shown
    assert f"{manager.root}{question(place)}" in shown


@pytest.mark.parametrize("who", ["deputy", "secretary", "teacher", "colleague"])
def test_nobody_else_is_offered_it_or_may_say_so(place, who):
    browser = Browser(place, getattr(place, who))
    assert OFFER not in text(browser.get(adult_page(place)))
    assert browser.post(question(place), {"is_same": "yes"}).status_code == 403
    assert account(place) is None


def test_the_question_says_what_follows_and_looking_decides_nothing(place, manager):
    shown = text(manager.get(question(place)))
    assert "sees no case in which they are a side" in shown
    assert "Choose one answer" in text(manager.post(question(place), {"is_same": ""}))
    assert account(place) is None


@pytest.mark.parametrize(("answer", "is_linked"), [("yes", True), ("no", False)])
def test_once_answered_it_is_offered_no_more(place, manager, answer, is_linked):
    assert manager.post(question(place), {"is_same": answer}).status_code == 302
    assert (account(place) == place.member.user_id) is is_linked
    shown = text(manager.get(adult_page(place)))
    assert OFFER not in shown
    assert ("has an account" in shown) is is_linked
    assert manager.get(question(place)).status_code == 404


def test_people_of_different_names_are_no_question(place, manager):
    other = place.deputy.user_id
    assert manager.get(f"{adult_page(place)}account/{other}/").status_code == 404


def test_an_account_that_is_another_adults_is_refused_with_the_reason(place, manager):
    with school_scope(place.school.pk):
        from_user = make_adult(place.school, "Коваль\nІван")
        Adult.objects.filter(pk=from_user.pk).update(user_id=place.member.user_id)
    assert "belongs to another adult" in text(manager.post(question(place), {"is_same": "yes"}))


def test_the_log_of_acts_tells_it_in_words(place, manager):
    manager.post(question(place), {"is_same": "yes"})
    log = text(Browser(place, place.head).get("settings/log/"))
    assert "recorded that the account of Іван Коваль belongs to an adult of the list" in log
