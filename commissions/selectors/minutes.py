"""The draft of the minutes: what is there and what is missing."""

from collections.abc import Sequence
from uuid import UUID

from cases.models import Case
from cases.selectors.clocks import definition_of
from cases.selectors.duties import duties_of_case
from commissions.domain.findings import outcome
from commissions.domain.minutes import HearingFacts, Hole, ItemFacts, RollFacts, holes
from commissions.domain.motions import Verdict
from commissions.enums import ItemKind, MotionKind, Office
from commissions.models import AgendaItem, Hearing, Measure, SeparateOpinion
from commissions.selectors.room import Room
from commissions.selectors.signs import Noted, signs_of


def measures_of(hearings: Sequence[Hearing]) -> list[Measure]:
    rows = Measure.objects.filter(hearing__in=[hearing.pk for hearing in hearings])
    named = ("responsible", "responsible__data_key", "judged_by", "judged_by__data_key", "person")
    return list(rows.select_related(*named).order_by("pk"))


def opinions_of(room: Room) -> list[SeparateOpinion]:
    return list(SeparateOpinion.objects.filter(item__in=[item.pk for item in room.items]).order_by("pk"))


def verdict_of(room: Room, case_id: UUID) -> Verdict:
    """What the closed motions on a case decide together: at least one of the accused."""
    return outcome(found.verdict for found in room.findings(case_id))


def holes_of(room: Room, hearings: Sequence[Hearing], measures: Sequence[Measure]) -> list[Hole]:
    """What the secretary still has to fill in."""
    noted = signs_of(hearings)
    return holes(
        hearings=[_hearing(room, hearing, measures, noted) for hearing in hearings],
        items=[_item(room, item, hearings, measures) for item in room.items],
        roll=[_roll(room, seat_id) for seat_id in room.seat_by_id],
        has_keeper=_has_keeper(room),
        is_agenda_adopted=MotionKind.AGENDA in room.adopted(None),
    )


def _hearing(room: Room, hearing: Hearing, measures: Sequence[Measure], noted: Noted) -> HearingFacts:
    without_signs, one_off = _unproven(room, hearing, noted)
    return HearingFacts(
        hearing.pk,
        hearing.basis is not None,
        hearing.summary is not None,
        hearing.reasons is not None,
        any(measure.hearing_id == hearing.pk for measure in measures),
        any(
            _is_voted(room, item)
            for item in room.items
            if item.kind == ItemKind.MEASURES and item.case_id == hearing.case_id
        ),
        verdict_of(room, hearing.case_id),
        _speaks_of_forbidden(hearing.case, hearing.open("reasons")),
        tuple(each.id for each in room.undecided(hearing.case_id)),
        without_signs,
        one_off,
    )


def _unproven(room: Room, hearing: Hearing, noted: Noted) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
    """Bullying whose signs nobody noted, and bullying of acts that are noted as one-off (C-13).

    Only where the procedure asks for the one or the other; of an offender who isn't known the hearing itself stands.
    """
    asked = definition_of(hearing.case.procedure).qualification
    if asked is None:
        return (), ()
    bullying = [each.accused for each in room.findings(hearing.case_id) if each.verdict.is_bullying]
    signs = {person: noted.get((hearing.pk, person)) for person in bullying}
    missing = tuple(person or hearing.pk for person, row in signs.items() if row is None)
    once = tuple(person or hearing.pk for person, row in signs.items() if row and row.is_systematic is False)
    return missing, once if asked.systematic else ()


def _item(room: Room, item: AgendaItem, hearings: Sequence[Hearing], measures: Sequence[Measure]) -> ItemFacts:
    own = [hearing for hearing in hearings if hearing.case_id == item.case_id]
    ids = {hearing.pk for hearing in own}
    resolved = item.open("resolved")
    return ItemFacts(
        item.pk,
        ItemKind(item.kind),
        bool(item.open("heard")),
        bool(resolved),
        is_voted=_is_voted(room, item),
        has_measures=item.kind == ItemKind.MEASURES and any(measure.hearing_id in ids for measure in measures),
        speaks_of_forbidden=any(_speaks_of_forbidden(hearing.case, resolved) for hearing in own),
    )


def _is_voted(room: Room, item: AgendaItem) -> bool:
    return any(motion.closed_at for motion in room.motions_of(item.pk))


def _speaks_of_forbidden(case: Case, words: str) -> bool:
    return any(each.is_named_in(words) for each in duties_of_case(case).prohibitions.values())


def _roll(room: Room, seat_id: UUID) -> RollFacts:
    """A member who is recused from every case of the meeting was never told and needs no excuse."""
    if room.is_recused(seat_id):
        return RollFacts(seat_id, is_marked=True, reason=None)
    row = room.latest.get(seat_id)
    return RollFacts(seat_id, row is not None, row.absence_reason if row and row.arrived_at is None else None)


def _has_keeper(room: Room) -> bool:
    """The secretary came, or somebody was elected; having left since doesn't matter."""
    came = {seat_id for seat_id, row in room.latest.items() if row.arrived_at}
    secretaries = {seat_id for seat_id, office in room.offices.items() if office == Office.SECRETARY}
    return room.meeting.keeper_id is not None or bool(came & secretaries)
