"""Everything that the room and the minutes of one meeting show, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from cases.selectors.clocks import definition_of
from commissions.domain import findings, presiding, quorum
from commissions.domain.findings import PER_PERSON, Found, Put
from commissions.domain.motions import Carried, motions_left
from commissions.domain.quorum import Quorum, Stay
from commissions.enums import ItemKind, MotionKind, Office, Outcome
from commissions.models import AgendaItem, Attendance, Ballot, Hearing, Invitation, Meeting, Motion, Seat
from commissions.selectors.accused import Accused, accused_of
from commissions.selectors.composition import recused_seats, seats_at
from commissions.selectors.invitations import standing
from safeguard.organisations.models import School
from safeguard.procedures.schema import Commission as Rules
from safeguard.procedures.schema import Tie
from safeguard.vault import keys


@dataclass(frozen=True)
class Room:
    """A meeting as it stands. Items and motions of cases that the reader may not know of aren't in it."""

    meeting: Meeting
    zone: ZoneInfo
    seats: list[Seat]
    attendances: list[Attendance]
    invitations: list[Invitation]
    items: list[AgendaItem]
    motions: list[Motion]
    ballots: list[Ballot]
    recused: Mapping[UUID, set[UUID]]
    accused: Mapping[UUID, list[Accused]]

    @cached_property
    def rules(self) -> Rules:
        return rules_of(self.meeting)

    @cached_property
    def seat_by_id(self) -> dict[UUID, Seat]:
        return {seat.pk: seat for seat in self.seats}

    @cached_property
    def offices(self) -> dict[UUID, Office]:
        return {seat.pk: Office(seat.office) for seat in self.seats}

    @cached_property
    def latest(self) -> dict[UUID, Attendance]:
        """The last stay or absence of each seat."""
        return {row.seat_id: row for row in self.attendances if row.seat_id}

    @cached_property
    def present(self) -> frozenset[UUID]:
        stays = [Stay(row.seat_id, row.arrived_at, row.left_at) for row in self.attendances if row.seat_id]
        return quorum.in_the_room(stays) & self.seat_by_id.keys()

    def is_recused(self, seat_id: UUID) -> bool:
        """From every case of the meeting: was never told, and needs no excuse."""
        return bool(self.recused) and all(seat_id in seats for seats in self.recused.values())

    @cached_property
    def quorum(self) -> Quorum:
        return quorum.quorum(self.seat_by_id.keys(), self.present, self.rules)

    def present_for(self, case_id: UUID | None) -> frozenset[UUID]:
        """Those who count for a question: a recused member does not, wherever they sit."""
        return self.present - self.recused.get(case_id, set()) if case_id else self.present

    def presiding(self, case_id: UUID | None = None) -> UUID | None:
        return presiding.presides(self.offices, self.present_for(case_id), self.meeting.presiding_id)

    @property
    def keeper(self) -> UUID | None:
        return presiding.keeps_minutes(self.offices, self.present, self.meeting.keeper_id)

    @cached_property
    def open_motion(self) -> Motion | None:
        return next((motion for motion in self.motions if motion.closed_at is None), None)

    def motions_of(self, item_id: UUID) -> list[Motion]:
        return [motion for motion in self.motions if motion.item_id == item_id]

    def ballots_of(self, motion_id: UUID) -> dict[UUID, Ballot]:
        return {ballot.seat_id: ballot for ballot in self.ballots if ballot.motion_id == motion_id}

    def accused_in(self, case_id: UUID | None) -> list[Accused]:
        return self.accused.get(case_id, []) if case_id else []

    def code_of(self, accused_id: UUID | None) -> str:
        """Empty for nobody in particular."""
        return next((each.code for rows in self.accused.values() for each in rows if each.id == accused_id), "")

    def about(self, motion: Motion, case_id: UUID | None) -> frozenset[UUID]:
        """Whom a motion speaks of: the one it names, else all who were accused when it was put to the vote.

        Who is accused only later was not voted on. A meeting held on paper is entered with everybody known.
        """
        if motion.accused_id:
            return frozenset({motion.accused_id})
        known = self.accused_in(case_id)
        return frozenset(a.id for a in known if self.meeting.is_from_paper or a.added_at <= motion.opened_at)

    def adopted(self, case_id: UUID | None, accused_id: UUID | None = None) -> set[MotionKind]:
        """What has been adopted on a case (or, without one, on the meeting itself), for one accused of it."""
        items = {item.pk for item in self.items if item.case_id == case_id}
        return {
            MotionKind(motion.kind)
            for motion in self.motions
            if motion.item_id in items
            and motion.outcome == Outcome.ADOPTED
            and (motion.kind not in PER_PERSON or self._is_about(motion, case_id, accused_id))
        }

    def _is_about(self, motion: Motion, case_id: UUID | None, accused_id: UUID | None) -> bool:
        about = self.about(motion, case_id)
        return accused_id in about if accused_id else not about

    def left(self, item: AgendaItem) -> dict[MotionKind, list[UUID | None]]:
        """What can still be put to the vote under a question, and about whom; nobody in particular is one entry."""
        about: list[UUID | None] = [each.id for each in self.accused_in(item.case_id)]
        found: dict[MotionKind, list[UUID | None]] = {}
        for person in about or [None]:
            for kind in motions_left(ItemKind(item.kind), self.adopted(item.case_id, person)):
                found.setdefault(kind, []).append(person)
        return {kind: people if kind in PER_PERSON else [None] for kind, people in found.items()}

    def findings(self, case_id: UUID) -> list[Found]:
        """What the closed motions decide about each accused of a case."""
        items = {item.pk for item in self.items if item.case_id == case_id}
        closed = [motion for motion in self.motions if motion.item_id in items and motion.closed_at]
        put = [
            Put(motion.pk, Carried(MotionKind(motion.kind), Outcome(motion.outcome)), self.about(motion, case_id))
            for motion in closed
        ]
        return findings.findings([each.id for each in self.accused_in(case_id)], put)

    def undecided(self, case_id: UUID) -> list[Accused]:
        """Accused about whom nothing was decided."""
        known = self.accused_in(case_id)
        left = findings.undecided([each.id for each in known], [each.accused for each in self.findings(case_id)])
        return [each for each in known if each.id in left]


def rules_of(meeting: Meeting) -> Rules:
    """A meeting is only called under a procedure with a commission."""
    rules = definition_of(meeting.procedure).commission
    assert rules is not None  # noqa: S101
    return rules


def tie_of(meeting: Meeting, hearings: list[Hearing], case_id: UUID | None) -> Tie:
    """A motion on a case counts by the tie rule that the case is pinned to."""
    case = next((hearing.case for hearing in hearings if hearing.case_id == case_id), None)
    return Tie(case.tie_rule if case else meeting.tie_rule)


def room_of(meeting: Meeting, school: School, *, case_ids: set[UUID]) -> Room:
    """`case_ids`: what the reader may know of. Nine queries, whatever the numbers."""
    zone = ZoneInfo(school.organisation.timezone)
    seats = seats_at(meeting.starts_at, zone, meeting.commission_id)
    items = [item for item in _items(meeting) if item.case_id is None or item.case_id in case_ids]
    shown = {item.pk for item in items}
    motions = [motion for motion in _motions(meeting) if motion.item_id in shown]
    ballots = list(Ballot.objects.filter(motion__meeting=meeting))
    invitations = [row for row in _invitations(meeting) if row.case_id is None or row.case_id in case_ids]
    attendances = Attendance.objects.filter(meeting=meeting).order_by("pk")
    sealed = [*items, *motions, *invitations]
    keys.load({row.data_key_id for row in sealed})
    recused, accused = recused_seats(seats, case_ids), accused_of(meeting.pk, school.organisation.language)
    shown_accused = {case_id: rows for case_id, rows in accused.items() if case_id in case_ids}
    return Room(meeting, zone, seats, list(attendances), invitations, items, motions, ballots, recused, shown_accused)


def _items(meeting: Meeting) -> list[AgendaItem]:
    return list(AgendaItem.objects.filter(meeting=meeting).select_related("case").order_by("rank"))


def _motions(meeting: Meeting) -> list[Motion]:
    return list(Motion.objects.filter(meeting=meeting).order_by("opened_at", "pk"))


def _invitations(meeting: Meeting) -> list[Invitation]:
    rows = standing(meeting).select_related("adult", "adult__data_key", "case", "side_child")
    return list(rows.order_by("pk"))
