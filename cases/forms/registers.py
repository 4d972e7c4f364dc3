"""Which register, of which school year."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from safeguard.forms import GovForm, RadioField, SelectField, WordsField
from safeguard.registers.enums import NoteKind, Register
from safeguard.registers.notes import LONGEST


class RegisterForm(GovForm):
    """In the address, so that a page can be shared."""

    register = SelectField(label=_("Register"), empty="", says_optional=False)
    year = SelectField(label=_("School year"), empty="", says_optional=False)

    def __init__(
        self, *args: Any, registers: Iterable[Register], years: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["register"].choices = [(each.value, each.label) for each in registers]  # type: ignore[attr-defined]
        self.fields["year"].choices = list(years)  # type: ignore[attr-defined]


class NoteForm(GovForm):
    """Beside a line of a register: what is right, or where the paper original lies."""

    kind = RadioField(
        label=_("What is to stand beside the line?"), choices=NoteKind.choices, initial=NoteKind.CORRECTION
    )
    text = WordsField(
        label=_("In words"),
        rows=3,
        max_length=LONGEST,
        help_text=_("The line and its earlier notes stay as they are. Write codes, not names."),
    )
