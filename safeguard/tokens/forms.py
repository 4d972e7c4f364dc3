from typing import Any

from django.utils.translation import gettext_lazy as _

from safeguard.forms import CheckboxesField, GovForm, SelectField, TextField
from safeguard.tokens.enums import Scope

DAYS = [(30, _("30 days")), (90, _("90 days")), (180, _("180 days")), (365, _("One year"))]


class TokenForm(GovForm):
    """What the token is for, what it may do, how long."""

    name = TextField(
        label=_("What is the token for"),
        help_text=_("For example the name of the electronic diary. It stands in the log beside every act."),
        max_length=100,
        width=30,
    )
    scopes = CheckboxesField(label=_("What may it do"), choices=Scope.choices)
    days = SelectField(label=_("How long does it work"), choices=DAYS, coerce=int)

    def __init__(self, *args: Any, scopes: tuple[Scope, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(scope.value, scope.label) for scope in scopes]
