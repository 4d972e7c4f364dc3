"""From the call to the close: each test is a sentence of the procedure or of the worked cases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from cases.enums import CaseStatus, DeadlineState
from cases.models import Deadline, Recusal
from commissions.domain.conflicts import Overtaken
from commissions.enums import Choice, MeetingState, MotionKind, Outcome
from commissions.models import Attendance, Ballot, Invitation, Meeting, MeetingEvent, Motion, Seat
from commissions.selectors.access import meeting_for, visible_meetings
from commissions.selectors.composition import seats_on
from commissions.services.calling import Call, call_meeting
from commissions.services.cancelling import cancel_meeting
from commissions.services.sessions import close_meeting, open_meeting
from commissions.services.texts import save_item_texts
from commissions.services.voting import close_motion
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.errors import RuleViolation
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_member
from tests.unit.commissions.places import (
    CALLED,
    NAMES,
    STARTS,
    appoint,
    ballot,
    call,
    come,
    item,
    make_place,
    mark,
    propose,
    start,
    vote,
)  # fmt: skip

pytestmark = pytest.mark.django_db
EVERYBODY = range(8)


@pytest.fixture
def place():
    made = make_place()
    with school_scope(made.school.pk):
        yield made


def deadline(place, rule):
    return Deadline.objects.get(case=place.case, rule=rule)


# --- composition


def test_a_later_order_changes_the_composition_and_the_history_stays(place) -> None:
    """TC-54c: the order of Wednesday adds a member; on Thursday N is 9."""
    adult = make_adult(place.school, NAMES[8], is_staff=True)
    with clock.frozen(CALLED + timedelta(days=1)):
        appoint(place, [*(seat.adult_id for seat in place.seats), adult.pk], on=date(2025, 9, 10), number="91")
    assert [len(seats_on(date(2025, 9, day))) for day in (9, 10, 11)] == [8, 9, 9]
    assert Seat.objects.count() == 9


def test_a_member_who_leaves_ends_the_day_before_the_order(place) -> None:
    with clock.frozen(CALLED + timedelta(days=1)):
        appoint(place, [seat.adult_id for seat in place.seats[:7]], on=date(2025, 9, 10), number="91")
    gone = Seat.objects.get(pk=place.seats[7].pk)
    assert (gone.until_on, gone.ended_by.number) == (date(2025, 9, 9), "91")
    assert len(seats_on(date(2025, 9, 9))) == 8


@pytest.mark.parametrize("on", [date(2025, 9, 1), date(2025, 8, 1), date(2025, 9, 10)])
def test_an_order_is_later_than_the_last_and_not_in_the_future(place, on) -> None:
    with clock.frozen(CALLED), pytest.raises(RuleViolation):
        appoint(place, [seat.adult_id for seat in place.seats], on=on, number="91")


# --- the call


def test_a_call_makes_the_agenda_invites_everybody_and_moves_the_case(place) -> None:
    meeting = call(place)
    place.case.refresh_from_db()
    assert [each.kind for each in meeting.items.order_by("rank")] == ["agenda", "finding", "qualification", "measures"]
    invited = Invitation.objects.filter(meeting=meeting, sent_at__isnull=True)
    assert sorted(invited.values_list("capacity", flat=True)) == ["applicant", *["member"] * 8]
    assert place.case.status == CaseStatus.COMMISSION
    assert deadline(place, "meeting_notice").due_at == datetime(2025, 9, 10, 15, tzinfo=UTC)
    assert MeetingEvent.objects.get(meeting=meeting).kind == "meeting.called"


def test_the_basis_of_the_form_is_filled_in_from_the_report(place) -> None:
    [hearing] = call(place).hearings.all()
    assert "Пшеничний\u00a0А.\u202fО." in hearing.open("basis")


def test_past_the_limit_only_with_a_reason_which_is_recorded(place) -> None:
    friday = STARTS + timedelta(days=1)
    with pytest.raises(RuleViolation, match="why"):
        call(place, starts_at=friday)
    meeting = call(place, starts_at=friday, reason="Голова у відрядженні")
    assert meeting.open("late_reason") == "Голова у відрядженні"
    assert "past_limit" in MeetingEvent.objects.get(meeting=meeting).data


def test_both_breaches_are_seen_when_no_date_satisfies_both_rules(place) -> None:
    """TC-41: on Wednesday at 18:30 Thursday breaks the notice, Friday the limit."""
    wednesday = datetime(2025, 9, 10, 15, 30, tzinfo=UTC)
    with pytest.raises(RuleViolation):
        call(place, at=wednesday)
    meeting = call(place, at=wednesday, reason="Інакше спливе строк")
    assert {"notice_late"} <= MeetingEvent.objects.get(meeting=meeting).data.keys()


def test_a_meeting_in_the_past_is_refused_and_one_held_on_paper_is_entered_with_both_times(place) -> None:
    later = STARTS + timedelta(days=5)
    with pytest.raises(RuleViolation, match="has passed"):
        call(place, at=later, reason="because")
    paper = Call([place.case.pk], STARTS, "каб. 204", ended_at=STARTS + timedelta(hours=1))
    with clock.frozen(later):
        meeting = call_meeting(school=place.school, call=paper, by=place.secretary)
    assert (meeting.is_from_paper, meeting.starts_at, meeting.called_at) == (True, STARTS, later)


def test_what_was_held_on_paper_meets_the_limit_at_the_time_it_was_held(place) -> None:
    with clock.frozen(STARTS + timedelta(days=5)):
        paper = Call([place.case.pk], STARTS, "каб. 204", ended_at=STARTS + timedelta(hours=1))
        place.meeting = call_meeting(school=place.school, call=paper, by=place.secretary)
        for number in range(6):
            mark(place, number, is_here=True)
        open_meeting(school=place.school, meeting_id=place.meeting.pk, by=place.secretary)
    row = deadline(place, "commission_meeting")
    assert (row.state, row.met_at) == (DeadlineState.MET, STARTS)


def test_a_case_waits_for_one_meeting_at_a_time(place) -> None:
    call(place)
    with pytest.raises(RuleViolation, match="any more"):
        call(place)


def test_a_cancelled_meeting_takes_its_notice_limit_with_it_and_the_case_waits_again(place) -> None:
    meeting = call(place)
    with clock.frozen(CALLED):
        with pytest.raises(RuleViolation):
            cancel_meeting(meeting_id=meeting.pk, reason=" ", by=place.secretary)
        cancel_meeting(meeting_id=meeting.pk, reason="Інша дата", by=place.secretary)
    assert not Deadline.objects.filter(rule="meeting_notice").exists()
    call(place)


# --- the room


def test_no_opening_without_quorum_and_the_sixth_makes_it(place) -> None:
    """TC-48."""
    call(place)
    come(place, *range(5))
    with clock.frozen(STARTS), pytest.raises(RuleViolation, match="5 of 8, 6 needed"):
        open_meeting(school=place.school, meeting_id=place.meeting.pk, by=place.secretary)
    assert deadline(place, "commission_meeting").state == DeadlineState.OPEN
    late = STARTS + timedelta(minutes=20)
    come(place, 5, at=late)
    with clock.frozen(late):
        meeting = open_meeting(school=place.school, meeting_id=place.meeting.pk, by=place.secretary)
    row = deadline(place, "commission_meeting")
    assert (meeting.state, row.state, row.met_at) == (MeetingState.OPEN, DeadlineState.MET, late)


def test_a_meeting_is_not_opened_before_its_day(place) -> None:
    call(place)
    with pytest.raises(RuleViolation, match="day"):
        come(place, *EVERYBODY, at=CALLED)
    with clock.frozen(CALLED), pytest.raises(RuleViolation, match="day"):
        open_meeting(school=place.school, meeting_id=place.meeting.pk, by=place.secretary)


def test_attendance_above_the_composition_is_impossible(place) -> None:
    call(place)
    stranger = Seat(adult_id=place.seats[0].adult_id)
    place.seats.append(stranger)
    with clock.frozen(STARTS), pytest.raises(RuleViolation, match="composition"):
        mark(place, 8, is_here=True)


def test_if_he_leaves_before_the_vote_is_closed_there_is_no_vote(place) -> None:
    """TC-48."""
    start(place, *range(6))
    motion = propose(place, MotionKind.AGENDA, "agenda")
    with clock.frozen(STARTS):
        for number in range(6):
            ballot(place, motion, number, Choice.FOR)
        mark(place, 5, is_here=False)
        with pytest.raises(RuleViolation, match="no quorum"):
            close_motion(school=place.school, motion_id=motion.pk, by=place.secretary)
        mark(place, 5, is_here=True)
        assert close_motion(school=place.school, motion_id=motion.pk, by=place.secretary).outcome == Outcome.ADOPTED
    assert Attendance.objects.filter(seat=place.seats[5]).count() == 2


def test_no_motion_without_quorum(place) -> None:
    start(place, *range(6))
    with clock.frozen(STARTS):
        mark(place, 0, is_here=False)
    with pytest.raises(RuleViolation, match="no quorum"):
        propose(place, MotionKind.AGENDA, "agenda")


def test_closing_freezes_the_figures(place) -> None:
    start(place, *EVERYBODY)
    motion = vote(place, MotionKind.SUBSTANTIATED, "finding", "ffffaaaa")
    assert [motion.votes_for, motion.votes_against, motion.votes_abstained] == [4, 4, 0]
    assert (motion.composition, motion.present, motion.quorum, motion.majority) == (8, 8, 6, 5)
    assert (motion.outcome, motion.is_casting_vote, motion.tie_rule) == (Outcome.ADOPTED, True, "harmonised")


def test_a_ballot_changes_before_the_close_by_an_event_and_never_after(place) -> None:
    start(place, *range(6))
    motion = propose(place, MotionKind.AGENDA, "agenda")
    with clock.frozen(STARTS):
        for number in range(6):
            ballot(place, motion, number, Choice.FOR)
        ballot(place, motion, 0, Choice.AGAINST)
        changed = MeetingEvent.objects.get(kind="ballot.changed")
        assert (changed.data["before"], changed.data["choice"]) == ("for", "against")
        close_motion(school=place.school, motion_id=motion.pk, by=place.secretary)
        with pytest.raises(RuleViolation, match="closed"):
            ballot(place, motion, 0, Choice.FOR)
    with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
        Ballot.objects.filter(motion=motion).update(choice="abstain")
    with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
        Motion.objects.filter(pk=motion.pk).update(outcome="rejected")


def test_only_members_in_the_room_vote_and_all_of_them_must(place) -> None:
    start(place, *range(6))
    motion = propose(place, MotionKind.AGENDA, "agenda")
    with clock.frozen(STARTS), pytest.raises(RuleViolation, match="in the room"):
        ballot(place, motion, 7, Choice.FOR)
    with clock.frozen(STARTS), pytest.raises(RuleViolation, match="missing: 6"):
        close_motion(school=place.school, motion_id=motion.pk, by=place.secretary)


def test_one_vote_at_a_time(place) -> None:
    start(place, *EVERYBODY)
    propose(place, MotionKind.AGENDA, "agenda")
    with pytest.raises(RuleViolation, match="still open"):
        propose(place, MotionKind.SUBSTANTIATED, "finding")
    with clock.frozen(STARTS), pytest.raises(RuleViolation, match="still open"):
        close_meeting(meeting_id=place.meeting.pk, by=place.secretary)


def test_without_chair_and_deputy_the_commission_elects_who_presides_and_the_tie_is_theirs(place) -> None:
    """TC-51: on the secretary's proposal; then the elected member's vote decides an equal split."""
    start(place, *range(2, 8))
    with pytest.raises(RuleViolation, match="elect who presides"):
        propose(place, MotionKind.AGENDA, "agenda")
    election = {"candidate_id": place.seats[4].pk, "proposed_by_id": place.seats[4].pk}
    with pytest.raises(RuleViolation, match="secretary's proposal"):
        propose(place, MotionKind.PRESIDE, "agenda", **election)
    election["proposed_by_id"] = place.seats[2].pk
    assert vote(place, MotionKind.PRESIDE, "agenda", "--ffffff", **election).outcome == Outcome.ADOPTED
    assert Meeting.objects.get().presiding_id == place.seats[4].pk
    motion = vote(place, MotionKind.AGENDA, "agenda", "--fffffa")
    assert motion.presided_by_id == place.seats[4].pk


# --- two people at once


def test_two_writers_of_the_same_row_see_each_other_s_entry(place) -> None:
    call(place)
    with clock.frozen(STARTS):
        mark(place, 0, is_here=True, seen=0)
        with pytest.raises(Overtaken) as conflict:
            mark(place, 0, is_here=False, seen=0, by=place.principal)
    assert conflict.value.params["who"] == place.secretary.name
    assert conflict.value.version == 1
    assert Attendance.objects.get(seat=place.seats[0]).arrived_at == STARTS


def test_two_writers_of_different_rows_never_conflict(place) -> None:
    call(place)
    with clock.frozen(STARTS):
        mark(place, 0, is_here=True, seen=0)
        mark(place, 1, is_here=True, seen=0, by=place.principal)
    assert Attendance.objects.count() == 2


def test_two_writers_of_one_text_keep_both(place) -> None:
    call(place)
    row = item(place, "finding")
    save_item_texts(item_id=row.pk, texts={"heard": "перше"}, seen=0, by=place.secretary)
    with pytest.raises(Overtaken) as conflict:
        save_item_texts(item_id=row.pk, texts={"heard": "друге"}, seen=0, by=place.principal)
    assert conflict.value.theirs["heard"] == "перше"
    save_item_texts(item_id=row.pk, texts={"heard": "друге"}, seen=conflict.value.version, by=place.principal)
    assert item(place, "finding").open("heard") == "друге"


# --- who may know


def test_a_recused_member_is_not_invited_and_does_not_find_the_meeting(place) -> None:
    recused = place.members[4]
    Recusal.objects.create(
        school=place.school, case=place.case, user_id=recused.user_id, ground="declared", recorded_at=CALLED,
        recorded_by=place.principal.user_id,
    )  # fmt: skip
    meeting = call(place)
    assert not Invitation.objects.filter(meeting=meeting, seat=place.seats[4]).exists()
    assert not visible_meetings(recused).exists()
    with pytest.raises(Http404):
        meeting_for(recused, meeting.pk)


def test_the_recused_seat_stays_in_n_and_does_not_vote(place) -> None:
    Recusal.objects.create(
        school=place.school, case=place.case, user_id=place.members[4].user_id, ground="declared",
        recorded_at=CALLED, recorded_by=place.principal.user_id,
    )  # fmt: skip
    start(place, *EVERYBODY)
    motion = propose(place, MotionKind.SUBSTANTIATED, "finding")
    with clock.frozen(STARTS):
        with pytest.raises(RuleViolation, match="recused"):
            ballot(place, motion, 4, Choice.FOR)
        for number in (0, 1, 2, 3, 5, 6, 7):
            ballot(place, motion, number, Choice.FOR)
        closed = close_motion(school=place.school, motion_id=motion.pk, by=place.secretary)
    assert (closed.composition, closed.present, closed.votes_for) == (8, 7, 7)


def test_a_member_without_the_notice_does_not_see_the_meeting(place) -> None:
    meeting = call(place)
    stranger = make_member(place.school, Role.COMMISSION_MEMBER)
    with pytest.raises(Http404):
        meeting_for(stranger, meeting.pk)
    assert meeting_for(place.secretary, meeting.pk).is_whole
