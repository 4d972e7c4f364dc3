from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from safeguard.accounts.forms.fields import PasswordField
from safeguard.accounts.forms.refusals import in_our_words
from safeguard.accounts.models import Invitation, User
from safeguard.forms import GovForm, TextField


class AcceptForm(GovForm):
    """The first password. Somebody who has an account already is asked nothing."""

    display_name = TextField(label=_("Your name"), help_text=_("As it stands in papers and in the log"), width=30)
    password1 = PasswordField(
        label=_("New password"),
        autocomplete="new-password",
        help_text=_("At least 12 characters. Four unrelated words are easy to remember and hard to guess."),
    )
    password2 = PasswordField(label=_("New password again"), autocomplete="new-password")

    def __init__(self, *args: Any, invitation: Invitation, has_account: bool, **kwargs: Any) -> None:
        kwargs["initial"] = {"display_name": invitation.display_name}
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        if has_account:
            self.fields.clear()

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        first, again = typed.get("password1"), typed.get("password2")
        if first and again and first != again:
            self.add_error("password2", _("Type the same password twice"))
        if first:
            self._check(first, typed.get("display_name", ""))
        return typed

    def _check(self, password: str, name: str) -> None:
        try:
            validate_password(password, User(email=self.invitation.email, display_name=name))
        except ValidationError as refusal:
            self.add_error("password1", in_our_words(refusal))
