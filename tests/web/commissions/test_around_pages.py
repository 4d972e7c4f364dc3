"""The pages around a meeting: dates proposed, clashes, the agenda's proposals, the calendar entry, proof, remarks."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from commissions.models import AgendaProposal, Attendance, GuestRemark, Invitation, Meeting
from commissions.services.notices import send_notice
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_member, make_school
from tests.unit.commissions.places import CALLED, STARTS, call, item, make_report, start
from tests.web.commissions.conftest import moment

pytestmark = pytest.mark.django_db


def called(place):
    with school_scope(place.school.pk):
        return call(place)


def asked(place, at=STARTS, where="каб. 204", **more):
    return {"cases": [str(place.case.pk)], "place": where, "reason": "", **moment("starts_at", at), **more}


def test_a_proposed_date_fills_in_the_form_and_can_be_called(place, browser):
    page = browser(place.secretary).get("commission/call/")
    first = page.context["slots"][0]
    assert first["notes"] == []
    chosen = browser(place.secretary).get(first["href"])
    at = chosen.context["form"]["starts_at"].value()
    with school_scope(place.school.pk), clock.frozen(CALLED):
        answer = asked(place, at=at)
    assert browser(place.secretary).post("commission/call/", answer).status_code == 302
    with school_scope(place.school.pk):
        assert Meeting.objects.get().starts_at == at


def test_a_clash_is_shown_with_room_and_names_and_called_only_knowingly(place, browser):
    called(place)
    with school_scope(place.school.pk), clock.frozen(CALLED):
        place.case = make_case(place.school, received_at=CALLED)
        make_report(place, place.case)
    one = browser(place.secretary)
    page = one.post("commission/call/", asked(place))
    room, people = page.context["taken"]
    assert room.startswith("The room is taken")
    assert "Осокова" in people
    assert "despite_clash" in page.context["form"].errors
    assert one.post("commission/call/", asked(place, despite_clash="on")).status_code == 302


def test_a_member_proposes_and_the_secretary_answers(place, browser):
    meeting = called(place)
    address = f"commission/meetings/{meeting.pk}/agenda/"
    with school_scope(place.school.pk), clock.frozen(CALLED):
        send_notice(school=place.school, meeting_id=meeting.pk, with_materials=True, by=place.secretary)
    member, keeper = browser(place.members[4]), browser(place.secretary)
    assert member.post(address, {"text": "Про чергування", "case": ""}).status_code == 302
    assert "1 proposed question waits" in keeper.get(f"commission/meetings/{meeting.pk}/").content.decode()
    with school_scope(place.school.pk):
        [row] = AgendaProposal.objects.all()
    assert member.post(f"{address}{row.pk}/put/").status_code == 403
    assert keeper.post(f"{address}{row.pk}/put/").status_code == 302
    assert keeper.get(address).context["items"][-1] == "Про чергування"
    assert keeper.post(f"{address}{row.pk}/leave/", {"reason": "x"}).status_code == 200, "answered already"


def test_the_calendar_entry_says_when_and_where_and_nothing_of_a_case(place, browser):
    meeting = called(place)
    body = browser(place.secretary).get(f"commission/meetings/{meeting.pk}/meeting.ics").content
    [event] = Calendar.from_ical(body).walk("VEVENT")
    assert event["dtstart"].dt == STARTS
    assert str(event["location"]) == "каб. 204"
    assert str(event["uid"]) == f"{meeting.pk}@safeguard"
    text = body.decode()
    assert "Цькування" not in text
    assert str(place.case.pk) not in text


def test_the_secretary_sees_who_has_opened_the_notice(place, browser):
    meeting = called(place)
    with school_scope(place.school.pk), clock.frozen(CALLED):
        send_notice(school=place.school, meeting_id=meeting.pk, with_materials=True, by=place.secretary)
    one = browser(place.members[4])
    one.at = CALLED + timedelta(hours=1)
    assert one.get(f"commission/meetings/{meeting.pk}/").status_code == 200
    rows = browser(place.secretary).get(f"commission/meetings/{meeting.pk}/notice/").context["rows"]
    assert sum("opened" in row["told"] for row in rows) == 1


def test_a_remark_is_offered_only_where_somebody_invited_is_in_the_room(place, browser):
    with school_scope(place.school.pk):
        start(place, *range(8))
        finding = item(place, "finding")
        row = Invitation.objects.exclude(capacity="member").first()
    keeper = browser(place.secretary)
    keeper.at = STARTS
    meeting = f"commission/meetings/{place.meeting.pk}/"
    assert not any(question["remark_href"] for question in keeper.get(f"{meeting}room/").context["questions"])
    with school_scope(place.school.pk):
        Attendance.objects.create(school=place.school, meeting=place.meeting, invitation=row, arrived_at=STARTS)
    assert any(question["remark_href"] for question in keeper.get(f"{meeting}room/").context["questions"])
    said = {"invitation": str(row.pk), "text": "Бачив сам."}
    assert keeper.post(f"{meeting}items/{finding.pk}/remark/", said).status_code == 302
    with school_scope(place.school.pk):
        assert GuestRemark.objects.get().open("text") == "Бачив сам."


def test_a_stranger_finds_none_of_these_pages(place, browser):
    meeting, stranger = called(place), make_member(make_school(), Role.PRINCIPAL)
    for page in ("agenda/", "meeting.ics", "invitation/meeting.ics"):
        assert browser(stranger).get(f"commission/meetings/{meeting.pk}/{page}").status_code == 404
