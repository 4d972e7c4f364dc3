"""An order on the calendar, its end, the end of martial law, suspended teaching."""

from django.utils.translation import gettext_lazy as _

from safeguard.forms import DateField, GovForm, MomentField, RadioField, TextField, in_two_years
from safeguard.organisations.enums import SuspensionKind

_NUMBER = _("Number of the order")
_DATE = _("Date of the order")
_NO_NAMES = _("No names of children.")


class OrderDaysForm(GovForm):
    first = DateField(label=_("Which day, or the first of several"))
    last = DateField(
        label=_("The last day"),
        help_text=_("Leave it empty for one day. Every day between counts, weekends too."),
        required=False,
    )
    is_working = RadioField(
        label=_("On these days the institution"),
        choices=[("yes", _("works")), ("no", _("rests"))],
        coerce=lambda value: value == "yes",
        look="govuk-radios--inline",
    )
    reason = TextField(
        label=_("Why"), help_text=_("It’s shown beside every limit that these days move. No names of children.")
    )
    order_number = TextField(label=_NUMBER, max_length=40, width=10)
    order_on = DateField(label=_DATE, is_past=True)


class EndDaysForm(GovForm):
    from_on = DateField(label=_("From which day on the order counts no more"))
    reason = TextField(label=_("Why"), help_text=_NO_NAMES)
    order_number = TextField(label=_NUMBER, max_length=40, width=10)
    order_on = DateField(label=_DATE, is_past=True)


class MartialEndForm(GovForm):
    until_on = DateField(
        label=_("Last day of martial law"),
        help_text=_("Public holidays are working days up to it, and days off after it. Empty: martial law continues."),
        required=False,
        latest=in_two_years,
    )
    order_number = TextField(label=_("Number of the act"), max_length=40, width=10)
    order_on = DateField(label=_("Date of the act"), is_past=True)


class SuspendTeachingForm(GovForm):
    kind = RadioField(label=_("Why is teaching suspended?"), choices=SuspensionKind.choices)
    from_at = MomentField(label=_("Suspended from"))
    until_at = MomentField(
        label=_("Suspended until"), help_text=_("Leave it empty while nobody knows."), required=False
    )
    reason = TextField(label=_("In a few words"), help_text=_NO_NAMES)
    order_number = TextField(label=_NUMBER, max_length=40, width=10, required=False)


class EndSuspensionForm(GovForm):
    until_at = MomentField(label=_("Teaching goes on from"))


class WithdrawSuspensionForm(GovForm):
    reason = TextField(label=_("What was wrong with the entry"), help_text=_NO_NAMES)
