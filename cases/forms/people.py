"""Who else was there, and who represents a child."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.enums import SideRole
from cases.models import Act
from safeguard import dates
from safeguard.forms import GovForm, RadioField, SelectField, TextField, YesNoField
from safeguard.people.enums import Kinship
from safeguard.people.selectors.directory import Listed

Choices = Sequence[tuple[str, object]]
#: Nobody of those who bear the same name.
ANOTHER = "another"


class SearchForm(GovForm):
    """By a few letters of a name."""

    q = TextField(
        label=_("Name"),
        help_text=_("A few letters are enough, with typing errors too."),
        required=False,
        says_optional=False,
    )


class SideForm(GovForm):
    """One person, one act, one role."""

    who = RadioField(label=_("Who"))
    act = RadioField(label=_("In which event"))
    role = RadioField(label=_("In which role"), choices=SideRole.choices)

    def __init__(
        self, *args: Any, found: Iterable[Listed], acts: Iterable[Act], namesakes: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if namesakes:
            self.fields["same"] = RadioField(
                label=_("Is this the same person"),
                choices=[*namesakes, (ANOTHER, _("No, it’s another person"))],
                help_text=_("Two entries have this name. A colleague who is a side doesn’t see the case."),
            )
        self.fields["who"].choices = [(person.key, named(person)) for person in found]
        self.fields["act"].choices = [(str(act.pk), _event(act)) for act in acts]
        if len(self.fields["act"].choices) == 1:
            self.fields["act"].initial = self.fields["act"].choices[0][0]

    @property
    def same_as(self) -> UUID | None:
        """The adult who was said to be the member of that name."""
        chosen = self.cleaned_data.get("same")
        return UUID(chosen) if chosen and chosen != ANOTHER else None

    @property
    def is_member(self) -> bool | None:
        """None where nothing was asked."""
        return self.same_as is not None if self.cleaned_data.get("same") else None


class GuardianForm(GovForm):
    """An adult who represents the child from today on."""

    who = RadioField(label=_("Who"))
    kinship = SelectField(label=_("Kinship"), choices=Kinship.choices)

    def __init__(self, *args: Any, found: Iterable[Listed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(person.key, named(person)) for person in found]


class NewGuardianForm(GovForm):
    """Somebody whom the school doesn't know yet."""

    family = TextField(label=_("Family name"), width=20)
    given = TextField(label=_("Given name"), width=20, required=False)
    patronymic = TextField(label=_("Patronymic"), width=20, required=False)
    contact = TextField(label=_("Telephone or address"), required=False)
    kinship = SelectField(label=_("Kinship"), choices=Kinship.choices)

    def __init__(self, *args: Any, asks_another: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_another:
            self.ask_another()

    def ask_another(self) -> None:
        """Once somebody of this name was found."""
        self.fields["is_another"] = YesNoField(label=_("Is this another person of the same name"), required=False)

    @property
    def is_another(self) -> bool:
        return bool(self.cleaned_data.get("is_another"))


def named(person: Listed) -> str:
    return f"{person.spoken}, {person.place}" if person.place else person.spoken


def _event(act: Act) -> str:
    number = _("report No. %(number)s") % {"number": act.report.number}
    return f"{dates.day(act.happened_at)} · {number}"
