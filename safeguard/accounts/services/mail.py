"""Letters about accounts: queued with the act, written at delivery, in the reader's language."""

import logging
from datetime import timedelta
from uuid import UUID

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from safeguard import clock
from safeguard.accounts.enums import InvitationState, MailKind
from safeguard.accounts.models import AccountMail, Invitation, User
from safeguard.accounts.tokens import digest_of, new_token, reset_tokens
from safeguard.errors import gettext_noop
from safeguard.tenancy.jobs import after_commit

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 6
LEASE = timedelta(minutes=2)

SUBJECTS = {
    MailKind.INVITATION: gettext_noop("You are invited to Safeguard"),
    MailKind.PASSWORD_RESET: gettext_noop("A new password for Safeguard"),
    MailKind.PASSWORD_CHANGED: gettext_noop("Your Safeguard password was changed"),
    MailKind.FACTOR_SET: gettext_noop("Your second sign-in step was set up"),
    MailKind.FACTOR_REMOVED: gettext_noop("Your second sign-in step was removed"),
    MailKind.FACTOR_RESET: gettext_noop("Your second sign-in step was reset by somebody else"),
    MailKind.CODES_MADE: gettext_noop("New recovery codes were made for you"),
}


def queue_mail(kind: MailKind, *, user: User | None = None, invitation: Invitation | None = None) -> AccountMail:
    """In the transaction of the act. The worker sends it after the commit; a sweep finds what was left."""
    from safeguard.accounts.tasks import deliver_account_mail  # tasks stand above services

    now = clock.now()
    mail = AccountMail.objects.create(kind=kind, user=user, invitation=invitation, created_at=now, not_before=now)
    after_commit(deliver_account_mail, mail=mail.pk)
    return mail


def deliver(mail_id: UUID) -> bool:
    """Whether it was sent now. A worker that dies in between leaves a lease that runs out."""
    letter = _claim(mail_id)
    if letter is None:
        return False
    try:
        letter.send()
    except OSError:  # every failure of SMTP is one
        log.warning("account mail %s not sent", mail_id)
        return False
    AccountMail.objects.filter(pk=mail_id).update(sent_at=clock.now())
    return True


@transaction.atomic
def _claim(mail_id: UUID) -> EmailMessage | None:
    """The letter itself is made here: a link's random part is new with every attempt."""
    now = clock.now()
    mail = (
        AccountMail.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("user", "invitation__organisation")
        .filter(pk=mail_id, sent_at__isnull=True, dropped_at__isnull=True, not_before__lte=now)
        .first()
    )
    if mail is None:
        return None
    mail.attempts += 1
    mail.not_before = now + LEASE * mail.attempts
    if not _is_wanted(mail) or mail.attempts > MOST_ATTEMPTS:
        mail.dropped_at = now
        mail.save(update_fields=["attempts", "not_before", "dropped_at"])
        return None
    mail.save(update_fields=["attempts", "not_before"])
    return _letter(mail)


def _is_wanted(mail: AccountMail) -> bool:
    if mail.invitation is not None:
        return mail.invitation.state(clock.now()) == InvitationState.OPEN
    return mail.user is not None and mail.user.is_active


def _letter(mail: AccountMail) -> EmailMessage:
    reader: User | Invitation = mail.user or mail.invitation  # type: ignore[assignment]  # one of them, by constraint
    context = {"link": _link(mail), "name": reader.display_name}
    if mail.invitation is not None:
        context["organisation"] = mail.invitation.organisation.name
    with translation.override(reader.language):
        body = render_to_string(f"email/account_{mail.kind}.txt", context)
        subject = gettext(SUBJECTS[MailKind(mail.kind)])
    return EmailMessage(
        subject, body.strip() + "\n", to=[reader.email], headers={"Message-ID": f"<{mail.pk}@{_host()}>"}
    )


def _link(mail: AccountMail) -> str:
    if mail.invitation is not None:
        token = new_token()
        Invitation.objects.filter(pk=mail.invitation.pk).update(token_digest=digest_of(token))
        path = reverse("accounts:invited", kwargs={"token": token})
    elif mail.kind == MailKind.PASSWORD_RESET:
        key = f"{user_pk_to_url_str(mail.user)}-{reset_tokens.make_token(mail.user)}"  # type: ignore[arg-type]
        uid, _, rest = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": rest})
    else:
        path = reverse("accounts:account")
    return f"{settings.SITE_ADDRESS}{path}"


def _host() -> str:
    return settings.SITE_ADDRESS.partition("://")[2].partition("/")[0].partition(":")[0]
