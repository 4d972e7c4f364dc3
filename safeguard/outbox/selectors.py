"""What became of the e-mails. In the product a message stays to be read whatever its e-mail met."""

from datetime import timedelta
from uuid import UUID

from safeguard import clock
from safeguard.outbox.enums import Delivery
from safeguard.outbox.models import DirectoryMail, Message

TROUBLE = (Delivery.UNKNOWN, Delivery.FAILED, Delivery.BOUNCED)
LOOKED_BACK = timedelta(days=30)


def mail_states(subject_id: UUID) -> dict[UUID, Delivery]:
    """By recipient, of what was sent about one subject."""
    rows = Message.objects.filter(subject_id=subject_id).order_by("created_at")
    return {user_id: Delivery(state) for user_id, state in rows.values_list("recipient_id", "delivery")}


def troubled_mail() -> list[Message]:
    """The newest message of each person whose last e-mail of the month didn't surely arrive."""
    recent = Message.objects.filter(created_at__gte=clock.now() - LOOKED_BACK, sent_at__isnull=False)
    recent |= Message.objects.filter(created_at__gte=clock.now() - LOOKED_BACK, delivery__in=TROUBLE)
    last = recent.order_by("recipient_id", "-created_at").distinct("recipient_id")
    return [row for row in last if row.delivery in TROUBLE]


def due_directory_mail(*, at_most: int) -> list[UUID]:
    """Whose time has come, or whose sender died on the way; the longest wait first."""
    unsent = DirectoryMail.objects.filter(delivery__in=[Delivery.WAITING, Delivery.CLAIMED])
    return list(
        unsent.filter(not_before__lte=clock.now()).order_by("not_before").values_list("pk", flat=True)[:at_most]
    )
