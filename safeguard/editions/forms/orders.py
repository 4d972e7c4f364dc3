"""The order by which an institution adopts, and the second person's answer."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from safeguard.forms import DateField, GovForm, RadioField, TextField, WordsField, in_two_years
from safeguard.organisations.enums import TieRule

Choice = tuple[str, str]


class AdoptForm(GovForm):
    """Which edition, by which order, from which day."""

    edition = RadioField(label=_("Which procedure"))
    order_number = TextField(label=_("Number of the order"), max_length=40, width=10)
    order_on = DateField(label=_("Date of the order"), is_past=True)
    from_on = DateField(label=_("In force from which day"), latest=in_two_years)
    tie_rule = RadioField(label=_("When votes are equal"), choices=TieRule.choices)

    def __init__(self, *args: Any, choices: list[Choice], hints: dict[str, str], votes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].choices = choices
        self.fields["edition"].widget.hints = hints
        if not votes:
            del self.fields["tie_rule"]


class WithdrawOrderForm(GovForm):
    """Why an order that was entered doesn't count."""

    why = TextField(label=_("What was wrong with it"), max_length=200)


class ReviewForm(GovForm):
    """Approve, or return with words."""

    outcome = RadioField(
        label=_("What you found"),
        choices=[("approved", _("The numbers stand in the act as entered")), ("returned", _("Something is wrong"))],
        hints={
            "approved": _("An edition is made of them that can never be changed."),
            "returned": _("Whoever entered them gets them back with your words."),
        },
    )
    words = WordsField(label=_("What has to be looked at"), required=False, rows=3, max_length=2000)
