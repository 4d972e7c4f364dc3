"""Rows to be sent, written in the transaction of the act. Once per subject, stage and recipient."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from uuid_utils.compat import uuid7

from safeguard import clock
from safeguard.organisations.models import Membership
from safeguard.outbox.domain.quiet import not_before
from safeguard.outbox.enums import Delivery, MessageKind
from safeguard.outbox.models import DirectoryMail, Message
from safeguard.tenancy.scope import current_school

DOMAIN = "safeguard.example"


@dataclass(frozen=True)
class Subject:
    """What the message is about: ids and codes, never words."""

    kind: MessageKind
    subject_id: UUID
    stage: str
    case_id: UUID | None = None
    rule: str = ""


def queue_messages(
    subject: Subject, recipients: Iterable[UUID], *, zone: ZoneInfo, is_urgent: bool = False
) -> list[Message]:
    """A second call for the same stage and recipient changes nothing."""
    now = clock.now()
    rows = [_row(subject, user_id, now, not_before(now, zone, is_urgent=is_urgent)) for user_id in recipients]
    return Message.objects.bulk_create(rows, ignore_conflicts=True)


def mark_read(*, user_id: UUID, message_ids: Iterable[UUID]) -> None:
    Message.objects.filter(pk__in=list(message_ids), recipient_id=user_id, read_at__isnull=True).update(
        read_at=clock.now()
    )


def withdraw_messages(subject_id: UUID) -> None:
    """The deadline is met: what still waits needn't be sent."""
    Message.objects.filter(Q(delivery=Delivery.WAITING), subject_id=subject_id).update(delivery=Delivery.WITHDRAWN)


def withdraw_from(user_id: UUID, about: Q) -> None:
    """They may not know of it any more: no e-mail leaves for it, not even one that only says that it waits."""
    waiting = Message.objects.filter(Q(delivery=Delivery.WAITING), about, recipient_id=user_id)
    waiting.update(delivery=Delivery.WITHDRAWN)


def _row(subject: Subject, user_id: UUID, now: datetime, earliest: datetime) -> Message:
    row_id = uuid7()
    return Message(
        id=row_id,
        school_id=current_school(),
        kind=subject.kind,
        recipient_id=user_id,
        case_id=subject.case_id,
        subject_id=subject.subject_id,
        stage=subject.stage,
        rule=subject.rule,
        created_at=now,
        not_before=earliest,
        message_id=f"<{row_id}@{DOMAIN}>",
    )


def queue_directory_mail(subject_id: UUID, stage: str, recipients: Iterable[Membership]) -> list[DirectoryMail]:
    """To members with `organisation` and `user` read. Once for a stage and recipient."""
    now = clock.now()
    rows = []
    for found in recipients:
        row_id = uuid7()
        rows.append(
            DirectoryMail(
                id=row_id,
                organisation_id=found.organisation_id,
                recipient_id=found.user_id,
                subject_id=subject_id,
                stage=stage,
                created_at=now,
                not_before=not_before(now, ZoneInfo(found.organisation.timezone)),
                message_id=f"<{row_id}@{DOMAIN}>",
            )
        )
    return DirectoryMail.objects.bulk_create(rows, ignore_conflicts=True)


def withdraw_directory_mail(subject_id: UUID) -> None:
    """It waits no more: what isn't sent yet needn't be."""
    DirectoryMail.objects.filter(subject_id=subject_id, delivery=Delivery.WAITING).update(delivery=Delivery.WITHDRAWN)
