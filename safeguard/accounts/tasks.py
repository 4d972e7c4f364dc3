"""Letters about accounts, sent in the background."""

from uuid import UUID

from celery import shared_task

from safeguard import clock
from safeguard.accounts.models import AccountMail
from safeguard.accounts.services.mail import deliver


@shared_task(acks_late=True)  # type: ignore[untyped-decorator]
def deliver_account_mail(*, mail: str) -> bool:
    """Safe to run twice: the second finds the row claimed or sent."""
    return deliver(UUID(mail))


@shared_task(acks_late=True)  # type: ignore[untyped-decorator]
def sweep_account_mail() -> int:
    """What a lost broker or worker has left; how many were tried."""
    waiting = list(
        AccountMail.objects.filter(sent_at__isnull=True, dropped_at__isnull=True, not_before__lte=clock.now())
        .order_by("not_before")
        .values_list("pk", flat=True)[:100]
    )
    for mail_id in waiting:
        deliver_account_mail.delay(mail=str(mail_id))
    return len(waiting)
