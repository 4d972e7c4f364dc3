"""What an operator does to an institution that is there."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from safeguard.forms import DateField, GovForm, RadioField, SelectField, TextField
from safeguard.organisations.enums import TieRule
from safeguard.organisations.forms.choices import procedure_choices
from safeguard.organisations.models import Organisation


class SuspendForm(GovForm):
    reason = TextField(label=_("Why"), help_text=_("It stands in the log of the school. No names."))


class CloseForm(GovForm):
    from_on = DateField(label=_("Closed from which day"), is_past=True)
    reason = TextField(label=_("Why"), help_text=_("For example the order on the closing. No names."))


class _ToForm(GovForm):
    """One of the operator's own institutions, and a day."""

    target_name = ""

    def __init__(self, *args: Any, targets: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {str(row.pk): row for row in targets}
        self.fields[self.target_name].choices = [(str(row.pk), row.name) for row in targets]

    @property
    def target(self) -> Organisation:
        return self.targets[self.cleaned_data[self.target_name]]


class MergeForm(_ToForm):
    target_name = "successor"
    successor = SelectField(label=_("Which school goes on in its place"))
    from_on = DateField(label=_("Merged from which day"), is_past=True)


class MoveForm(_ToForm):
    target_name = "parent"
    parent = SelectField(label=_("Under which department"))
    from_on = DateField(
        label=_("From which day"), help_text=_("Quarters before that day stay with the department of that time.")
    )


class AdoptForm(GovForm):
    procedure = SelectField(label=_("Procedure"))
    order_number = TextField(label=_("Number of the order"), max_length=40, width=10)
    order_on = DateField(label=_("Date of the order"), is_past=True)
    from_on = DateField(label=_("In force from which day"))
    tie_rule = RadioField(label=_("When votes are equal"), choices=TieRule.choices)

    def __init__(self, *args: Any, country: str, adults: bool | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["procedure"].choices = procedure_choices(country, adults=adults)
