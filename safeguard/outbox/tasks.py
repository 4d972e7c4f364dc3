"""Delivery in the background. The sweep finds whatever a lost broker or worker has left."""

from uuid import UUID

from celery import shared_task

from safeguard import clock
from safeguard.outbox.services.delivery import deliver
from safeguard.tenancy.door import due


@shared_task(acks_late=True)  # type: ignore[untyped-decorator]
def sweep_outbox() -> int:
    """Every message whose time has come; how many were tried."""
    found = due("due_messages", at=clock.now(), at_most=200)
    for school_id, ids in found.items():
        for message_id in ids:
            deliver_message.delay(school=str(school_id), message=str(message_id))
    return sum(map(len, found.values()))


@shared_task(acks_late=True)  # type: ignore[untyped-decorator]
def deliver_message(*, school: str, message: str) -> str | None:
    """Safe to run twice: the second finds the row claimed or sent."""
    return deliver(school_id=UUID(school), message_id=UUID(message))
