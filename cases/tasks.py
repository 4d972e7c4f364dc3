"""Deadlines enforced: the sweep runs every five seconds and hands each school its own rows."""

from collections.abc import Iterator
from uuid import UUID

from celery import Task, shared_task

from cases.services import enforcement, recount
from safeguard import clock
from safeguard.organisations.services.recounts import waiting_recounts
from safeguard.tenancy.door import due
from safeguard.tenancy.tasks import SchoolTask

CHUNK = 50


@shared_task(acks_late=True)  # type: ignore[untyped-decorator]
def sweep_deadlines() -> int:
    """Finds what is due across schools, ids only; how many rows it handed out."""
    now = clock.now()
    handed = _hand_out(miss_deadlines, due("due_deadlines", at=now))
    return handed + _hand_out(act_on_stages, due("due_deadline_stages", at=now))


@shared_task(base=SchoolTask)  # type: ignore[untyped-decorator]
def miss_deadlines(*, ids: list[str]) -> int:
    """Safe to run twice: only an open limit can be missed."""
    return enforcement.miss_deadlines(map(UUID, ids))


@shared_task(base=SchoolTask)  # type: ignore[untyped-decorator]
def act_on_stages(*, ids: list[str]) -> int:
    """Safe to run twice: a message is unique per deadline, stage and recipient."""
    return enforcement.act_on_stages(map(UUID, ids))


@shared_task(acks_late=True)  # type: ignore[untyped-decorator]
def sweep_recounts() -> int:
    """A calendar has changed: each school counts its own limits again. Woken by the act, and by the clock besides."""
    return _hand_out(recount_deadlines, waiting_recounts())


@shared_task(base=SchoolTask)  # type: ignore[untyped-decorator]
def recount_deadlines(*, ids: list[str]) -> int:
    """Safe to run twice: what was asked is done together with the mark that it's done."""
    return recount.recount_school(map(UUID, ids))


def _hand_out(task: Task, found: dict[UUID, list[UUID]]) -> int:
    for school_id, ids in found.items():
        for chunk in _chunks(ids):
            task.delay(school=str(school_id), ids=[str(row_id) for row_id in chunk])
    return sum(map(len, found.values()))


def _chunks(ids: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
