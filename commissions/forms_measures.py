"""What is asked about a measure after the decision."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from commissions.domain.follow_up import StepDraft, possible_steps
from commissions.enums import Effect, StepKind
from safeguard.forms import DateField, GovForm, RadioField, SelectField, WordsField


class StepForm(GovForm):
    """One entry. `seen`: how many entries the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    kind = RadioField(label=_("What became of it"), coerce=StepKind)
    on = DateField(label=_("On which day"), is_past=True)
    effect = RadioField(
        label=_("Did it help?"),
        choices=Effect.choices,
        coerce=Effect,
        required=False,
        empty_value=None,
        says_optional=False,
        help_text=_("Asked for when the measure was looked at or carried out."),
    )
    words = WordsField(label=_("What shows it, or the reason"), rows=3)
    next_on = DateField(label=_("Look at it again on"), required=False)
    responsible = SelectField(
        label=_("Who answers for it from now on"),
        required=False,
        coerce=UUID,
        empty_value=None,
        says_optional=False,
        help_text=_("Only if somebody else takes it over."),
    )

    def __init__(self, *args: Any, is_open: bool, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = possible_steps(is_open=is_open)
        self.fields["kind"].choices = [(step.value, step.label) for step in steps]  # type: ignore[attr-defined]
        self.fields["responsible"].choices = list(people)  # type: ignore[attr-defined]
        if len(steps) == 1:
            self.fields["kind"].initial = steps[0]
            del self.fields["effect"], self.fields["responsible"]

    def draft(self) -> StepDraft:
        typed = self.cleaned_data
        return StepDraft(
            typed["kind"],
            typed["on"],
            typed["words"],
            effect=typed.get("effect") or None,
            next_on=typed["next_on"],
            responsible_id=typed.get("responsible") or None,
        )
