"""allauth's forms with our fields: its checks and limits, our words and markup."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from safeguard.accounts.domain.totp import PERIOD
from safeguard.accounts.forms.fields import CodeField, EmailField, NewPasswordField, PasswordField
from safeguard.accounts.services.demo import used_key
from safeguard.forms import GovFormMixin

_SAME = _("Type the same password twice")


class SignInForm(GovFormMixin, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"login": EmailField(), "password": PasswordField()}


class TwoPasswords(GovFormMixin):
    """Typed twice, because nobody sees it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = NewPasswordField()
        first.user = getattr(self, "user", None)
        again = PasswordField(label=_("New password again"), autocomplete="new-password")
        self.fields |= {"password1": first, "password2": again}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = self.cleaned_data  # type: ignore[attr-defined]
        if typed.get("password1") and typed.get("password2") and typed["password1"] != typed["password2"]:
            self.add_error("password2", _SAME)  # type: ignore[attr-defined]
        return typed


class ChangePasswordForm(TwoPasswords, account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = PasswordField(label=_("Present password"))
        self.order_fields(["oldpassword", "password1", "password2"])


class NewPasswordForm(TwoPasswords, account.ResetPasswordKeyForm):
    """Behind the link of the letter."""


class AskForPasswordForm(GovFormMixin, account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField(autocomplete="email")


class ConfirmPasswordForm(GovFormMixin, account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = PasswordField()


class UsedOnce(GovFormMixin):
    """allauth forgets a used code after 30 seconds; with the clock's tolerance it's good for 90."""

    authenticator: Authenticator
    help_text = _("Six digits from the app on your telephone, or one of your recovery codes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"code": CodeField(help_text=self.help_text)}

    def clean_code(self) -> str:
        code = str(super().clean_code())  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            cache.set(used_key(self.authenticator.user, code), "y", timeout=PERIOD * 3)
        return code


class CodeForm(UsedOnce, second.AuthenticateForm):
    """The second step of signing in."""


class ConfirmCodeForm(UsedOnce, second.ReauthenticateForm):
    """The second step asked again, or for the first time in a session that began without it."""


class SetUpForm(GovFormMixin, totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"code": CodeField(label=_("The code that the app shows now"))}


class RemoveForm(GovFormMixin, totp.DeactivateTOTPForm):
    pass
