"""Clashes, questions that members propose, proof that a notice arrived, remarks of invited persons."""

from datetime import timedelta

import pytest

from cases.enums import Channel
from cases.models import Recusal
from commissions.domain.guests import Guest
from commissions.enums import Capacity, ItemKind, MotionKind
from commissions.models import AgendaItem, AgendaProposal, Attendance, Invitation, MeetingEvent
from commissions.selectors.agenda import proposals_of
from commissions.selectors.clashes import clashes, slots_for
from commissions.selectors.drafting import build_sheet
from commissions.selectors.room import room_of
from commissions.services.agenda import leave_off, propose_item, put_on_agenda
from commissions.services.calling import Call, call_meeting
from commissions.services.notices import Handover, invite, record_handover, send_notice
from commissions.services.receipts import note_opened
from commissions.services.remarks import add_remark
from commissions.services.texts import add_opinion
from safeguard import clock
from safeguard.errors import RuleViolation
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case
from tests.unit.commissions.places import CALLED, STARTS, call, item, make_place, make_report, start, vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    made = make_place()
    with school_scope(made.school.pk), clock.frozen(CALLED):
        yield made


# --- clashes ---


def second_call(place, at, where="room 9", **how):
    case = make_case(place.school, received_at=CALLED)
    make_report(place, case)
    return call_meeting(school=place.school, call=Call([case.pk], at, where, **how), by=place.secretary)


@pytest.mark.parametrize("apart", [timedelta(0), timedelta(minutes=89)])
def test_a_second_meeting_of_the_same_people_is_refused_until_the_caller_says_that_they_know(place, apart):
    call(place)
    with pytest.raises(RuleViolation, match="Another meeting is called") as refused:
        second_call(place, STARTS + apart)
    assert refused.value.field == "despite_clash"
    assert second_call(place, STARTS + apart, despite_clash=True).starts_at == STARTS + apart


def test_after_ninety_minutes_the_members_are_free(place):
    call(place)
    assert second_call(place, STARTS + timedelta(minutes=90)).place == "room 9"


def test_the_room_is_compared_however_it_is_typed(place):
    call(place)
    [found] = clashes(place.secretary, STARTS, " КАБ. 204 ", [])
    assert (found.is_same_room, found.names) == (True, ())
    assert clashes(place.secretary, STARTS, "каб. 205", []) == []


def test_a_meeting_that_is_hidden_from_the_caller_clashes_with_nothing(place):
    """Not even that there is one may be learnt."""
    call(place)
    Recusal.objects.create(
        school=place.school, case=place.case, user_id=place.secretary.user_id, ground="declared",
        recorded_at=CALLED, recorded_by=place.secretary.user_id,
    )  # fmt: skip
    assert clashes(place.secretary, STARTS, "каб. 204", [place.seats[0].adult_id]) == []


def test_dates_are_proposed_around_the_other_meeting(place):
    before = {slot.at for slot in slots_for(place.secretary, place.school, place.case)}
    assert STARTS in before or before
    call(place, starts_at=min(before))
    case = make_case(place.school, received_at=CALLED)
    assert min(before) not in {slot.at for slot in slots_for(place.secretary, place.school, case)}


# --- the agenda ---


def propose_question(place, text="Про чергування на перервах", case=None):
    return propose_item(
        meeting_id=place.meeting.pk, seat_id=place.seats[4].pk, text=text, case_id=case, by=place.members[4]
    )


def test_a_members_question_is_put_on_the_agenda_as_its_last(place):
    call(place)
    row = propose_question(place)
    put = put_on_agenda(proposal_id=row.pk, by=place.secretary)
    last = AgendaItem.objects.filter(meeting=place.meeting).latest("rank")
    assert (put.pk, put.kind, put.open("title")) == (last.pk, ItemKind.OTHER, "Про чергування на перервах")
    row.refresh_from_db()
    assert row.item_id == put.pk
    with pytest.raises(RuleViolation, match="answered already"):
        put_on_agenda(proposal_id=row.pk, by=place.secretary)


def test_left_off_with_a_reason_that_the_proposer_reads(place):
    call(place)
    row = propose_question(place)
    with pytest.raises(RuleViolation, match="Say why"):
        leave_off(proposal_id=row.pk, reason=" ", by=place.secretary)
    leave_off(proposal_id=row.pk, reason="не належить до справ", by=place.secretary)
    [shown] = proposals_of(place.meeting, {place.case.pk})
    assert shown.open("reason") == "не належить до справ"


def test_an_approved_agenda_doesnt_grow(place):
    start(place, *range(8))
    vote(place, MotionKind.AGENDA, "agenda", "ffffffff")
    with pytest.raises(RuleViolation, match="approved already"):
        propose_question(place)


@pytest.mark.parametrize(("text", "why"), [(" ", "Write the question"), ("Про Ластівку Софію", "instead of")])
def test_a_question_has_words_and_names_no_child(place, text, why):
    call(place)
    with pytest.raises(RuleViolation, match=why):
        propose_question(place, text)
    assert not AgendaProposal.objects.exists()


def test_a_question_about_a_case_is_sealed_with_it_and_hidden_with_it(place):
    call(place)
    row = propose_question(place, "Про супровід П-1", case=place.case.pk)
    assert row.data_key_id == place.case.data_key_id
    assert proposals_of(place.meeting, set()) == []
    with pytest.raises(RuleViolation, match="isn't on the agenda"):
        propose_question(place, case=make_case(place.school, received_at=CALLED).pk)


# --- proof of delivery ---


def test_the_first_look_of_who_was_told_is_noted_once(place):
    call(place)
    member = place.members[4]
    note_opened(place.meeting, member)
    assert not MeetingEvent.objects.filter(kind="notice.opened").exists(), "nobody was told yet"
    send_notice(school=place.school, meeting_id=place.meeting.pk, with_materials=True, by=place.secretary)
    with clock.frozen(CALLED + timedelta(hours=2)):
        note_opened(place.meeting, member)
    note_opened(place.meeting, member)
    row = Invitation.objects.get(adult__user_id=member.user_id)
    assert row.opened_at == CALLED + timedelta(hours=2)
    assert MeetingEvent.objects.filter(kind="notice.opened").count() == 1
    assert Invitation.objects.filter(opened_at__isnull=False).count() == 1


def guest(place):
    [row] = invite(
        meeting_id=place.meeting.pk,
        guests=[Guest(place.case.pk, Capacity.AGENCY, whom="Ткач О. І., служба у справах дітей")],
        by=place.secretary,
    )
    return row


@pytest.mark.parametrize(("channel", "kept"), [(Channel.PAPER, True), (Channel.PHONE, None)])
def test_a_signature_proves_only_what_was_handed_over_on_paper(place, channel, kept):
    call(place)
    given = Handover(channel, CALLED, None, is_signed_for=True)
    row = record_handover(school=place.school, invitation_id=guest(place).pk, handover=given, by=place.secretary)
    assert row.is_signed_for is kept


# --- in the room ---


def there(place, row):
    Attendance.objects.create(school=place.school, meeting=place.meeting, invitation=row, arrived_at=STARTS)


def test_what_an_invited_person_says_stands_in_the_minutes_without_a_vote(place):
    start(place, *range(8))
    row = guest(place)
    about = item(place, "finding")
    with pytest.raises(RuleViolation, match="Mark first"):
        add_remark(item_id=about.pk, invitation_id=row.pk, text="Сім’я на супроводі.", by=place.secretary)
    there(place, row)
    add_remark(item_id=about.pk, invitation_id=row.pk, text="Сім’я на супроводі.", by=place.secretary)
    room = room_of(place.meeting, place.school, case_ids={place.case.pk})
    sheet = build_sheet(room, list(place.meeting.hearings.select_related("case")), place.school, number="–")
    [said] = [each for block in sheet.items for each in block.remarks]
    assert (said.name, said.note) == ("Ткач О. І., служба у справах дітей", "Сім’я на супроводі.")


@pytest.mark.parametrize(("text", "why"), [("", "Write what was said"), ("Ластівка Софія мовчала", "instead of")])
def test_a_remark_has_words_and_names_no_child(place, text, why):
    start(place, *range(8))
    row = guest(place)
    there(place, row)
    with pytest.raises(RuleViolation, match=why):
        add_remark(item_id=item(place, "finding").pk, invitation_id=row.pk, text=text, by=place.secretary)


def test_a_member_has_no_remark_but_a_vote(place):
    start(place, *range(8))
    own = Invitation.objects.filter(seat=place.seats[4]).get()
    with pytest.raises(RuleViolation, match="Choose an invited person"):
        add_remark(item_id=item(place, "finding").pk, invitation_id=own.pk, text="Так.", by=place.secretary)


@pytest.mark.parametrize("is_dictated", [True, False])
def test_an_opinion_says_that_it_was_dictated(place, is_dictated):
    start(place, *range(8))
    about = item(place, "finding")
    add_opinion(item_id=about.pk, seat_id=place.seats[4].pk, text="Проти.", by=place.secretary, is_dictated=is_dictated)
    room = room_of(place.meeting, place.school, case_ids={place.case.pk})
    sheet = build_sheet(room, list(place.meeting.hearings.select_related("case")), place.school, number="–")
    [opinion] = [each for block in sheet.items for each in block.opinions]
    assert ("(" in opinion.name) == is_dictated


def test_an_opinion_names_no_child_either(place):
    start(place, *range(8))
    with pytest.raises(RuleViolation, match="instead of"):
        add_opinion(
            item_id=item(place, "finding").pk, seat_id=place.seats[4].pk, text="Софія Ластівка права.",
            by=place.secretary,
        )  # fmt: skip
