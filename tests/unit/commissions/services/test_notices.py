"""The notice: per recipient, in time until 18:00:00 of the day before, complete only with the materials."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.enums import Channel, DeadlineState
from cases.models import CaseUserObjectPermission, Deadline, Recusal, SuspectedRepresentative
from cases.selectors.access import visible_cases
from cases.services.suspects import mark_suspected
from commissions.domain.guests import Guest
from commissions.enums import Capacity
from commissions.models import Invitation
from commissions.selectors.invitations import invited_to, standing
from commissions.services.attendance import Mark, Whom, mark_attendance
from commissions.services.calling import Call, call_meeting
from commissions.services.cancelling import cancel_meeting
from commissions.services.notices import Handover, invite, record_handover, send_notice
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.audit.access import LookRefused
from safeguard.errors import RuleViolation
from safeguard.outbox.models import Message
from safeguard.people.models import Adult, Child
from safeguard.tenancy.scope import school_scope
from tests.factories import make_guardian, make_member
from tests.unit.commissions.places import CALLED, STARTS, call, make_place, promise

pytestmark = pytest.mark.django_db
LIMIT = datetime(2025, 9, 10, 15, tzinfo=UTC)  # Wednesday 18:00 in Kyiv


@pytest.fixture
def place():
    made = make_place()
    with school_scope(made.school.pk):
        call(made)
        yield made


def send(place, at=CALLED, *, with_materials=True):
    with clock.frozen(at):
        return send_notice(
            school=place.school, meeting_id=place.meeting.pk, with_materials=with_materials, by=place.secretary
        )


def hand_over(place, row, sent, materials="same", *, at=STARTS, has_consent=None):
    given = Handover(Channel.PAPER, sent, sent if materials == "same" else materials, has_consent)
    if given.materials_at:
        promise(place, row)
    with clock.frozen(at):
        return record_handover(school=place.school, invitation_id=row.pk, handover=given, by=place.secretary)


def guardian(place, **fields):
    child = Child.objects.order_by("pk").first()
    adult = make_guardian(place.school, child, "Ластівка\nОльга")
    return Guest(place.case.pk, Capacity.GUARDIAN, adult.pk, child.pk, **fields)


def add(place, guest):
    with clock.frozen(CALLED):
        return invite(meeting_id=place.meeting.pk, guests=[guest], by=place.secretary)[0]


def suspect(place, adult_id):
    with clock.frozen(CALLED):
        mark_suspected(case_id=place.case.pk, adult_id=adult_id, reason="Так сказала дитина.", by=place.principal)


def tell_applicant(place, sent=CALLED):
    """Who reported sits on no seat: told by hand."""
    return hand_over(place, Invitation.objects.get(capacity=Capacity.APPLICANT), sent)


def notice_limit(place):
    return Deadline.objects.get(case=place.case, rule="meeting_notice")


def test_members_are_told_at_once_and_the_limit_is_met_when_the_applicant_knows_too(place) -> None:
    rows = send(place)
    assert len(rows) == 8
    assert {(row.sent_at, row.materials_at, row.is_late) for row in rows} == {(CALLED, CALLED, False)}
    assert notice_limit(place).state == DeadlineState.OPEN
    tell_applicant(place)
    assert (notice_limit(place).state, notice_limit(place).met_at) == (DeadlineState.MET, CALLED)


def test_the_e_mail_has_no_content_and_comes_once(place) -> None:
    send(place)
    assert Message.objects.filter(kind="meeting_notice", subject_id=place.meeting.pk).count() == 8
    with pytest.raises(RuleViolation, match="already"):
        send(place)


@pytest.mark.parametrize(
    ("at", "late"),
    [(LIMIT - timedelta(seconds=1), False), (LIMIT, False), (LIMIT + timedelta(seconds=1), True)],
    ids=["17:59:59", "18:00:00", "18:00:01"],
)
def test_a_late_notice_is_marked_for_the_recipient_and_makes_the_limit_late(place, at, late) -> None:
    """TC-37."""
    tell_applicant(place)
    assert {row.is_late for row in send(place, at)} == {late}
    assert notice_limit(place).state == (DeadlineState.MET_LATE if late else DeadlineState.MET)


def test_ten_in_time_and_one_late_are_seen_one_by_one(place) -> None:
    """TC-40: the last of them makes the notice late as a whole."""
    late = add(place, guardian(place))
    send(place)
    tell_applicant(place)
    assert notice_limit(place).state == DeadlineState.OPEN
    hand_over(place, late, LIMIT + timedelta(minutes=20))
    assert Invitation.objects.filter(is_late=True).count() == 1
    assert notice_limit(place).state == DeadlineState.MET_LATE
    assert notice_limit(place).late_seconds == 20 * 60


def test_a_notice_without_materials_is_not_complete(place) -> None:
    """TC-42: told at noon, the materials at 19:00: late for the materials."""
    send(place, with_materials=False)
    assert notice_limit(place).state == DeadlineState.OPEN
    assert not CaseUserObjectPermission.objects.exists()
    for row in Invitation.objects.all():
        hand_over(place, row, CALLED, LIMIT + timedelta(hours=1))
    assert Invitation.objects.filter(is_late=True).count() == 9
    assert notice_limit(place).late_seconds == 3600


def test_with_the_materials_a_member_may_see_the_case_unless_recused(place) -> None:
    member = place.members[5]
    assert not visible_cases(member).exists()
    send(place)
    assert visible_cases(member).get() == place.case
    Recusal.objects.create(
        school=place.school, case=place.case, user_id=member.user_id, ground="declared", recorded_at=CALLED,
        recorded_by=place.principal.user_id,
    )  # fmt: skip
    assert not visible_cases(member).exists()


def test_a_suspected_representative_cannot_be_invited(place) -> None:
    guest = guardian(place)
    SuspectedRepresentative.objects.create(
        school=place.school, case=place.case, adult_id=guest.adult_id, marked_at=CALLED,
        marked_by=place.principal.user_id,
    )  # fmt: skip
    with pytest.raises(RuleViolation, match="suspected"):
        add(place, guest)
    assert Invitation.objects.filter(capacity=Capacity.GUARDIAN).count() == 0


@pytest.mark.parametrize("spelling", ["Ластівка Ольга", "  ластівка   ольга ", "Ластівка О. С., мати"])
def test_a_suspected_representative_cannot_be_invited_by_name_either(place, spelling) -> None:
    suspect(place, guardian(place).adult_id)
    with pytest.raises(RuleViolation, match="suspected"):
        add(place, Guest(place.case.pk, Capacity.OTHER, whom=spelling))


def test_who_is_suspected_after_being_invited_is_told_no_more(place) -> None:
    row = add(place, guardian(place))
    user = make_member(place.school, Role.STAFF)
    Adult.objects.filter(pk=row.adult_id).update(user_id=user.user_id)
    Invitation.objects.filter(pk=row.pk).update(capacity=Capacity.APPLICANT)
    suspect(place, row.adult_id)
    assert row.pk not in {told.pk for told in send(place)}
    assert not Message.objects.filter(recipient_id=user.user_id).exists()
    with pytest.raises(RuleViolation, match="suspected"):
        hand_over(place, row, CALLED)
    assert row.pk not in {each.pk for each in standing(place.meeting)}


def test_who_is_suspected_after_being_told_reads_nothing_and_doesnt_take_part(place) -> None:
    row = add(place, guardian(place))
    user = make_member(place.school, Role.STAFF)
    Adult.objects.filter(pk=row.adult_id).update(user_id=user.user_id)
    hand_over(place, row, CALLED, has_consent=True)
    assert invited_to(user, place.meeting.pk).invitation.pk == row.pk
    suspect(place, row.adult_id)
    with pytest.raises(LookRefused):
        invited_to(user, place.meeting.pk)
    come = Mark(Whom(invitation_id=row.pk), is_here=True, seen=0)
    with clock.frozen(STARTS), pytest.raises(RuleViolation, match="suspected"):
        mark_attendance(school=place.school, meeting_id=place.meeting.pk, mark=come, by=place.secretary)


def test_the_limit_doesnt_wait_for_somebody_who_was_suspected_meanwhile(place) -> None:
    row = add(place, guardian(place))
    send(place)
    tell_applicant(place)
    assert notice_limit(place).state == DeadlineState.OPEN
    suspect(place, row.adult_id)
    assert (notice_limit(place).state, notice_limit(place).met_at) == (DeadlineState.MET, CALLED)


def test_a_representative_takes_part_by_consent(place) -> None:
    row = add(place, guardian(place))
    come = Mark(Whom(invitation_id=row.pk), is_here=True, seen=0)
    with clock.frozen(STARTS), pytest.raises(RuleViolation, match="consent"):
        mark_attendance(school=place.school, meeting_id=place.meeting.pk, mark=come, by=place.secretary)
    hand_over(place, row, CALLED, has_consent=True)
    with clock.frozen(STARTS):
        mark_attendance(school=place.school, meeting_id=place.meeting.pk, mark=come, by=place.secretary)
    assert place.meeting.attendances.get().invitation_id == row.pk


def test_notices_given_on_paper_meet_the_limit_when_they_are_entered(place) -> None:
    """Held on paper: no limit stands open for it, and the evidence brings its own."""
    later = STARTS + timedelta(days=5)
    with clock.frozen(CALLED):
        cancel_meeting(meeting_id=place.meeting.pk, reason="Інша дата", by=place.secretary)
    with clock.frozen(later):
        wanted = Call([place.case.pk], STARTS, "каб. 204", ended_at=STARTS + timedelta(hours=1))
        place.meeting = call_meeting(school=place.school, call=wanted, by=place.secretary)
    assert not Deadline.objects.filter(rule="meeting_notice").exists()
    for row in Invitation.objects.filter(meeting=place.meeting):
        hand_over(place, row, CALLED, at=later)
    assert (notice_limit(place).state, notice_limit(place).met_at) == (DeadlineState.MET, CALLED)


def test_nobody_was_told_in_the_future(place) -> None:
    row = Invitation.objects.first()
    with pytest.raises(RuleViolation, match="future"):
        hand_over(place, row, STARTS + timedelta(seconds=1))
