"""A member who holds nothing but a seat says that they're partial: from the meeting's page, with a reason."""

import pytest
from django.utils import translation

from cases.models import CaseEvent, Recusal
from cases.selectors.access import visible_cases
from commissions.models import Hearing
from commissions.selectors.drafting import build_sheet
from commissions.selectors.room import room_of
from commissions.services.notices import send_notice
from safeguard import clock
from safeguard.tenancy.scope import school_scope
from tests.unit.commissions import places
from tests.unit.commissions.places import CALLED
from tests.web.commissions.conftest import Browser

pytestmark = pytest.mark.django_db
SEAT = 5


@pytest.fixture
def called(place):
    with school_scope(place.school.pk):
        meeting = places.call(place)
        with clock.frozen(CALLED):
            send_notice(school=place.school, meeting_id=meeting.pk, with_materials=True, by=place.secretary)
    return place


def declare(place):
    member = Browser(place, place.members[SEAT])
    page = f"cases/{place.case.pk}/access/recuse/"
    assert page in member.get(f"commission/meetings/{place.meeting.pk}/").content.decode()
    answer = member.post(page, {"ground": "declared", "reason": "Дружу з батьками однієї зі сторін."})
    assert answer.status_code == 302
    return member


def test_from_then_on_neither_case_nor_meeting_is_there(called) -> None:
    member = declare(called)
    with school_scope(called.school.pk):
        assert Recusal.objects.get(case=called.case).user_id == called.members[SEAT].user_id
        assert not visible_cases(called.members[SEAT]).exists()
        assert CaseEvent.objects.filter(case=called.case, kind="recusal.recorded").count() == 1
    assert member.get(f"commission/meetings/{called.meeting.pk}/").status_code == 404
    assert str(called.meeting.pk) not in member.get("").content.decode()


def test_the_quorum_is_counted_from_the_approved_composition(called) -> None:
    with school_scope(called.school.pk):
        before = room_of(called.meeting, called.school, case_ids={called.case.pk}).quorum
    declare(called)
    with school_scope(called.school.pk):
        room = room_of(called.meeting, called.school, case_ids={called.case.pk})
        assert (room.quorum.composition, room.quorum.needed) == (before.composition, before.needed) == (8, 6)
        assert room.recused == {called.case.pk: {called.seats[SEAT].pk}}


def test_reason_is_asked_for(called) -> None:
    member = Browser(called, called.members[SEAT])
    assert member.post(f"cases/{called.case.pk}/access/recuse/", {"ground": "declared"}).status_code == 200
    with school_scope(called.school.pk):
        assert not Recusal.objects.exists()


def test_the_minutes_say_that_the_member_is_recused(called) -> None:
    declare(called)
    with school_scope(called.school.pk), translation.override("uk"):
        hearings = list(Hearing.objects.filter(meeting=called.meeting).select_related("case__procedure", "data_key"))
        room = room_of(called.meeting, called.school, case_ids={called.case.pk})
        absent = build_sheet(room, hearings, called.school, number="1").absent
        said = translation.pgettext("minutes", "recused")
    assert [line.note for line in absent].count(said) == 1
