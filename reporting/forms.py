from datetime import date

from django.utils.translation import gettext_lazy as _

from reporting.domain.periods import Quarter, parse_quarter, quarter_of, recent
from safeguard import clock
from safeguard.forms import GovForm, SelectField

SHOWN_QUARTERS = 8


class QuarterForm(GovForm):
    """The period, in the address. Anything else than a known one falls back to the current quarter."""

    quarter = SelectField(label=_("Quarter"), required=False, empty="", says_optional=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offered = [(found.key, found.label) for found in recent(self.today(), SHOWN_QUARTERS)]
        self.fields["quarter"].choices = offered  # type: ignore[attr-defined]

    @staticmethod
    def today() -> date:
        return clock.today()

    @property
    def chosen(self) -> Quarter:
        return parse_quarter(str(self.data.get("quarter", ""))) or quarter_of(self.today())
