"""Delivery in the background. The sweep finds whatever a lost broker or worker has left."""

from uuid import UUID

from celery import shared_task

from safeguard import clock
from safeguard.outbox.selectors import due_directory_mail
from safeguard.outbox.services.delivery import deliver, deliver_directory_mail
from safeguard.tenancy.door import due

MOST = 200


@shared_task(acks_late=True)  # type: ignore[untyped-decorator]
def sweep_outbox() -> int:
    """Every message whose time has come; how many were tried."""
    found = due("due_messages", at=clock.now(), at_most=MOST)
    for school_id, ids in found.items():
        for message_id in ids:
            deliver_message.delay(school=str(school_id), message=str(message_id))
    waiting = due_directory_mail(at_most=MOST)
    for mail_id in waiting:
        deliver_directory.delay(mail=str(mail_id))
    return sum(map(len, found.values())) + len(waiting)


@shared_task(acks_late=True)  # type: ignore[untyped-decorator]
def deliver_message(*, school: str, message: str) -> str | None:
    """Safe to run twice: the second finds the row claimed or sent."""
    return deliver(school_id=UUID(school), message_id=UUID(message))


@shared_task(acks_late=True)  # type: ignore[untyped-decorator]
def deliver_directory(*, mail: str) -> str | None:
    """Safe to run twice, as above."""
    return deliver_directory_mail(mail_id=UUID(mail))
