"""A limit that isn't met is moved: its row says the new time, what lies ahead is planned anew, what was sent stays."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from uuid_utils.compat import uuid7

from cases.domain.lateness import standing
from cases.enums import READERS, DeadlineState
from cases.models import Deadline, DeadlineStage
from cases.selectors.clocks import Clocks
from cases.services.deadlines import explanation
from safeguard.procedures.evaluate import Deadline as Limit
from safeguard.procedures.schedule import Stage, stages

MOVED = "moved"
FIELDS = ["due_at", "starts_at", "calendar", "calendar_version", "explanation", "state", "missed_at"]


def move_row(row: Deadline, limit: Limit, clocks: Clocks, *, now: datetime) -> None:
    """`limit.binding` is the new time. Of a locked case; `case.next_due_at` is the caller's."""
    assert limit.binding is not None  # noqa: S101  a row has a limit
    row.due_at = limit.binding
    row.state = standing(row.due_at, met_at=None, now=now).state
    row.missed_at = (row.missed_at or now) if row.state == DeadlineState.MISSED else None
    restate(row, limit)
    _plan(row, stages(limit, clocks.calendar, clocks.zone), now)


def restate(row: Deadline, limit: Limit) -> None:
    """By which calendar it's counted and why, whether or not its time has changed."""
    row.starts_at, row.explanation = limit.started_at, explanation(limit)
    row.calendar, row.calendar_version = limit.calendar, limit.calendar_version
    row.save(update_fields=FIELDS)


def _plan(row: Deadline, planned: Iterable[Stage], now: datetime) -> None:
    """A message is unique per limit and stage: one that was sent for the old time isn't sent again.

    The announcement of a new report hangs at its first limit and has nothing to do with its time.
    """
    known = {each.stage: each for each in DeadlineStage.objects.filter(~Q(recipients=READERS), deadline=row)}
    wanted = {stage.key: stage for stage in planned if stage.at > now}
    made = [_stage(row, stage) for key, stage in wanted.items() if key not in known]
    changed = [each for each in known.values() if each.done_at is None or each.outcome == MOVED]
    for each in changed:
        stage = wanted.get(each.stage)
        each.at = stage.at if stage else each.at
        each.done_at, each.outcome = (None, "") if stage else (now, MOVED)
    DeadlineStage.objects.bulk_create(made)
    DeadlineStage.objects.bulk_update(changed, ["at", "done_at", "outcome"])


def _stage(row: Deadline, stage: Stage) -> DeadlineStage:
    return DeadlineStage(
        id=uuid7(),
        school_id=row.school_id,
        deadline=row,
        kind=stage.kind,
        stage=stage.key,
        recipients=stage.to,
        at=stage.at,
    )
