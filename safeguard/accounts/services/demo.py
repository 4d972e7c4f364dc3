"""The demo's second factor: real in form, with a secret that the demo itself can read."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.cache import cache

from safeguard.accounts.domain.totp import PERIOD, code_at, demo_secret
from safeguard.accounts.models import User
from safeguard.accounts.selectors.factors import has_second_factor, needs_second_factor
from safeguard.errors import Refused, gettext_noop


def demo_is_on() -> bool:
    return bool(settings.MODE == "demo")


def equip_demo_account(user: User) -> None:
    """At its first sign-in, where its roles ask for a second step. Anybody else sets up their own."""
    if demo_is_on() and user.is_demo and needs_second_factor(user.pk) and not has_second_factor(user.pk):
        TOTP.activate(user, secret_of(user))
        RecoveryCodes.activate(user)


def secret_of(user: User) -> str:
    if not demo_is_on() or not user.is_demo:
        raise Refused(gettext_noop("Only demo accounts of a demo have a code to show"))
    return demo_secret(settings.SECRET_KEY, user.email)


def demo_code(user: User) -> str:
    """A code that is accepted now and was not used before: several people may try the same account."""
    secret, now = secret_of(user), int(time.time()) // PERIOD
    codes = [code_at(secret, counter) for counter in (now, now + 1, now - 1)]
    return next((code for code in codes if not cache.get(used_key(user, code))), codes[0])


def used_key(user: User, code: str) -> str:
    """Where allauth notes a code as used."""
    return f"allauth.mfa.totp.used?user={user.pk}&code={code}"
