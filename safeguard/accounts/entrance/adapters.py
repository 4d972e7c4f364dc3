"""What allauth asks us: who may come in, which letters go out, how secrets are kept."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safeguard.accounts.enums import MailKind
from safeguard.accounts.forms.refusals import SECOND_STEP, SIGN_IN, in_our_words
from safeguard.accounts.models import User
from safeguard.accounts.sealing import seal_secret, unseal_secret
from safeguard.accounts.selectors.factors import needs_second_factor
from safeguard.accounts.services.demo import demo_is_on, equip_demo_account
from safeguard.accounts.services.mail import queue_mail
from safeguard.accounts.services.sessions import note_session
from safeguard.web.language import remember_language

_NOTICES = {
    "account/email/password_changed": MailKind.PASSWORD_CHANGED,
    "account/email/password_reset": MailKind.PASSWORD_CHANGED,
    "account/email/password_set": MailKind.PASSWORD_CHANGED,
    "mfa/email/totp_activated": MailKind.FACTOR_SET,
    "mfa/email/totp_deactivated": MailKind.FACTOR_REMOVED,
    "mfa/email/recovery_codes_generated": MailKind.CODES_MADE,
}


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up, our words, letters through our table."""

    error_messages = {**DefaultAccountAdapter.error_messages, **SIGN_IN}

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def clean_password(self, password: str, user: User | None = None) -> str:
        try:
            return str(super().clean_password(password, user))
        except ValidationError as refusal:
            raise in_our_words(refusal) from None

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """An invented person outside a demo is treated as a closed account; inside, their second step is made."""
        if user.is_demo and not demo_is_on():
            return self.respond_user_inactive(request, user)
        if user.is_active:
            equip_demo_account(user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """The session is noted for its owner; the account's language wins over the browser's."""
        response = super().post_login(request, user, **kwargs)
        if not request.session.session_key:
            request.session.save()
        note_session(
            user_id=user.pk,
            session_key=request.session.session_key or "",
            address=self.get_client_ip(request),
            browser=self.get_http_user_agent(request),
        )
        remember_language(response, user.language)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return reverse("accounts:account")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just signed in need not type the password a second time to set up the second step."""
        return bool(super().is_reauthentication_required(app=app, **kwargs)) and not self._is_fresh()

    def _is_fresh(self) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:  # noqa: ARG002
        queue_mail(MailKind.PASSWORD_RESET, user=user)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,  # noqa: ARG002
        email: str | None = None,  # noqa: ARG002
    ) -> None:
        queue_mail(_NOTICES[template_prefix], user=user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every letter goes through our table; one that doesn't is a defect."""
        raise NotImplementedError(template_prefix)


class SecondStepAdapter(DefaultMFAAdapter):
    """Secrets sealed under the master key; no way out of a second step that a role asks for."""

    error_messages = {**DefaultMFAAdapter.error_messages, **SECOND_STEP}

    def get_totp_issuer(self) -> str:
        return "Safeguard"

    def build_totp_svg(self, url: str) -> str:  # noqa: ARG002
        """Ours is drawn by the page itself: allauth's would be a data address, which our policy refuses."""
        return ""

    def encrypt(self, text: str) -> str:
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal_secret(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not needs_second_factor(authenticator.user_id)
