"""What is asked before a case is reopened, heard again, joined or split. `seen` is what the page showed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import Kind, ReopenGround
from cases.forms.access import ReasonForm
from safeguard.forms import CheckboxesField, DateField, MomentField, RadioField, SelectField, TextField, YesNoField

Choices = Iterable[tuple[str, str]]


class SeenForm(ReasonForm):
    """Confirmed is what was read: the number of the case's last event goes with it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReopenForm(SeenForm):
    field_order = ("ground", "fact", "on", "reason", "to_commission")
    ground = RadioField(label=_("Why does the case go on?"), choices=ReopenGround.choices, coerce=ReopenGround)
    fact = SelectField(
        label=_("Where the new facts stand"),
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text=_("Only for new facts: a report or an addition to one, made after the decision."),
    )
    on = DateField(label=_("Day on which this was decided"), is_past=True)
    to_commission = YesNoField(label=_("Does it go to the commission at once?"), required=False)

    def __init__(self, *args: Any, facts: Choices, has_commission: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fact"].choices = list(facts)  # type: ignore[attr-defined]
        if not has_commission:
            del self.fields["to_commission"]


class JoinForm(SeenForm):
    into = forms.UUIDField(widget=forms.HiddenInput)
    seen_into = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SplitForm(SeenForm):
    field_order = ("sides", "happened_at", "kinds", "title", "reason")
    sides = CheckboxesField(label=_("Who goes to the new case"), coerce=UUID)
    happened_at = MomentField(label=_("When that happened"), is_past=True)
    kinds = CheckboxesField(label=_("Kind of violence in the new case"), choices=Kind.choices)
    title = TextField(
        label=_("Title of the new case"), max_length=90, help_text=_("A few words without a child’s name.")
    )

    def __init__(self, *args: Any, sides: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sides"].choices = list(sides)  # type: ignore[attr-defined]
