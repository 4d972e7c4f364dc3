"""Which days count? So many working days after a date, or those up to another one."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from safeguard.errors import DomainError
from safeguard.forms import DateField, GovForm, NumberField, RadioField
from safeguard.questions.forms.choices import WEEKS, calendar_choices
from safeguard.questions.presenters.words import refusal_text

MOST = 366


class DaysForm(GovForm):
    calendar = RadioField(label=_("Calendar"), choices=calendar_choices)
    week = RadioField(
        label=_("Working week"), choices=WEEKS, required=False, look="govuk-radios--inline", says_optional=False
    )
    start = DateField(label=_("After which day?"), help_text=_("The day itself isn't counted."))
    count = NumberField(label=_("How many working days?"), required=False, says_optional=False, max_value=MOST)
    until = DateField(
        label=_("Or up to which day?"),
        help_text=_("Then the answer is how many working days there are."),
        required=False,
        says_optional=False,
    )

    def __init__(self, answers: Mapping[str, Any]) -> None:
        is_asked = any(name in answers for name in ("start_day", "count", "until_day"))
        super().__init__(answers if is_asked else None, initial={"week": "5", "calendar": answers.get("calendar")})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if {"count", "until"} <= given.keys() and (given["count"] is None) == (given["until"] is None):
            self.add_error("count", _("Give the number of days or the last day, one of the two"))
        return given

    def question(self) -> dict[str, object]:
        """As `manage.py workdays` takes it, or with `until` in place of the count."""
        given = self.cleaned_data
        asked: dict[str, object] = {"calendar": given["calendar"], "from": given["start"].isoformat()}
        if given.get("week"):
            asked["week"] = int(given["week"])
        if given["until"]:
            return asked | {"until": given["until"].isoformat()}
        return asked | {"count": given["count"]}

    def refuse(self, error: DomainError) -> None:
        self.add_error(error.field if error.field in self.fields else "start", refusal_text(error))
