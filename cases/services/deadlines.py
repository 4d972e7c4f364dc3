"""The deadlines of a case: rows written from the pure derivation, met by evidence, never moved by hand."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Min
from uuid_utils.compat import uuid7

from cases.domain.lateness import standing, whole_seconds
from cases.enums import DeadlineState
from cases.models import Case, Deadline, DeadlineStage
from cases.selectors.clocks import Clocks
from safeguard import clock
from safeguard.procedures import evaluate
from safeguard.procedures.schedule import stages

UNMET = (DeadlineState.OPEN, DeadlineState.MISSED)


def build_deadlines(
    case: Case, clocks: Clocks, *, has_minor_sides: bool, facts: Mapping[str, datetime] | None = None
) -> tuple[list[Deadline], list[DeadlineStage]]:
    """Every limit that the receipt of the report starts, with its stages; not saved.

    `facts`: when the school accepted it, from where a local order counts (UA-B-IV.7.7). A rule that counts minor
    sides is opened only when there is one; what depends on the nature of the case is told by the people who know it.
    Sets `case.next_due_at`.
    """
    derived = clocks.deadlines(case.received_at, facts or {})
    begun = [
        limit
        for limit in derived
        if limit.binding
        and not limit.projected
        and not limit.rule.by_nature
        and (has_minor_sides or not limit.rule.each)
    ]
    return build_rows(case, clocks, begun, subject_id=None)


def open_deadlines(case: Case, clocks: Clocks, *, has_minor_sides: bool) -> list[Deadline]:
    """Build and save them: two statements whatever their number. The caller saves the case."""
    rows, stages_ = build_deadlines(case, clocks, has_minor_sides=has_minor_sides)
    Deadline.objects.bulk_create(rows)
    DeadlineStage.objects.bulk_create(stages_)
    return rows


def build_deadlines_of_new_sides(
    case: Case, clocks: Clocks, *, received_at: datetime, subject_id: UUID
) -> tuple[list[Deadline], list[DeadlineStage]]:
    """The rules that count minor sides, once more for those whom a further report names; not saved.

    `subject_id` is that report: its sides' representatives are told within the limit from its own receipt. For a
    side found later in an act that's known already it's the involvement, counted from the moment it was added.
    """
    derived = clocks.deadlines(received_at, {})
    begun = [each for each in derived if each.rule.each and each.binding and not each.projected]
    return build_rows(case, clocks, begun, subject_id=subject_id)


def meet_deadline(
    case: Case, rule: str, *, at: datetime, event_id: UUID, subject_id: UUID | None = None
) -> Deadline | None:
    """The act was done at `at`: in time, or late by so much. A missed limit stays missed.

    Meeting again with another `at` (a corrected notice) restates the row from the same rule; with the same one the
    first evidence stands. None when the case has no such limit. Sets `case.next_due_at`; the caller saves the case.
    """
    row = Deadline.objects.select_for_update().filter(case=case, rule=rule, subject_id=subject_id).first()
    if row is None or row.met_at == at:
        return row
    meet_row(row, at=at, event_id=event_id)
    refresh_due(case)
    return row


def meet_row(row: Deadline, *, at: datetime, event_id: UUID) -> None:
    """Of a locked case. What it reminds of needn't be sent any more."""
    now = clock.now()
    found = standing(row.due_at, met_at=at, now=now)
    row.state, row.met_at, row.met_event_id = found.state, at, event_id
    row.late_seconds = whole_seconds(found.late) if found.late else None
    if found.state == DeadlineState.MET:
        row.missed_at = None
    row.save(update_fields=["state", "met_at", "met_event_id", "late_seconds", "missed_at"])
    DeadlineStage.objects.filter(deadline=row, done_at__isnull=True).update(done_at=now, outcome="met")


def reopen_deadline(case: Case, rule: str, *, subject_id: UUID | None = None) -> Deadline | None:
    """The evidence was taken back by a correction: the act is owed again, and missed if the limit has passed.

    Reminders and escalations that still lie ahead come back. Sets `case.next_due_at`; the caller saves the case.
    """
    row = Deadline.objects.select_for_update().filter(case=case, rule=rule, subject_id=subject_id).first()
    if row is None or row.met_at is None:
        return None
    now = clock.now()
    row.state = standing(row.due_at, met_at=None, now=now).state
    row.met_at = row.met_event_id = row.late_seconds = None
    row.missed_at = now if row.state == DeadlineState.MISSED else None
    row.save(update_fields=["state", "met_at", "met_event_id", "late_seconds", "missed_at"])
    DeadlineStage.objects.filter(deadline=row, outcome="met", at__gt=now).update(done_at=None, outcome="")
    refresh_due(case)
    return row


def miss_deadline(row: Deadline) -> None:
    """Called under a lock by the sweep when the limit has passed."""
    row.state, row.missed_at = DeadlineState.MISSED, clock.now()
    row.save(update_fields=["state", "missed_at"])


def refresh_due(case: Case) -> None:
    """The cache that the desk sorts by: the soonest limit that isn't met."""
    case.next_due_at = Deadline.objects.filter(case=case, state__in=UNMET).aggregate(soonest=Min("due_at"))["soonest"]


def build_rows(
    case: Case, clocks: Clocks, limits: Iterable[evaluate.Deadline], *, subject_id: UUID | None
) -> tuple[list[Deadline], list[DeadlineStage]]:
    """Rows of derived limits with their stages, not saved. Sets `case.next_due_at`."""
    pairs = [(limit, _row(case, limit, subject_id)) for limit in limits]
    rows = [row for _, row in pairs]
    made = [
        DeadlineStage(
            id=uuid7(),
            school_id=case.school_id,
            deadline=row,
            kind=stage.kind,
            stage=stage.key,
            recipients=stage.to,
            at=stage.at,
        )
        for limit, row in pairs
        for stage in stages(limit, clocks.calendar, clocks.zone)
    ]
    soonest = [row.due_at for row in rows] + ([case.next_due_at] if case.next_due_at else [])
    case.next_due_at = min(soonest, default=None)
    return rows, made


def _row(case: Case, limit: evaluate.Deadline, subject_id: UUID | None) -> Deadline:
    assert limit.binding is not None  # noqa: S101  the callers leave out limits that nothing times
    return Deadline(
        id=uuid7(),
        school_id=case.school_id,
        case=case,
        rule=limit.key,
        subject_id=subject_id,
        due_at=limit.binding,
        is_default=limit.is_default,
        starts_at=limit.started_at,
        calendar=limit.calendar,
        calendar_version=limit.calendar_version,
        explanation=explanation(limit),
    )


def explanation(limit: evaluate.Deadline) -> dict[str, object]:
    """Why this limit: what can't be read again from the pinned definition. Titles and citations can."""
    return {
        "counted": [day.isoformat() for day in limit.counted],
        "skipped": [
            {"day": skipped.day.isoformat(), "kind": skipped.rule.kind, "names": dict(skipped.rule.names)}
            for skipped in limit.skipped
        ],
        "notes": [{"code": note.code, "params": dict(note.params)} for note in limit.notes],
    }
