"""Address, password, code: fields of ours for allauth's forms."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.utils.translation import gettext_lazy as _

from safeguard.accounts.models import User
from safeguard.forms.options import Asked

_WIDTH = "govuk-input--width-30"


class EmailField(Asked, forms.EmailField):
    required_message = _("Give an e-mail address")

    def __init__(self, *, autocomplete: str = "username", **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mail address"))
        kwargs.setdefault(
            "widget", forms.EmailInput(attrs={"autocomplete": autocomplete, "spellcheck": "false", "class": _WIDTH})
        )
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Write the address like name@example.org")
        for validator in self.validators:
            if getattr(validator, "code", "") == "invalid":
                validator.message = self.error_messages["invalid"]  # type: ignore[attr-defined]

    def clean(self, value: Any) -> str:
        return str(super().clean(value) or "").lower()


class PasswordField(Asked, forms.CharField):
    required_message = _("Give the password")

    def __init__(self, *, autocomplete: str = "current-password", **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Password"))
        kwargs.setdefault("widget", forms.PasswordInput(attrs={"autocomplete": autocomplete, "class": _WIDTH}))
        super().__init__(strip=False, max_length=200, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class NewPasswordField(PasswordField):
    """Held against the rules and against what the person is called."""

    user: User | None = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("New password"))
        kwargs.setdefault(
            "help_text",
            _("At least 12 characters. Four unrelated words are easy to remember and hard to guess."),
        )
        super().__init__(autocomplete="new-password", **kwargs)

    def clean(self, value: Any) -> str:
        password = str(super().clean(value))
        return get_adapter().clean_password(password, user=self.user)


class CodeField(Asked, forms.CharField):
    """Six digits of the app, eight of a recovery code; spaces don't matter."""

    required_message = _("Give the code")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Code"))
        attrs = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "govuk-input--width-10"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        return "".join(str(super().clean(value)).split())

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs
