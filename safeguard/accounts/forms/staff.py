"""Inviting, changing, ending: what the person who manages staff fills in."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from safeguard.access.roles import SECOND_FACTOR_ROLES, Role
from safeguard.accounts.forms.fields import EmailField
from safeguard.accounts.presenters.roles import NOTES, TITLES
from safeguard.accounts.services.acting import Order
from safeguard.accounts.services.invitations import Invitee
from safeguard.forms import CheckboxesField, DateField, GovForm, RadioField, SelectField, TextField
from safeguard.organisations.models import Membership


def _offer(field: Any, roles: Iterable[Role]) -> None:
    """Only what this person may give, each with what it opens."""
    given = [role for role in Role if role in roles]
    field.choices = [(role.value, TITLES[role]) for role in given]
    field.widget.hints = {role.value: _note(role) for role in given}


def _note(role: Role) -> str:
    note = str(NOTES[role])
    if role not in SECOND_FACTOR_ROLES:
        return note
    step = _("Signs in with a second step.")
    return f"{note}. {step}"


class InviteForm(GovForm):
    display_name = TextField(label=_("Name"), help_text=_("As it stands in papers"), width=30)
    email = EmailField(autocomplete="off", help_text=_("The invitation goes to this address; they sign in with it"))
    position = TextField(label=_("Position"), max_length=100, required=False, width=30)
    roles = CheckboxesField(label=_("Roles"), coerce=Role)
    language = RadioField(label=_("Language of the letter"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, grantable: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["roles"], grantable)

    def invitee(self) -> Invitee:
        answers = self.cleaned_data
        return Invitee(**{**answers, "roles": frozenset(answers["roles"])})


class RolesForm(GovForm):
    position = TextField(label=_("Position"), max_length=100, required=False, width=30)
    roles = CheckboxesField(label=_("Roles"), coerce=Role)

    def __init__(self, *args: Any, grantable: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["roles"], grantable)


class LeaveForm(GovForm):
    """Who takes over. Without an office that carries duties the answer may stay empty."""

    successor = SelectField(
        label=_("Who takes over the duties"),
        help_text=_("Open duties of this person become theirs"),
        coerce=UUID,
        required=False,
        empty_value=None,
    )

    def __init__(self, *args: Any, colleagues: Iterable[Membership], needs_successor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_successor:
            self.fields["successor"].required = True
            self.fields["successor"].error_messages["required"] = _("Say who takes over the duties")
        self.fields["successor"].choices = [(str(row.pk), _named(row)) for row in colleagues]  # type: ignore[attr-defined]


class ActingHeadForm(GovForm):
    membership = SelectField(label=_("Acting head"), coerce=UUID)
    order_number = TextField(label=_("Number of the order"), max_length=40, width=10)
    order_on = DateField(label=_("Date of the order"))
    from_on = DateField(label=_("First day in office"))
    until_on = DateField(
        label=_("Last day in office"), required=False, help_text=_("Leave empty if it isn’t known yet")
    )

    def __init__(self, *args: Any, colleagues: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = [(str(row.pk), _named(row)) for row in colleagues]  # type: ignore[attr-defined]

    def order(self) -> Order:
        answers = self.cleaned_data
        return Order(answers["order_number"], answers["order_on"], answers["from_on"], answers["until_on"])


def _named(row: Membership) -> str:
    return f"{row.user.display_name}, {row.position}" if row.position else row.user.display_name
