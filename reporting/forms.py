from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from reporting.domain.periods import Quarter, parse_quarter, quarter_of, recent
from safeguard import clock
from safeguard.forms import GovForm, SelectField

SHOWN_QUARTERS = 8


class QuarterForm(GovForm):
    """The period, in the address. Anything else than a known one falls back to the newest that is offered."""

    quarter = SelectField(label=_("Quarter"), required=False, empty="", says_optional=False)

    def __init__(self, *args: object, closed: Collection[Quarter] = (), **kwargs: object) -> None:
        """`closed`: quarters that the reader isn't offered."""
        super().__init__(*args, **kwargs)
        self.offered = [found for found in recent(self.today(), SHOWN_QUARTERS) if found not in closed]
        choices = [(found.key, found.label) for found in self.offered]
        self.fields["quarter"].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def today() -> date:
        return clock.today()

    @property
    def chosen(self) -> Quarter:
        newest = self.offered[0] if self.offered else quarter_of(self.today())
        return parse_quarter(str(self.data.get("quarter", ""))) or newest
