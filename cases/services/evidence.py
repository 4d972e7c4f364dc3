"""What happened in a case meets the limits bound to it and starts those that it begins. No rule is named here.

A procedure's rule says by which evidence it's met and by which fact it's started; a service says what happened.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from cases.models import Case, Deadline, DeadlineStage
from cases.selectors.clocks import Clocks, definition_of
from cases.selectors.evidence import standing_event
from cases.selectors.joined import clocks_that_came
from cases.selectors.sides import minor_sides
from cases.services.deadlines import build_rows, meet_row, refresh_due
from cases.services.moving import move_row
from safeguard import clock
from safeguard.procedures import evaluate
from safeguard.procedures.acts import ONCE
from safeguard.procedures.bindings import FACTS, rules_met_by, rules_started_by
from safeguard.procedures.schema import Evidence, Rule, Start

#: A limit with what it becomes when its start is corrected.
Move = tuple[Deadline, evaluate.Deadline]


@dataclass(frozen=True)
class Happened:
    """An act at an instant, with the event that is its evidence. `restates`: it corrects what was entered before."""

    evidence: Evidence
    at: datetime
    event_id: UUID
    restates: bool = False


def apply_evidence(case: Case, clocks: Clocks, happened: Happened) -> None:
    """Meet what the act meets and start what it starts. The caller holds the case and saves it."""
    meet_by_evidence(case, happened)
    if fact := FACTS.get(happened.evidence):
        start_by_fact(case, clocks, fact, at=happened.at)


def meet_by_evidence(case: Case, happened: Happened, *, subject_id: UUID | None = None) -> list[Deadline]:
    """Every limit that the act meets: in time, or late by so much. Met once, the first evidence stands.

    Several clocks may run for one act (C-01): it meets all of them, those of a joined case too. `subject_id` tells two
    meetings apart.
    """
    keys = [rule.key for rule in rules_met_by(definition_of(case.procedure), happened.evidence)]
    whose = Q(subject_id=subject_id)
    if subject_id is None:
        whose |= Q(subject_id__in=list(clocks_that_came(case)))
    rows = Deadline.objects.select_for_update().filter(whose, case=case, rule__in=keys)
    owed = [row for row in rows.order_by("due_at", "pk") if happened.restates or row.met_at is None]
    for row in owed:
        meet_row(row, at=happened.at, event_id=happened.event_id)
    refresh_due(case)
    return owed


def start_by_fact(
    case: Case,
    clocks: Clocks,
    fact: Start,
    *,
    at: datetime,
    subject_id: UUID | None = None,
    is_planned: bool = False,
) -> list[Deadline]:
    """Every limit that the fact starts and that isn't running yet: the first fact of a kind counts.

    `is_planned`: a meeting is called, and what ends before it begins to run; the others wait until it's held.
    """
    wanted = {
        rule.key for rule in rules_started_by(clocks.procedure, fact, is_planned=is_planned) if _is_owed(case, rule)
    }
    running = Deadline.objects.filter(case=case, rule__in=wanted, subject_id=subject_id).values_list("rule", flat=True)
    return open_limits(case, clocks, wanted - set(running), fact=fact, at=at, subject_id=subject_id)


def open_limits(
    case: Case, clocks: Clocks, keys: set[str], *, fact: Start, at: datetime, subject_id: UUID | None = None
) -> list[Deadline]:
    """Saved with their stages. A limit whose act was done already is met by it."""
    begun = [limit for limit in _derived(case, clocks, fact, at) if limit.key in keys and limit.binding]
    rows, made = build_rows(case, clocks, begun, subject_id=subject_id)
    Deadline.objects.bulk_create(rows)
    DeadlineStage.objects.bulk_create(made)
    meet_what_was_done(case, clocks, rows)
    return rows


def moved_by(case: Case, clocks: Clocks, fact: Start, *, at: datetime) -> list[Move]:
    """The limits that a corrected start moves, with what they become. What is met doesn't move."""
    derived = {limit.key: limit for limit in _derived(case, clocks, fact, at)}
    keys = [rule.key for rule in rules_started_by(clocks.procedure, fact)]
    rows = Deadline.objects.select_for_update().filter(case=case, rule__in=keys, subject_id=None, met_at=None)
    found = ((row, derived[row.rule]) for row in rows.order_by("due_at", "pk"))
    return [(row, limit) for row, limit in found if row.due_at != limit.binding]


def move_limits(case: Case, clocks: Clocks, moved: Iterable[Move]) -> None:
    """Counted again from the corrected start; what was sent stays sent, what lies ahead is set anew."""
    now = clock.now()
    for row, limit in moved:
        move_row(row, limit, clocks, now=now)
    refresh_due(case)


def _derived(case: Case, clocks: Clocks, fact: Start, at: datetime) -> list[evaluate.Deadline]:
    received, facts = (at, {}) if fact is Start.RECEIVED else (case.received_at, {str(fact): at})
    return clocks.deadlines(received, facts)


def _is_owed(case: Case, rule: Rule) -> bool:
    """By its nature only where somebody says so; for minor sides only where there is one."""
    return not rule.by_nature and (not rule.each or bool(minor_sides(case)))


def meet_what_was_done(case: Case, clocks: Clocks, rows: Iterable[Deadline]) -> None:
    """An act done once in a case meets every clock for it, the one that starts later too (C-01)."""
    for row in rows:
        evidence = clocks.procedure.rule(row.rule).met_by
        event = standing_event(case, evidence) if evidence in ONCE else None
        if event is not None:
            meet_row(row, at=event.occurred_at, event_id=event.pk)
    refresh_due(case)
