"""Somebody may do without reminders by e-mail; misses always come."""

from datetime import UTC, datetime

import pytest
from django.core import mail as post
from uuid_utils.compat import uuid7

from safeguard import clock
from safeguard.outbox.enums import Delivery, MessageKind
from safeguard.outbox.services.delivery import deliver
from safeguard.outbox.services.messages import Subject, queue_messages
from safeguard.tenancy.scope import school_scope
from tests.factories import make_member, make_school, make_user


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "wants", "outcome"),
    [
        (MessageKind.REMINDER, True, Delivery.SENT),
        (MessageKind.REMINDER, False, Delivery.WITHDRAWN),
        (MessageKind.ESCALATION, False, Delivery.SENT),
    ],
)
def test_reminders_by_mail_are_a_choice(kind, wants, outcome):
    from zoneinfo import ZoneInfo

    school = make_school()
    member = make_member(school, user=make_user(reminds_by_mail=wants))
    with clock.frozen(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        with school_scope(school.pk):
            subject = Subject(kind, uuid7(), "before")
            [message] = queue_messages(subject, [member.user_id], zone=ZoneInfo("Europe/Kyiv"))
        assert deliver(school_id=school.pk, message_id=message.pk) == outcome
    assert len(post.outbox) == (outcome == Delivery.SENT)
