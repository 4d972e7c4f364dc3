"""Claim, send, mark: three steps, because an e-mail can't be rolled back.

The claim is committed before anything is sent. A worker that dies in between leaves a claim that grows old; it's
driven again with the same Message-ID, so that a receiver who has it already can tell.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F, Manager
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from safeguard import clock
from safeguard.organisations.enums import OrganisationKind
from safeguard.organisations.models import Organisation
from safeguard.outbox.enums import Delivery, MessageKind
from safeguard.outbox.models import DirectoryMail, Message
from safeguard.tenancy.scope import school_scope

log = logging.getLogger(__name__)
STALE_AFTER = timedelta(minutes=2)
RETRY_AFTER = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=1)
Row = Message | DirectoryMail
MOST_ATTEMPTS = 60  # two days: a mail server may be down over a weekend's nights


Scope = Callable[[], AbstractContextManager[object]]


@dataclass(frozen=True)
class Box:
    """Where a row lies: the rows, and what must be open to read them."""

    rows: Manager[Any]
    scope: Scope


def deliver(*, school_id: UUID, message_id: UUID) -> Delivery | None:
    """What became of it; None when it isn't ours to send now."""
    return _deliver(Box(Message.objects, partial(school_scope, school_id)), message_id)


def deliver_directory_mail(*, mail_id: UUID) -> Delivery | None:
    """The same for what belongs to no school."""
    return _deliver(Box(DirectoryMail.objects, transaction.atomic), mail_id)


def _deliver(box: Box, row_id: UUID) -> Delivery | None:
    claimed = _claim(box, row_id)
    if claimed is None:
        return None
    outcome = _send(claimed)
    _mark(box, claimed, outcome)
    return outcome


def _claim(box: Box, row_id: UUID) -> Row | None:
    now = clock.now()
    with box.scope():
        row: Row | None = box.rows.select_for_update(skip_locked=True).filter(pk=row_id, not_before__lte=now).first()
        if row is None or not _may_claim(row):
            return None
        row.delivery, row.claimed_at, row.attempts = Delivery.CLAIMED, now, row.attempts + 1
        row.save(update_fields=["delivery", "claimed_at", "attempts"])
        return row


def _may_claim(row: Row) -> bool:
    if row.delivery == Delivery.WAITING:
        return True
    return (
        row.delivery == Delivery.CLAIMED and row.claimed_at is not None and row.claimed_at < clock.now() - STALE_AFTER
    )


def _send(row: Row) -> Delivery:
    user = get_user_model().objects.filter(pk=row.recipient_id, is_active=True).first()
    if user is None or (_is_reminder(row) and not user.reminds_by_mail):
        return Delivery.WITHDRAWN  # in the product it stays to be read
    mail = _mail(row, user)
    try:
        mail.connection = get_connection()
        mail.connection.open()
    except OSError:  # every failure of SMTP is one; so far nothing was handed over
        return _later(row)
    try:
        mail.send()
    except SMTPRecipientsRefused:
        return Delivery.FAILED
    except SMTPServerDisconnected:
        return Delivery.UNKNOWN
    except SMTPException:
        return _later(row)
    except OSError:
        # The line broke while the text was handed over: it may have arrived.
        return Delivery.UNKNOWN
    finally:
        with suppress(OSError):
            mail.connection.close()
    return Delivery.SENT


def _is_reminder(row: Row) -> bool:
    return isinstance(row, Message) and row.kind == MessageKind.REMINDER


def _later(row: Row) -> Delivery:
    log.warning("message %s not sent, attempt %s", row.pk, row.attempts)
    return Delivery.WAITING if row.attempts < MOST_ATTEMPTS else Delivery.FAILED


def _mail(row: Row, user: Any) -> EmailMessage:
    """No content: something waits, and where."""
    place = _place(row.school_id if isinstance(row, Message) else row.organisation_id, user)
    with translation.override(user.language):
        body = render_to_string("email/waiting.txt", {"link": f"{settings.SITE_ADDRESS}{place}"})
        subject = gettext("Something waits for you in Safeguard")
    return EmailMessage(subject, body, to=[user.email], headers={"Message-ID": row.message_id})


def _place(organisation_id: UUID, user: Any) -> str:
    """The address of the institution for its members; whoever stands above a school begins at their own."""
    is_member = user.memberships.filter(organisation_id=organisation_id, ended_at__isnull=True).exists()
    if not is_member:
        return "/"
    kind, slug = Organisation.objects.values_list("kind", "slug").get(pk=organisation_id)
    return f"/s/{slug}/" if kind == OrganisationKind.SCHOOL else f"/d/{slug}/"


def _mark(box: Box, claimed: Row, outcome: Delivery) -> None:
    now = clock.now()
    with box.scope():
        row = box.rows.filter(pk=claimed.pk, delivery=Delivery.CLAIMED, attempts=claimed.attempts)
        if outcome == Delivery.WAITING:
            wait = min(RETRY_AFTER * claimed.attempts, LONGEST_WAIT)
            row.update(delivery=outcome, not_before=now + wait, claimed_at=None)
        else:
            row.update(delivery=outcome, sent_at=now if outcome == Delivery.SENT else F("sent_at"))
