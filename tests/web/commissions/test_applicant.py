"""Who reported and has an account is told in the product: of agenda, date, time and place, and of nothing else."""

import pytest

from cases.models import Recusal
from commissions.models import Invitation
from commissions.services.calling import Call, call_meeting
from commissions.services.notices import send_notice
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.outbox.models import Message
from safeguard.people.models import Adult
from safeguard.tenancy.scope import school_scope
from tests.factories import make_member
from tests.unit.commissions.places import CALLED, STARTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(place):
    """The adult who reported gets an account."""
    member = make_member(place.school, Role.CLASS_TEACHER)
    with school_scope(place.school.pk):
        report = place.case.reports.get()
        Adult.objects.filter(pk=report.reporter_id).update(user_id=member.user_id)
    return member


def called(place, *, is_told=True):
    with clock.frozen(CALLED), school_scope(place.school.pk):
        call = Call([place.case.pk], STARTS, "room 204")
        meeting = call_meeting(school=place.school, call=call, by=place.secretary)
        if is_told:
            send_notice(school=place.school, meeting_id=meeting.pk, with_materials=True, by=place.secretary)
    return meeting


def test_the_notice_to_all_tells_the_applicant_too_and_meets_the_limit(place, teacher):
    called(place)
    with school_scope(place.school.pk):
        assert not Invitation.objects.filter(sent_at__isnull=True).exists()
        assert place.case.deadlines.get(rule="meeting_notice").state == "met"
        [message] = Message.objects.filter(recipient_id=teacher.user_id)
        assert (message.kind, message.case_id) == ("meeting_invitation", None)


def test_the_message_leads_to_when_where_and_what_about(place, teacher, browser):
    meeting, one = called(place), browser(teacher)
    address = f"commission/meetings/{meeting.pk}/invitation/"
    assert address in one.get("").content.decode()
    page = one.get(address).content.decode()
    with school_scope(place.school.pk):
        agenda = [item.open("title") for item in meeting.items.order_by("rank")]
    assert len(agenda) == 4
    for said in ("room 204", "11", "10:00", *agenda):
        assert said in page.replace("\xa0", " ")


def test_the_meeting_and_the_case_stay_closed_to_the_applicant(place, teacher, browser):
    meeting, one = called(place), browser(teacher)
    for page in ("", "notice/", "room/", "minutes/"):
        assert one.get(f"commission/meetings/{meeting.pk}/{page}").status_code in {403, 404}
    assert one.get(f"cases/{place.case.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["a stranger", "not told yet", "recused"])
def test_nobody_else_reads_an_invitation(place, teacher, browser, who):
    meeting = called(place, is_told=who != "not told yet")
    if who == "recused":
        with clock.frozen(CALLED), school_scope(place.school.pk):
            Recusal.objects.create(
                school=place.school,
                case=place.case,
                user_id=teacher.user_id,
                ground="relative",
                recorded_at=CALLED,
                recorded_by=place.principal.user_id,
            )
    reader = make_member(place.school, Role.CLASS_TEACHER) if who == "a stranger" else teacher
    one = browser(reader)
    assert one.get(f"commission/meetings/{meeting.pk}/invitation/").status_code == 404
    assert one.get(f"commission/meetings/{place.case.pk}/invitation/").status_code == 404
