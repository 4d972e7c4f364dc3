"""What the commission decided on a case, written down when the minutes are finalised: findings, outcome, clocks."""

from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from cases.enums import CaseAction, CaseStatus
from cases.models import Case
from cases.selectors.clocks import Clocks
from cases.services.events import draft
from cases.services.events import record as record_case
from cases.services.evidence import Happened, apply_evidence, start_by_fact
from commissions.domain.findings import Found, outcome, standing
from commissions.models import Decision, Finding, Hearing, Measure
from commissions.selectors.decisions import standing_verdicts
from commissions.selectors.room import Room
from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.chain import EventDraft
from safeguard.procedures.bindings import DECISIONS
from safeguard.procedures.schema import Evidence, Start
from safeguard.registers.enums import Register
from safeguard.registers.numbers import next_number


def decide(room: Room, hearing: Hearing) -> Decision | None:
    """A finding for each accused (C-17); no row where no motion on the circumstances reached the majority.

    The case's two fields follow from what stands now: a person who isn't heard again keeps what was found before.
    """
    found = room.findings(hearing.case_id)
    if not found:
        return None
    decided = outcome(standing(standing_verdicts(hearing.case_id), {each.accused: each.verdict for each in found}))
    decision = Decision(
        id=uuid7(),
        school_id=hearing.school_id,
        data_key=hearing.case.data_key,
        meeting=room.meeting,
        case=hearing.case,
        number=next_number(Register.DECISIONS, room.meeting.school_year),
        school_year=room.meeting.school_year,
        is_substantiated=bool(decided.is_substantiated),
        is_bullying=decided.is_bullying,
        decided_at=_decided_at(room, {each.motion for each in found}),
    )
    decision.seal("reasons", hearing.open("reasons"))
    decision.save(force_insert=True)
    Finding.objects.bulk_create(_finding(decision, rank, each) for rank, each in enumerate(found))
    Measure.objects.filter(hearing=hearing).update(decision=decision)
    return decision


def _decided_at(room: Room, motions: set[UUID]) -> datetime:
    """When the last of the votes on the circumstances was closed."""
    return max(motion.closed_at for motion in room.motions if motion.pk in motions and motion.closed_at)


def _finding(decision: Decision, rank: int, found: Found) -> Finding:
    return Finding(
        id=uuid7(),
        school_id=decision.school_id,
        decision=decision,
        accused_id=found.accused,
        rank=rank,
        is_substantiated=bool(found.verdict.is_substantiated),
        is_bullying=found.verdict.is_bullying,
        motion_id=found.motion,
        qualified_by_id=found.qualified_by,
    )


def conclude(
    room: Room, case: Case, decision: Decision | None, clocks: Clocks, *, said: dict[str, object], by: Member
) -> None:
    """Decided: the case moves, its limits are met. Not decided, or not about everybody: the clock goes on (TC-54d).

    Whoever is qualified starts the limits of a qualified case at once.
    """
    at = room.meeting.closed_at or clock.now()
    if decision is None:
        record_case(case, draft("meeting.undecided", by=by, occurred_at=at, data=said))
        return
    said |= {
        "decision": decision.pk,
        "is_substantiated": decision.is_substantiated,
        "is_bullying": decision.is_bullying,
        "findings": _said(room, case.pk),
    }
    entered = _entered(decision, clocks, by)
    if _is_everybody_decided(room, case.pk):
        adopted = draft(Evidence.RESOLUTION_ADOPTED, by=by, occurred_at=at, data={**said, "action": CaseAction.DECIDE})
        for event in record_case(case, adopted, *entered, status=CaseStatus.DECIDED):
            apply_evidence(case, clocks, Happened(Evidence(event.kind), event.occurred_at, event.pk))
    else:
        record_case(case, draft("decision.partial", by=by, occurred_at=at, data=said), *entered)
    if decision.is_bullying:
        start_by_fact(case, clocks, Start.QUALIFIED, at=at)
    case.save(update_fields=["next_due_at"])


def _entered(decision: Decision, clocks: Clocks, by: Member) -> list[EventDraft]:
    """The register of decisions takes the decision with its minutes, where the procedure keeps one (UA-K-III.8)."""
    if DECISIONS not in clocks.procedure.registers:
        return []
    data = {"number": decision.number, "dated_on": clock.today(clocks.zone)}
    return [draft(Evidence.DECISION_REGISTERED, by=by, data=data)]


def _is_everybody_decided(room: Room, case_id: UUID) -> bool:
    """By this meeting or by an earlier one: its decision is written already."""
    known = standing_verdicts(case_id)
    return all(each.id in known for each in room.undecided(case_id))


def _said(room: Room, case_id: UUID) -> list[dict[str, object]]:
    """Codes only, for the event."""
    return [
        {
            "accused": found.accused,
            "is_substantiated": found.verdict.is_substantiated,
            "is_bullying": found.verdict.is_bullying,
        }
        for found in room.findings(case_id)
    ]
