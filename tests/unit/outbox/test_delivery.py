"""A notice isn't lost when the mail server is away, isn't doubled when the line breaks, and nobody is left guessing."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from zoneinfo import ZoneInfo

import pytest
from django.core.mail.backends.locmem import EmailBackend
from uuid_utils.compat import uuid7

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.outbox.enums import Delivery, MessageKind
from safeguard.outbox.models import Message
from safeguard.outbox.selectors import mail_states, troubled_mail
from safeguard.outbox.services.delivery import deliver
from safeguard.outbox.services.messages import Subject, queue_messages
from safeguard.tenancy.scope import school_scope
from tests.factories import make_member, make_school, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Place:
    def __init__(self) -> None:
        self.school = make_school()
        self.member = make_member(self.school, user=make_user("Олена Терник"))
        self.subject = uuid7()
        with clock.frozen(NOW), school_scope(self.school.pk):
            [message] = queue_messages(
                Subject(MessageKind.ESCALATION, self.subject, "escalate-0h"),
                [self.member.user_id],
                zone=ZoneInfo("Europe/Kyiv"),
            )
        self.message = message.pk

    def deliver(self, at: datetime = NOW) -> Delivery | None:
        with clock.frozen(at):
            return deliver(school_id=self.school.pk, message_id=self.message)

    def row(self) -> Message:
        with school_scope(self.school.pk):
            return Message.objects.get(pk=self.message)


@pytest.fixture
def place(db: None) -> Place:
    return Place()


def failing(monkeypatch: pytest.MonkeyPatch, step: str, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(EmailBackend, step, fail)


@pytest.mark.parametrize(
    ("step", "error", "outcome"),
    [
        ("open", socket.gaierror("no such host"), Delivery.WAITING),
        ("open", TimeoutError(), Delivery.WAITING),
        ("open", ConnectionRefusedError(), Delivery.WAITING),
        ("open", ssl.SSLError(), Delivery.WAITING),
        ("open", SMTPServerDisconnected(), Delivery.WAITING),
        ("send_messages", SMTPDataError(451, b"later"), Delivery.WAITING),
        ("send_messages", SMTPRecipientsRefused({}), Delivery.FAILED),
        ("send_messages", SMTPServerDisconnected(), Delivery.UNKNOWN),
        ("send_messages", TimeoutError(), Delivery.UNKNOWN),
        ("send_messages", ConnectionResetError(), Delivery.UNKNOWN),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_what_an_error_means(place, monkeypatch, step, error, outcome):
    """Before the text was handed over nothing can have arrived; afterwards nobody knows."""
    failing(monkeypatch, step, error)
    assert place.deliver() == outcome
    assert place.row().delivery == outcome


def test_a_server_that_is_away_for_a_night_loses_nothing(place, monkeypatch):
    with monkeypatch.context() as away:
        failing(away, "open", TimeoutError())
        at, until = NOW, NOW + timedelta(hours=14)
        while at < until:
            assert place.deliver(at) == Delivery.WAITING
            later = place.row().not_before
            assert timedelta(minutes=5) <= later - at <= timedelta(hours=1)
            at = later
    assert place.deliver(at) == Delivery.SENT


def test_it_is_given_up_after_two_days_and_shown(place, monkeypatch):
    failing(monkeypatch, "open", TimeoutError())
    with school_scope(place.school.pk):
        Message.objects.update(attempts=59)
    assert place.deliver() == Delivery.FAILED
    with clock.frozen(NOW), school_scope(place.school.pk):
        assert mail_states(place.subject) == {place.member.user_id: Delivery.FAILED}
        assert [row.pk for row in troubled_mail()] == [place.message]


def test_a_later_e_mail_that_arrived_ends_the_trouble(place, monkeypatch):
    with monkeypatch.context() as broken:
        failing(broken, "send_messages", SMTPRecipientsRefused({}))
        place.deliver()
    with clock.frozen(NOW + timedelta(hours=1)):
        with school_scope(place.school.pk):
            [message] = queue_messages(
                Subject(MessageKind.ESCALATION, uuid7(), "escalate-4h"),
                [place.member.user_id],
                zone=ZoneInfo("Europe/Kyiv"),
            )
        assert deliver(school_id=place.school.pk, message_id=message.pk) == Delivery.SENT
        with school_scope(place.school.pk):
            assert troubled_mail() == []


def test_the_head_sees_on_the_staff_page_whom_no_e_mail_reaches(place, monkeypatch, client):
    from safeguard.accounts.models import User

    failing(monkeypatch, "send_messages", SMTPRecipientsRefused({}))
    place.deliver()
    head = make_member(place.school, Role.PRINCIPAL)
    client.force_login(User.objects.get(pk=head.user_id))
    with clock.frozen(NOW):
        address = f"/s/{place.school.organisation.slug}/settings/staff/"
        page = client.get(address, headers={"accept-language": "en"}).content.decode()
    assert "E-mails that may not have arrived" in page
    assert "Not delivered" in page
