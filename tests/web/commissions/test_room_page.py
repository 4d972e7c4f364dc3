"""The room over HTTP: conflicts shown with both entries, refusals beside their row, statements, who sees what."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Recusal
from commissions.enums import MotionKind
from commissions.models import Attendance, Invitation
from commissions.services.notices import send_notice
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.tenancy.scope import school_scope
from tests.factories import make_member, make_school
from tests.unit.commissions.places import CALLED, STARTS, call, come, fill, finish, item, mark, propose, start, vote
from tests.web.commissions.conftest import Browser

pytestmark = pytest.mark.django_db

PAGES = ("", "room/", "notice/", "minutes/", "cancel/")


@pytest.fixture
def opened(place):
    """The meeting, open, seven in the room."""
    with school_scope(place.school.pk):
        start(place, *range(7))
    return place


def at(place) -> str:
    return f"commission/meetings/{place.meeting.pk}/"


@pytest.mark.parametrize("page", PAGES)
def test_pages_open_for_the_secretary(opened, browser, page) -> None:
    secretary = browser(opened.secretary)
    secretary.at = STARTS
    assert secretary.get(at(opened) + page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_member_of_another_school_finds_nothing(opened, page) -> None:
    stranger = Browser(opened, make_member(make_school(), Role.SECRETARY))
    assert stranger.get(at(opened) + page).status_code == 404


@pytest.mark.parametrize("page", ["", "room/", "minutes/"])
def test_a_colleague_without_need_to_know_finds_nothing(opened, page) -> None:
    colleague = Browser(opened, make_member(opened.school, Role.COMMISSION_MEMBER))
    assert colleague.get(at(opened) + page).status_code == 404
    assert str(opened.meeting.pk) not in colleague.get("commission/").content.decode()


@pytest.mark.parametrize("page", ["", "room/", "minutes/", "notice/"])
def test_a_recused_principal_finds_nothing(opened, browser, page) -> None:
    """Even the head: the meeting on this case doesn't exist for them."""
    with school_scope(opened.school.pk):
        Recusal.objects.create(
            school=opened.school, case=opened.case, user_id=opened.principal.user_id, ground="declared",
            recorded_at=CALLED, recorded_by=opened.secretary.user_id,
        )  # fmt: skip
    principal = browser(opened.principal)
    assert principal.get(at(opened) + page).status_code == 404
    assert str(opened.meeting.pk) not in principal.get("commission/").content.decode()


def test_a_member_who_was_told_reads_the_room_but_writes_nothing(place, browser) -> None:
    with school_scope(place.school.pk):
        call(place)
        with clock.frozen(CALLED):
            send_notice(school=place.school, meeting_id=place.meeting.pk, with_materials=True, by=place.secretary)
        seat = place.seats[0].pk
    member = browser(place.members[5])
    page = member.get(at(place) + "room/")
    assert page.status_code == 200
    assert "Open the meeting" not in page.content.decode()
    assert member.post(f"{at(place)}room/seat/{seat}/?seen=0", {"here": "yes"}).status_code == 403
    assert member.get(at(place) + "notice/").status_code == 403


def test_a_conflict_shows_both_entries_and_loses_neither(place, browser) -> None:
    with school_scope(place.school.pk):
        call(place)
        seat = place.seats[4].pk
    secretary, principal = browser(place.secretary), browser(place.principal)
    secretary.at = principal.at = STARTS
    address = f"{at(place)}room/seat/{seat}/?seen=0"
    assert secretary.post(address, {"here": "yes"}).status_code == 302
    answer = principal.post(address, {"here": "no"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert f"{place.secretary.name} recorded something else at 10:00" in text.replace("\u00a0", " ")
    assert "You chose: Absent." in text
    with school_scope(place.school.pk):
        assert Attendance.objects.get().arrived_at == STARTS
    again = re.search(rf'action="([^"]*{seat}/\?seen=1)"', text)
    assert again
    assert principal.post(again[1], {"here": "no"}).status_code == 302


def test_a_text_that_somebody_else_changed_stands_beside_what_was_typed(opened, browser) -> None:
    with school_scope(opened.school.pk):
        address = f"{at(opened)}items/{item(opened, 'finding').pk}/"
    secretary, principal = browser(opened.secretary), browser(opened.principal)
    assert secretary.post(address, {"heard": "first words", "seen": "0"}).status_code == 302
    answer = principal.post(address, {"heard": "second words", "seen": "0"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "first words" in text
    assert "second words" in text
    assert 'name="seen" value="1"' in text


def test_htmx_gets_the_part_that_changed_and_the_saved_line(place, browser) -> None:
    with school_scope(place.school.pk):
        call(place)
        seat = place.seats[0].pk
    secretary = browser(place.secretary)
    secretary.at = STARTS
    part = secretary.post(f"{at(place)}room/seat/{seat}/?seen=0", {"here": "yes"}, HX_Request="true")
    text = part.content.decode()
    assert part.status_code == 200
    assert text.lstrip().startswith('<div id="room">')
    assert "Saved" in text
    assert "<html" not in text


def test_without_quorum_the_buttons_are_off_with_the_reason(opened, browser) -> None:
    with school_scope(opened.school.pk):
        propose(opened, MotionKind.AGENDA, "agenda")
        with clock.frozen(STARTS):
            for number in (5, 6):
                mark(opened, number, is_here=False)
    secretary = browser(opened.secretary)
    secretary.at = STARTS
    text = secretary.get(at(opened) + "room/").content.decode()
    assert "No quorum" in text
    assert "no decision is possible" in text
    assert re.search(r"<button[^>]*disabled[^>]*>Close the vote", text)


def test_without_chair_and_deputy_the_page_offers_the_election(place, browser) -> None:
    with school_scope(place.school.pk):
        start(place, *range(2, 8))
        agenda = item(place, "agenda").pk
        candidate, proposer = place.seats[4].pk, place.seats[2].pk
    secretary = browser(place.secretary)
    secretary.at = STARTS
    assert "Nobody presides" in secretary.get(at(place) + "room/").content.decode()
    address = f"{at(place)}room/items/{agenda}/motion/"
    assert "Elect who presides" in secretary.get(address).content.decode()
    wrong = secretary.post(address, {"kind": "preside", "candidate": candidate, "proposed_by": candidate})
    assert "secretary&#x27;s proposal" in wrong.content.decode()
    right = secretary.post(address, {"kind": "preside", "candidate": candidate, "proposed_by": proposer})
    assert right.status_code == 302


def test_the_minutes_say_what_is_missing_and_the_button_is_off(opened, browser) -> None:
    secretary = browser(opened.secretary)
    secretary.at = STARTS
    text = secretary.get(at(opened) + "minutes/").content.decode()
    assert "Question II: heard" in text
    assert re.search(r"<button[^>]*disabled[^>]*>Finalise minutes No. 1", text)


def test_the_draft_is_seen_on_paper(opened, browser) -> None:
    secretary = browser(opened.secretary)
    secretary.at = STARTS
    answer = secretary.get(at(opened) + "minutes/draft.pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def statements(browser, address) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(address).status_code == 200
    return len([query for query in caught if "SAVEPOINT" not in query["sql"]])


def test_statements_of_the_room_do_not_grow_with_what_happens_in_it(place, browser) -> None:
    secretary = browser(place.secretary)
    secretary.at = STARTS
    with school_scope(place.school.pk):
        call(place)
    empty = statements(secretary, at(place) + "room/")
    with school_scope(place.school.pk):
        come(place, *range(7))
        with clock.frozen(STARTS):
            from commissions.services.sessions import open_meeting

            open_meeting(school=place.school, meeting_id=place.meeting.pk, by=place.secretary)
        vote(place, MotionKind.AGENDA, "agenda", "fffffff-")
        vote(place, MotionKind.SUBSTANTIATED, "finding", "fffffff-")
        fill(place)
    full = statements(secretary, at(place) + "room/")
    assert full <= empty + 1
    assert full <= 25


def test_statements_of_the_lists_do_not_grow_with_the_meetings(place, browser) -> None:
    secretary = browser(place.secretary)
    with school_scope(place.school.pk):
        call(place)
    one = statements(secretary, "commission/")
    with school_scope(place.school.pk):
        from commissions.services.cancelling import cancel_meeting

        for _ in range(3):
            with clock.frozen(CALLED):
                cancel_meeting(meeting_id=place.meeting.pk, reason="x", by=place.secretary)
            call(place)
    assert statements(secretary, "commission/") == one <= 12


def test_finished_minutes_are_read_by_those_who_may(opened, browser) -> None:
    with school_scope(opened.school.pk):
        vote(opened, MotionKind.AGENDA, "agenda", "fffffff-")
        finish(opened)
    secretary = browser(opened.secretary)
    secretary.at = STARTS + timedelta(hours=2)
    assert "no motion reached the majority" in secretary.get(at(opened) + "minutes/").content.decode()


def test_a_suspected_representative_is_not_offered(place, browser) -> None:
    from cases.models import SuspectedRepresentative
    from safeguard.people.models import Child
    from tests.factories import make_guardian

    with school_scope(place.school.pk):
        call(place)
        child = Child.objects.order_by("pk").first()
        mother = make_guardian(place.school, child, "Ластівка\nОльга")
        father = make_guardian(place.school, child, "Ластівка\nПетро")
        SuspectedRepresentative.objects.create(
            school=place.school, case=place.case, adult=father, marked_at=CALLED, marked_by=place.principal.user_id
        )
    secretary = browser(place.secretary)
    text = secretary.get(at(place) + "notice/").content.decode()
    assert "Ольга Ластівка" in text
    assert "Петро Ластівка" not in text
    [key] = re.findall(r'value="(guardian:[^"]+)"', text)
    assert secretary.post(at(place) + "notice/invite/", {"people": [key]}).status_code == 302
    with school_scope(place.school.pk):
        assert Invitation.objects.get(capacity="guardian").adult_id == mother.pk
