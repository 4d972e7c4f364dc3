"""Finalising the minutes: sheet, number, hash, decisions and events in one transaction; nothing changes afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.enums import CaseAction, CaseStatus
from cases.models import Case
from cases.selectors.clocks import Clocks
from cases.services.events import draft
from cases.services.events import record as record_case
from cases.services.evidence import Happened, apply_evidence, start_by_fact
from commissions.domain.conflicts import Overtaken
from commissions.domain.motions import Verdict
from commissions.enums import MeetingState, MotionKind, Outcome
from commissions.models import Decision, Hearing, Measure, Meeting
from commissions.selectors.calling import clocks_for
from commissions.selectors.drafting import build_sheet
from commissions.selectors.minutes import holes_of, measures_of, verdict_of
from commissions.selectors.room import Room, room_of
from commissions.services.events import check_state, locked_meeting, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.chain import EventDraft
from safeguard.documents.enums import DocumentKind
from safeguard.documents.models import Document
from safeguard.documents.services.issue import issue_document
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.procedures.bindings import DECISIONS
from safeguard.procedures.schema import Evidence, Start
from safeguard.registers.enums import Register
from safeguard.registers.numbers import next_number

LAYOUT = "minutes@2"


@dataclass(frozen=True)
class Finalised:
    """What came out: the meeting with its number, and the frozen document."""

    meeting: Meeting
    document: Document


@transaction.atomic
def finalise_minutes(*, school: School, meeting_id: UUID, seen: int, by: Member) -> Finalised:
    """`seen` is the version that was read back: what is frozen is what was read, or nothing."""
    meeting = locked_meeting(meeting_id)
    check_state(meeting, MeetingState.CLOSED)
    if meeting.version != seen:
        raise Overtaken(who="", at=clock.now(), version=meeting.version, theirs={})
    hearings = _hearings(meeting)
    room = room_of(meeting, school, case_ids={hearing.case_id for hearing in hearings})
    _check_complete(room, hearings)
    decisions = [each for hearing in hearings if (each := _decide(room, hearing))]
    number = next_number(Register.MINUTES, meeting.school_year)
    document = _freeze(room, hearings, school, number, by)
    data = {"number": number, "document": document.pk, "sheet_sha256": document.sheet_sha256}
    for hearing in hearings:
        decision = next((each for each in decisions if each.case_id == hearing.case_id), None)
        clocks = clocks_for(school, hearing.case)
        _conclude(meeting, hearing.case, decision, clocks, said={"meeting": meeting.pk, "minutes": number}, by=by)
    record(
        meeting,
        draft("minutes.finalised", by=by, data=data),
        state=MeetingState.FINALISED,
        number=number,
        finalised_at=clock.now(),
        finalised_by=by.user_id,
    )
    return Finalised(meeting, document)


def _hearings(meeting: Meeting) -> list[Hearing]:
    """Every hearing, with its case locked: the deciding is of the whole meeting."""
    cases = Case.objects.select_for_update(of=("self",)).filter(hearings__meeting=meeting).order_by("pk")
    list(cases.values_list("pk"))
    rows = Hearing.objects.filter(meeting=meeting).order_by("rank")
    return list(rows.select_related("case", "case__data_key", "case__procedure", "data_key"))


def _check_complete(room: Room, hearings: Sequence[Hearing]) -> None:
    stopping = [hole for hole in holes_of(room, hearings, measures_of(hearings)) if hole.stops]
    if stopping:
        raise RuleViolation(
            gettext_noop("The minutes aren't complete. Fields that are missing: %(missing)d."), missing=len(stopping)
        )


def _decide(room: Room, hearing: Hearing) -> Decision | None:
    """Two fields (C-17); no row where no motion on the circumstances reached the majority."""
    found: Verdict = verdict_of(room, hearing.case_id)
    if found.is_substantiated is None:
        return None
    decision = Decision(
        id=uuid7(),
        school_id=hearing.school_id,
        data_key=hearing.case.data_key,
        meeting=room.meeting,
        case=hearing.case,
        number=next_number(Register.DECISIONS, room.meeting.school_year),
        school_year=room.meeting.school_year,
        is_substantiated=found.is_substantiated,
        is_bullying=found.is_bullying,
        decided_at=_decided_at(room, hearing.case_id),
    )
    decision.seal("reasons", hearing.open("reasons"))
    decision.save(force_insert=True)
    Measure.objects.filter(hearing=hearing).update(decision=decision)
    return decision


def _decided_at(room: Room, case_id: UUID):  # type: ignore[no-untyped-def]
    items = {item.pk for item in room.items if item.case_id == case_id}
    return next(
        motion.closed_at
        for motion in room.motions
        if motion.item_id in items
        and motion.outcome == Outcome.ADOPTED
        and motion.kind in {MotionKind.SUBSTANTIATED, MotionKind.NOT_SUBSTANTIATED}
    )


def _freeze(room: Room, hearings: Sequence[Hearing], school: School, number: int, by: Member) -> Document:
    """Sealed with the case's key; where several were heard with the meeting's: erasing one leaves the others."""
    only = hearings[0].case if len(hearings) == 1 else None
    return issue_document(
        kind=DocumentKind.MINUTES,
        number=str(number),
        layout=LAYOUT,
        sheet=build_sheet(room, hearings, school, number=str(number)),
        language=school.organisation.language,
        data_key=only.data_key if only else room.meeting.data_key,
        subject_id=room.meeting.pk,
        case_id=only.pk if only else None,
        by=by,
    )


def _entered(decision: Decision, clocks: Clocks, by: Member) -> list[EventDraft]:
    """The register of decisions takes the decision with its minutes, where the procedure keeps one (UA-K-III.8)."""
    if DECISIONS not in clocks.procedure.registers:
        return []
    data = {"number": decision.number, "dated_on": clock.today(clocks.zone)}
    return [draft(Evidence.DECISION_REGISTERED, by=by, data=data)]


def _conclude(
    meeting: Meeting, case: Case, decision: Decision | None, clocks: Clocks, *, said: dict[str, object], by: Member
) -> None:
    """Decided: the case moves, its limits are met. Not decided: it waits and the clock goes on (TC-54d)."""
    if decision is None:
        record_case(case, draft("meeting.undecided", by=by, occurred_at=meeting.closed_at, data=said))
        return
    said |= {
        "decision": decision.pk,
        "is_substantiated": decision.is_substantiated,
        "is_bullying": decision.is_bullying,
        "action": CaseAction.DECIDE,
    }
    adopted = draft(Evidence.RESOLUTION_ADOPTED, by=by, occurred_at=meeting.closed_at, data=said)
    entered = _entered(decision, clocks, by)
    for event in record_case(case, adopted, *entered, status=CaseStatus.DECIDED):
        apply_evidence(case, clocks, Happened(Evidence(event.kind), event.occurred_at, event.pk))
    at = meeting.closed_at or clock.now()
    if decision.is_bullying:
        start_by_fact(case, clocks, Start.QUALIFIED, at=at)
    case.save(update_fields=["next_due_at"])
