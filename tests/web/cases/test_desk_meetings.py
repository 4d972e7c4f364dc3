"""What the commission puts on the desk: a meeting of this week, minutes that wait; nothing of a hidden case."""

from datetime import timedelta

import pytest

from cases.models import Recusal
from commissions.services.notices import send_notice
from safeguard import clock
from safeguard.tenancy.scope import school_scope
from tests.unit.commissions.places import CALLED, STARTS, call, finish, make_place, start
from tests.web.commissions.conftest import Browser

pytestmark = pytest.mark.django_db
AFTER = STARTS + timedelta(hours=3)


@pytest.fixture
def place(db):
    """Over the fixture of the case pages: a school with a commission of eight."""
    return make_place()


def desk(place, member, at=CALLED):
    browser = Browser(place, member)
    browser.at = at
    return browser.get("").context


def labels(lines):
    return [line["label"] for line in lines if line["href"]]


def in_school(place, act, *arguments):
    with school_scope(place.school.pk):
        act(place, *arguments)


def announce(place):
    """Called, and every member told with the materials."""
    call(place)
    with clock.frozen(CALLED):
        send_notice(school=place.school, meeting_id=place.meeting.pk, with_materials=True, by=place.secretary)


def recuse(place, member):
    with school_scope(place.school.pk):
        Recusal.objects.create(
            school=place.school,
            case=place.case,
            user_id=member.user_id,
            ground="declared",
            recorded_at=CALLED,
            recorded_by=member.user_id,
        )


@pytest.mark.parametrize("number", [0, 2, 3, 5], ids=["head", "secretary", "psychologist", "member"])
def test_a_meeting_of_this_week_stands_on_the_desk_of_every_member_who_was_told(place, number):
    in_school(place, announce)
    [line] = [line for line in desk(place, place.members[number])["week"] if line["href"]]
    assert line["label"].startswith("Meeting of the commission")
    assert line["href"].endswith(f"/commission/meetings/{place.meeting.pk}/")
    assert Browser(place, place.members[number]).get(line["href"]).status_code == 200


def test_who_sees_none_of_its_cases_doesnt_learn_of_a_meeting(place):
    in_school(place, call)
    assert desk(place, place.members[5])["week"] == []


@pytest.mark.parametrize(("days", "shown"), [(0, 1), (-8, 0), (1, 0)], ids=["that week", "long before", "long after"])
def test_it_stands_there_from_a_week_before_until_it_is_over(place, days, shown):
    in_school(place, call)
    assert len(labels(desk(place, place.principal, at=STARTS + timedelta(days=days))["week"])) == shown


def test_minutes_wait_for_those_who_finalise_them_and_for_nobody_else(place):
    in_school(place, start, *range(7))
    in_school(place, finish)
    for number, waiting in ((0, 1), (2, 1), (1, 0), (5, 0)):
        assert len(labels(desk(place, place.members[number], at=AFTER)["to_sign"])) == waiting


def test_a_recused_member_sees_neither_meeting_nor_minutes(place):
    in_school(place, start, *range(7))
    recuse(place, place.secretary)
    assert desk(place, place.secretary, at=STARTS)["week"] == []
    in_school(place, finish)
    assert desk(place, place.secretary, at=AFTER)["to_sign"] == []


def test_the_message_of_a_meeting_leads_to_it(place):
    in_school(place, announce)
    [line] = desk(place, place.members[5])["messages_waiting"]
    assert "meeting" in line["text"]
    assert line["href"].endswith(f"/commission/meetings/{place.meeting.pk}/")
