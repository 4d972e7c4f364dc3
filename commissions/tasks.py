"""The sweep of measures: finds what is due across schools, ids only, and hands each school its own rows."""

from uuid import UUID

from celery import shared_task

from commissions.services import measure_watch
from safeguard import clock
from safeguard.tenancy.door import due
from safeguard.tenancy.tasks import SchoolTask

CHUNK = 50


@shared_task(acks_late=True)  # type: ignore[untyped-decorator]
def sweep_measures() -> int:
    """How many rows it handed out."""
    found = due("due_measure_stages", at=clock.now())
    for school_id, ids in found.items():
        for start in range(0, len(ids), CHUNK):
            chunk = [str(row_id) for row_id in ids[start : start + CHUNK]]
            act_on_measure_stages.delay(school=str(school_id), ids=chunk)
    return sum(map(len, found.values()))


@shared_task(base=SchoolTask)  # type: ignore[untyped-decorator]
def act_on_measure_stages(*, ids: list[str]) -> int:
    """Safe to run twice: a message is unique per measure, stage and recipient."""
    return measure_watch.act_on_measure_stages(map(UUID, ids))
