"""A meeting that hears two cases, for somebody who is recused from one of them; and a country without commissions."""

import pytest

from cases.models import Recusal
from cases.selectors.access import visible_cases
from commissions.models import AgendaItem, Invitation
from commissions.services.calling import Call, call_meeting
from commissions.services.notices import send_notice
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_member, make_school
from tests.unit.commissions.places import CALLED, RECEIVED, STARTS, Place, make_report
from tests.web.commissions.conftest import Browser
from tests.web.commissions.test_room_page import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(place):
    """Two cases on one agenda; the member of seat 5 is recused from the second."""
    with school_scope(place.school.pk), clock.frozen(RECEIVED):
        place.other = make_case(place.school, received_at=RECEIVED)
        make_report(place, place.other)
        Recusal.objects.create(
            school=place.school, case=place.other, user_id=place.members[5].user_id, ground="declared",
            recorded_at=RECEIVED, recorded_by=place.principal.user_id,
        )  # fmt: skip
    with school_scope(place.school.pk), clock.frozen(CALLED):
        wanted = Call([place.case.pk, place.other.pk], STARTS, "каб. 204")
        place.meeting = call_meeting(school=place.school, call=wanted, by=place.secretary)
        send_notice(school=place.school, meeting_id=place.meeting.pk, with_materials=True, by=place.secretary)
    return place


def at(place) -> str:
    return f"commission/meetings/{place.meeting.pk}/"


def test_titles_name_the_case_where_there_are_two(both) -> None:
    with school_scope(both.school.pk):
        titles = [item.open("title") for item in AgendaItem.objects.filter(case=both.other)]
    assert len(titles) == 3
    assert all(str(both.other.number) in title for title in titles)


def test_who_is_recused_from_one_is_told_of_the_other_only(both) -> None:
    with school_scope(both.school.pk):
        assert Invitation.objects.filter(seat=both.seats[5]).exists()
        assert visible_cases(both.members[5]).get() == both.case


def test_the_other_case_leaves_no_trace_on_their_pages(both) -> None:
    member = Browser(both, both.members[5])
    for page in ("commission/", at(both), f"{at(both)}room/"):
        text = member.get(page).content.decode()
        assert f"№\u00a0{both.case.number}" in text or f"No. {both.case.number}" in text
        assert str(both.other.pk) not in text
        assert f"№\u00a0{both.other.number}" not in text
        assert f"No. {both.other.number}" not in text


def test_minutes_that_tell_of_both_are_closed_to_them(both) -> None:
    member = Browser(both, both.members[5])
    assert member.get(f"{at(both)}minutes/").status_code == 404
    assert member.get(f"{at(both)}minutes/minutes.pdf").status_code == 404
    assert Browser(both, both.members[4]).get(f"{at(both)}minutes/").status_code == 200


def test_a_second_case_costs_no_statement(place, both) -> None:
    two = statements(Browser(both, both.secretary), f"{at(both)}room/")
    assert two <= 25


def test_where_the_procedure_knows_no_commission_the_page_says_so() -> None:
    school = make_school("kz")
    place = Place(school, [make_member(school, Role.SECRETARY)])
    secretary = Browser(place, place.members[0])
    text = secretary.get("commission/").content.decode()
    assert "knows no commission" in text
    assert "Call a meeting" not in text
    assert secretary.get("commission/composition/").status_code == 200
    assert secretary.get("commission/call/").status_code == 200
