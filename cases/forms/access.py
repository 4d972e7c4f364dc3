"""Who is let in, who steps back, and why."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.enums import RecusalGround
from safeguard.forms import CheckboxesField, GovForm, RadioField, SelectField, WordsField
from safeguard.organisations.models import Membership

READER, HANDLER = "reader", "handler"
_WARNED = "warned"
#: Doubt is no ground that anybody declares: it follows from a name.
_GROUNDS = [choice for choice in RecusalGround.choices if choice[0] != RecusalGround.DOUBT]


class ReasonForm(GovForm):
    """One reason for one act."""

    reason = WordsField(label=_("Reason"), rows=2)


class GiveAccessForm(GovForm):
    """KZ-30.4: only if necessary, after a warning; both are kept."""

    user = SelectField(label=_("Who"))
    how = RadioField(
        label=_("What for"),
        choices=[(READER, _("To read the case")), (HANDLER, _("To work on the case"))],
    )
    reason = WordsField(label=_("Why it's necessary"), rows=2)
    is_warned = CheckboxesField(
        label=_("Warning"),
        choices=[(_WARNED, _("I have warned this person of the liability for disclosing anything of the case"))],
        error_messages={"required": _("Warn the person first, then confirm it here")},
    )

    def __init__(self, *args: Any, members: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [(str(row.user_id), _named(row)) for row in members]

    @property
    def user_id(self) -> UUID:
        return UUID(self.cleaned_data["user"])


class GuestForm(GovForm):
    """An officer of the district, for one case."""

    user = SelectField(label=_("Who of the district"))
    reason = WordsField(label=_("Why it's necessary"), rows=2)
    is_warned = CheckboxesField(
        label=_("Warning"),
        choices=[(_WARNED, _("I have warned this person of the liability for disclosing anything of the case"))],
        error_messages={"required": _("Warn the person first, then confirm it here")},
    )

    def __init__(self, *args: Any, members: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [(str(row.user_id), _named(row)) for row in members]

    @property
    def user_id(self) -> UUID:
        return UUID(self.cleaned_data["user"])


class RecusalForm(GovForm):
    """For somebody else, by whose office it is."""

    user = SelectField(label=_("Who may not see the case"))
    ground = RadioField(label=_("Ground"), choices=_GROUNDS)
    reason = WordsField(label=_("Reason"), help_text=_("Sealed with the case; the person doesn't see it."), rows=2)

    def __init__(self, *args: Any, people: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [(str(user_id), name) for user_id, name in people]

    @property
    def user_id(self) -> UUID:
        return UUID(self.cleaned_data["user"])


class OwnRecusalForm(GovForm):
    """For oneself."""

    ground = RadioField(label=_("Ground"), choices=_GROUNDS)
    reason = WordsField(label=_("Reason"), rows=2)


def _named(row: Membership) -> str:
    return f"{row.user.display_name}, {row.position}" if row.position else row.user.display_name
