"""The procedures and calendars that one may ask about: whatever the rulebook holds."""

from itertools import groupby
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from safeguard.calendars import CALENDARS
from safeguard.forms import RadioField
from safeguard.limits import calendar_name
from safeguard.organisations.enums import Country
from safeguard.procedures import catalogue
from safeguard.procedures.schema import Procedure
from safeguard.questions.presenters.words import language, newest, title_of

WEEKS = [("5", _("5 days")), ("6", _("6 days"))]


def known(procedure: str | None) -> Procedure | None:
    """The newest version of a procedure that there is, or none: an address can hold any word."""
    return newest(procedure) if procedure in catalogue.procedures() else None


def country_name(code: str) -> str:
    """A country that the rulebook has and the list doesn't is shown by its code."""
    return str(dict(Country.choices).get(code, code.upper()))


def _edition(name: str) -> str:
    """As the file says it: in the reader's language, so asked only when it's shown."""
    return newest(name).edition.held.in_(language())


_edition_later = lazy(_edition, str)


class ProcedureField(RadioField):
    """One procedure, by country; each with the edition held."""

    def __init__(self, *, has_commission: bool = False, **kwargs: Any) -> None:
        self.has_commission = has_commission
        hints = {name: _edition_later(name) for name in catalogue.procedures()}
        super().__init__(choices=self._by_country, hints=hints, **kwargs)

    def _by_country(self) -> list[tuple[str, list[tuple[str, str]]]]:
        found = sorted(self._found(), key=lambda each: (each.country != "ua", each.country))
        return [
            (country_name(country), [(each.id, title_of(each)) for each in group])
            for country, group in groupby(found, key=lambda each: each.country)
        ]

    def _found(self) -> list[Procedure]:
        held = [newest(name) for name in catalogue.procedures()]
        return [each for each in held if each.commission or not self.has_commission]


def calendar_choices(country: str = "") -> list[tuple[str, str]]:
    return [(code, calendar_name(code)) for code, of in CALENDARS.items() if not country or of == country]
