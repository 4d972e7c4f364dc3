"""What allauth and Django say when they refuse, in words of ours: allauth has no Kazakh."""

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SIGN_IN: dict[str, Promise] = {
    "account_inactive": _("This account is closed."),
    "email_password_mismatch": _("The e-mail address or the password is not right"),
    "too_many_login_attempts": _("Too many failed attempts. Try again in five minutes."),
    "rate_limited": _("Too many attempts. Wait a minute."),
    "incorrect_password": _("The password is not right"),
    "enter_current_password": _("The present password is not right"),
    "incorrect_code": _("The code is not right, or it has been used already. Wait for the next one."),
    "invalid_password_reset": _("This link is no longer valid"),
}

SECOND_STEP: dict[str, Promise] = {
    "incorrect_code": SIGN_IN["incorrect_code"],
    "cannot_delete_authenticator": _("Your role needs the second step. Somebody else can reset it for you."),
    "cannot_generate_recovery_codes": _("Set up the second step first"),
    "unverified_email": _("Confirm your e-mail address first"),
}

_PASSWORD: dict[str, Promise] = {
    "password_too_short": _("The password needs at least 12 characters"),
    "password_too_common": _("This password is among the first that anybody tries"),
    "password_entirely_numeric": _("The password can’t be digits only"),
    "password_too_similar": _("The password is too much like your name or address"),
}


def in_our_words(error: ValidationError) -> ValidationError:
    """A refused password: every reason that has words of ours."""
    return ValidationError(
        [
            ValidationError(str(_PASSWORD.get(str(one.code), one.message)), code=one.code, params=one.params)
            for one in error.error_list
        ]
    )
