"""The head is a side: the deputy asks an officer of the district, who acts in this case and sees nothing else."""

import pytest

from cases.selectors.transitions import may_move
from cases.services.events import locked_case
from cases.services.guests import end_guests
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.organisations.models import Membership
from safeguard.organisations.selectors.members import as_member
from safeguard.organisations.selectors.tree import parent_of
from safeguard.tenancy.scope import school_scope
from tests.factories import make_membership, make_user
from tests.web.cases.conftest import LATER, NOW, text


@pytest.fixture
def officer(place):
    with clock.frozen(NOW):
        district = parent_of(place.school.pk, on=NOW.date())
    return as_member(make_membership(district.pk, Role.DISTRICT_OFFICER, user=make_user("Оксана Районна")))


@pytest.fixture
def deputy(place):
    member = place.member(Role.DEPUTY, name="Заступник")
    place.recuse(place.head)
    return member


def ask(place, by, officer, **changed):
    said = {"user": str(officer.user_id), "reason": "Керівниця є стороною.", "is_warned": "warned"}
    return place.on_case(by, "access/district/", said | changed)


def test_the_deputy_asks_and_the_officer_sees_this_case_alone(place, deputy, officer):
    with school_scope(place.school.pk), clock.frozen(NOW):
        other = place.file_case()
    assert "Ask the district" in text(place.case_page(deputy, "access/"))
    assert ask(place, deputy, officer).status_code == 302
    guest = Membership.objects.get(guest_case=place.case.pk)
    assert place.events("guest.invited") == [
        {"user": str(officer.user_id), "membership": str(guest.pk), "warned": True}
    ]
    assert place.case_page(officer, "").status_code == 200
    assert place.get(officer, place.of_case("", other)).status_code == 404
    assert place.get(officer, "registers/").status_code == 403
    assert place.get(officer, "people/").status_code == 403
    assert "acts in the head's place" in text(place.case_page(deputy, "access/"))


def test_it_ends_by_hand(place, deputy, officer):
    ask(place, deputy, officer)
    guest = Membership.objects.get(guest_case=place.case.pk)
    page = f"access/district/{guest.pk}/end/"
    assert place.on_case(deputy, page, {"reason": "Справу передано."}).status_code == 302
    assert place.last_kind() == "guest.left"
    assert place.get(officer, place.of_case(""), LATER).status_code == 404


def test_only_when_no_head_may_know(place, officer):
    deputy = place.member(Role.DEPUTY)
    assert ask(place, deputy, officer).status_code == 403
    assert place.events("guest.invited") == []


@pytest.mark.parametrize(("has_deputy", "status"), [(True, 403), (False, 302)])
def test_the_secretary_asks_where_there_is_no_deputy(place, officer, has_deputy, status):
    secretary = place.member(Role.SECRETARY)
    if has_deputy:
        place.member(Role.DEPUTY)
    place.recuse(place.head)
    assert ask(place, secretary, officer).status_code == status


def test_nobody_of_another_department(place, deputy):
    stranger = as_member(make_membership(place.school.pk, Role.STAFF))
    assert ask(place, deputy, stranger).status_code == 200
    assert place.events("guest.invited") == []


def test_the_case_page_says_it_to_whoever_acts(place, deputy, officer):
    assert "Ask the district" in text(place.case_page(deputy, ""))
    ask(place, deputy, officer)
    assert "Оксана Районна of the district acts" in text(place.case_page(deputy, ""))
    assert "Ask the district" not in text(place.case_page(officer, ""))


def test_the_guest_decides_and_the_access_ends_with_the_case(place, deputy, officer):
    ask(place, deputy, officer)
    guest = Membership.objects.get(guest_case=place.case.pk)
    with school_scope(place.school.pk), clock.frozen(LATER):
        assert may_move(place.case, as_member(guest))
        end_guests(locked_case(place.case.pk), deputy)
    assert place.last_kind() == "guest.left"
    assert place.get(officer, place.of_case(""), LATER).status_code == 404
