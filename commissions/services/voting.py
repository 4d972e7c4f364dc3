"""Motions, open ballots by name, and the close that freezes the figures (UA-B-IV.5.7)."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.models import Case
from cases.services.events import draft
from cases.services.outcomes import check_words, explain_words
from commissions.domain.conflicts import Overtaken
from commissions.domain.findings import PER_PERSON, person_of, reworded, worded_for
from commissions.domain.motions import ELECTIONS, WORDED, check_motion
from commissions.domain.presiding import check_election
from commissions.domain.voting import check_ballot, check_close, count
from commissions.enums import Choice, ItemKind, MeetingState, MotionKind, Outcome
from commissions.models import AgendaItem, Ballot, Hearing, Meeting, MeetingEvent, Motion
from commissions.selectors.room import Room, room_of, tie_of
from commissions.services.events import check_state, locked_meeting, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.procedures.tally import Tally


@dataclass(frozen=True)
class Proposal:
    """What is put to the vote. `candidate` and `proposed_by` are seats, for an election.

    `why_not`: why a wording that speaks of an expulsion and the like doesn't mean it. `accused_id`: whom a finding is
    about; `in_turn`: the first of several, and the others follow, each with a vote of its own.
    """

    item_id: UUID
    kind: MotionKind
    text: str
    candidate_id: UUID | None = None
    proposed_by_id: UUID | None = None
    why_not: str = ""
    accused_id: UUID | None = None
    in_turn: bool = False


@transaction.atomic
def open_motion(*, school: School, meeting_id: UUID, proposal: Proposal, by: Member) -> Motion:
    """One vote at a time, with quorum, under somebody who presides."""
    room = _locked_room(school, meeting_id)
    item = _item(room, proposal.item_id)
    proposal = _about(room, item, proposal)
    _check_proposal(room, item, proposal)
    _check_words(item, proposal)
    motion = _open(room, item, proposal, by)
    if item.case_id and proposal.kind in WORDED:
        said = {"meeting": room.meeting.pk, "motion": motion.pk}
        explain_words(item.case_id, proposal.why_not, by=by, data=said)
    return motion


def _about(room: Room, item: AgendaItem, proposal: Proposal) -> Proposal:
    """Each accused person is voted on; the wording says about whom where there are several."""
    known = [each.id for each in room.accused_in(item.case_id)]
    named = proposal.accused_id
    if proposal.in_turn and named is None:
        named = next(iter(room.left(item).get(proposal.kind, ())), None)
    person = person_of(proposal.kind, known, named)
    text = proposal.text.strip()
    if person and text and len(known) > 1:
        text = worded_for(text, room.code_of(person))
    return replace(proposal, accused_id=person, in_turn=bool(person) and proposal.in_turn and len(known) > 1, text=text)


def _open(room: Room, item: AgendaItem, proposal: Proposal, by: Member) -> Motion:
    motion = _motion(room, item, proposal)
    motion.save(force_insert=True)
    data = {"motion": motion.pk, "item": item.pk, "kind": motion.kind, "presiding": motion.presided_by_id}
    data |= {"accused": motion.accused_id} if motion.accused_id else {}
    record(room.meeting, draft("motion.opened", by=by, occurred_at=motion.opened_at, data=data))
    return motion


@transaction.atomic
def cast_ballot(*, school: School, motion_id: UUID, seat_id: UUID, choice: Choice, seen: int, by: Member) -> Ballot:
    """By name, for a member in the room; before the close a ballot changes by a second event, after it never."""
    room, motion = _locked_motion(school, motion_id)
    item = _item(room, motion.item_id)
    check_ballot(
        seat_id,
        composition=room.seat_by_id.keys(),
        present=room.present,
        recused=room.recused.get(item.case_id, set()) if item.case_id else set(),
        is_closed=motion.closed_at is not None,
    )
    held = room.ballots_of(motion.pk).get(seat_id)
    if held and held.choice == choice:
        return held
    _check_seen(room.meeting, motion, seat_id, held, seen)
    ballot, before = _cast(motion, seat_id, choice, held, at=_moment(room.meeting))
    data = {"motion": motion.pk, "seat": seat_id, "choice": choice, "before": before}
    kind = "ballot.changed" if before else "ballot.cast"
    record(room.meeting, draft(kind, by=by, occurred_at=ballot.cast_at, data=data))
    return ballot


@transaction.atomic
def close_motion(*, school: School, motion_id: UUID, by: Member) -> Motion:
    """Counts, and freezes tally, base, quorum, majority and rule as the minutes will print them."""
    room, motion = _locked_motion(school, motion_id)
    if motion.closed_at is not None:
        raise RuleViolation(gettext_noop("The vote is closed already."))
    item = _item(room, motion.item_id)
    present = room.present_for(item.case_id)
    found = tally_of(room, motion)
    check_close(ballots=room.ballots_of(motion.pk).keys(), present=present, is_quorate=found.is_quorate)
    _freeze(motion, room, found, at=_moment(room.meeting))
    elected = _elected(motion)
    data = {"motion": motion.pk, "kind": motion.kind, "outcome": motion.outcome, "votes": _votes(motion), **elected}
    record(room.meeting, draft("motion.closed", by=by, occurred_at=motion.closed_at, data=data), **elected)
    _open_next(room, item, motion, by)
    return motion


def _open_next(room: Room, item: AgendaItem, motion: Motion, by: Member) -> None:
    """One press proposed it about each of several: the next vote opens as soon as this one is counted."""
    people = [each.id for each in room.accused_in(item.case_id)]
    if not motion.is_in_turn or motion.accused_id not in people:
        return
    kind, after = MotionKind(motion.kind), people[people.index(motion.accused_id) + 1 :]
    person = next((each for each in after if each in room.left(item).get(kind, ())), None)
    if person is None:
        return
    text = reworded(motion.open("text"), room.code_of(motion.accused_id), room.code_of(person))
    _open(room, item, Proposal(item.pk, kind, text, accused_id=person, in_turn=True), by)


def tally_of(room: Room, motion: Motion) -> Tally:
    """The count as it stands, under the tie rule of the case."""
    item = _item(room, motion.item_id)
    hearings = list(Hearing.objects.filter(meeting=room.meeting, case=item.case_id).select_related("case"))
    return count(
        {seat: Choice(ballot.choice) for seat, ballot in room.ballots_of(motion.pk).items()},
        composition=room.seat_by_id.keys(),
        present=room.present_for(item.case_id),
        presiding=room.presiding(item.case_id),
        rules=room.rules,
        tie=tie_of(room.meeting, hearings, item.case_id),
    )


def _locked_room(school: School, meeting_id: UUID) -> Room:
    meeting = locked_meeting(meeting_id)
    check_state(meeting, MeetingState.OPEN)
    cases = set(Hearing.objects.filter(meeting=meeting).values_list("case_id", flat=True))
    return room_of(meeting, school, case_ids=cases)


def _locked_motion(school: School, motion_id: UUID) -> tuple[Room, Motion]:
    meeting_id = Motion.objects.values_list("meeting_id", flat=True).get(pk=motion_id)
    room = _locked_room(school, meeting_id)
    return room, next(motion for motion in room.motions if motion.pk == motion_id)


def _moment(meeting: Meeting) -> datetime:
    return meeting.closed_at if meeting.is_from_paper and meeting.closed_at else clock.now()


def _item(room: Room, item_id: UUID) -> AgendaItem:
    item = next((item for item in room.items if item.pk == item_id), None)
    if item is None:
        raise RuleViolation(gettext_noop("This question isn't on the agenda."))
    return item


def _check_proposal(room: Room, item: AgendaItem, proposal: Proposal) -> None:
    if room.open_motion is not None:
        raise RuleViolation(gettext_noop("A vote is still open. Close it first."))
    check_motion(proposal.kind, ItemKind(item.kind), _adopted(room, item, proposal))
    if not room.quorum.is_met:
        raise RuleViolation(gettext_noop("There is no quorum: no decision is possible."))
    if proposal.kind in ELECTIONS:
        check_election(
            proposal.kind,
            room.offices,
            room.present,
            candidate=proposal.candidate_id,
            proposed_by=proposal.proposed_by_id,
        )
        return
    if room.presiding(item.case_id) is None:
        raise RuleViolation(gettext_noop("Neither chair nor deputy is in the room: elect who presides first."))
    if not proposal.text.strip():
        raise RuleViolation(gettext_noop("Write what is put to the vote."), field="text")


def _adopted(room: Room, item: AgendaItem, proposal: Proposal) -> set[MotionKind]:
    return room.adopted(item.case_id, proposal.accused_id) - ELECTIONS


def _check_words(item: AgendaItem, proposal: Proposal) -> None:
    """A motion may not bring in what no measure may be."""
    if item.case_id and proposal.kind in WORDED:
        case = Case.objects.select_related("procedure").get(pk=item.case_id)
        check_words(case, proposal.text, proposal.why_not)


def _motion(room: Room, item: AgendaItem, proposal: Proposal) -> Motion:
    is_election = proposal.kind in ELECTIONS
    motion = Motion(
        id=uuid7(),
        school_id=room.meeting.school_id,
        data_key_id=item.data_key_id,
        meeting=room.meeting,
        item=item,
        kind=proposal.kind,
        candidate_id=proposal.candidate_id if is_election else None,
        proposed_by_id=proposal.proposed_by_id if is_election else None,
        accused_id=proposal.accused_id if proposal.kind in PER_PERSON else None,
        is_in_turn=proposal.in_turn,
        presided_by_id=room.presiding(item.case_id),
        opened_at=room.meeting.starts_at if room.meeting.is_from_paper else clock.now(),
    )
    motion.seal("text", proposal.text.strip())
    return motion


def _check_seen(meeting: Meeting, motion: Motion, seat_id: UUID, held: Ballot | None, seen: int) -> None:
    there = held.version if held else 0
    if there == seen:
        return
    key = {"motion": str(motion.pk), "seat": str(seat_id)}
    event = MeetingEvent.objects.filter(meeting=meeting, kind__startswith="ballot.", data__contains=key).last()
    raise Overtaken(
        who=event.by_name if event else "",
        at=event.recorded_at if event else None,
        version=there,
        theirs={"choice": held.choice} if held else {},
    )


def _cast(motion: Motion, seat_id: UUID, choice: Choice, held: Ballot | None, *, at: datetime) -> tuple[Ballot, str]:
    if held is None:
        ballot = Ballot(school_id=motion.school_id, motion=motion, seat_id=seat_id, choice=choice, cast_at=at)
        ballot.save(force_insert=True)
        return ballot, ""
    before, held.choice, held.cast_at, held.version = held.choice, choice, at, held.version + 1
    held.save(update_fields=["choice", "cast_at", "version"])
    return held, before


def _freeze(motion: Motion, room: Room, found: Tally, *, at: datetime) -> None:
    item = _item(room, motion.item_id)
    present = room.present_for(item.case_id)
    cast = [ballot.choice for seat, ballot in room.ballots_of(motion.pk).items() if seat in present]
    motion.closed_at = at
    motion.presided_by_id = room.presiding(item.case_id)
    motion.composition, motion.present = room.quorum.composition, found.present
    motion.quorum, motion.majority = found.needed, found.majority
    motion.votes_for, motion.votes_against, motion.votes_abstained = (cast.count(each) for each in Choice)
    motion.tie_rule, motion.outcome = found.tie, found.outcome
    motion.is_casting_vote, motion.is_disputed_tie = found.casting_vote, found.disputed_tie
    motion.save()


def _votes(motion: Motion) -> list[int | None]:
    return [motion.votes_for, motion.votes_against, motion.votes_abstained]


def _elected(motion: Motion) -> dict[str, object]:
    """An election that is adopted says who presides, or who keeps the minutes."""
    if motion.outcome != Outcome.ADOPTED or motion.kind not in ELECTIONS:
        return {}
    column = "presiding_id" if motion.kind == MotionKind.PRESIDE else "keeper_id"
    return {column: motion.candidate_id}
