"""Letters: once, in the reader's language, without content; a failure is tried again, six times."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail as post

from safeguard import clock
from safeguard.accounts.enums import MailKind
from safeguard.accounts.models import AccountMail
from safeguard.accounts.services import mail
from tests.factories import make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOTICES = [kind for kind in MailKind if kind != MailKind.INVITATION]


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOW):
        yield


@pytest.mark.parametrize("kind", NOTICES)
@pytest.mark.parametrize("language", ["uk", "kk", "ru", "en"])
def test_a_letter_goes_out_once(kind, language):
    user = make_user(language=language)
    row = mail.queue_mail(kind, user=user)
    assert mail.deliver(row.pk)
    assert not mail.deliver(row.pk)
    [letter] = post.outbox
    assert letter.to == [user.email]
    assert letter.subject
    assert "http://127.0.0.1:8000/" in letter.body
    assert "{" not in letter.body + letter.subject


def test_a_name_with_an_apostrophe_stays_as_it_is():
    row = mail.queue_mail(MailKind.PASSWORD_RESET, user=make_user("О'Коннор <x>"))
    mail.deliver(row.pk)
    assert "&#x27;" not in post.outbox[0].body


@pytest.mark.parametrize(
    ("later", "is_sent"), [(timedelta(0), False), (timedelta(seconds=119), False), (timedelta(seconds=121), True)]
)
def test_a_failure_is_tried_again_after_its_lease(monkeypatch, later, is_sent):
    row = mail.queue_mail(MailKind.PASSWORD_CHANGED, user=make_user())
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", _away)
        assert not mail.deliver(row.pk)
    with clock.frozen(NOW + later):
        assert mail.deliver(row.pk) is is_sent


def test_after_six_failures_it_is_given_up(monkeypatch):
    row = mail.queue_mail(MailKind.PASSWORD_CHANGED, user=make_user())
    monkeypatch.setattr("django.core.mail.EmailMessage.send", _away)
    for hour in range(8):
        with clock.frozen(NOW + timedelta(hours=hour)):
            mail.deliver(row.pk)
    row.refresh_from_db()
    assert row.dropped_at is not None
    assert row.attempts == mail.MOST_ATTEMPTS + 1


def test_nobody_writes_to_a_closed_account():
    user = make_user()
    row = mail.queue_mail(MailKind.PASSWORD_RESET, user=user)
    user.is_active, user.deactivated_at = False, NOW
    user.save()
    assert not mail.deliver(row.pk)
    assert AccountMail.objects.get().dropped_at == NOW


def _away(*_: object) -> None:
    raise SMTPServerDisconnected
