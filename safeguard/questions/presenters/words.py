"""What things are called here, and refusals with days and names as people write them."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from safeguard import dates
from safeguard.errors import DomainError
from safeguard.limits import CALENDARS, calendar_name
from safeguard.procedures import catalogue
from safeguard.procedures.notes import Note
from safeguard.procedures.schema import Procedure, Start

#: A fact as a line that can stand before a date.
STARTS: Mapping[Start, Promise] = {
    Start.RECEIVED: _("Report received by the head"),
    Start.ACCEPTED: _("Application accepted"),
    Start.INVESTIGATION_ORDERED: _("Investigation ordered"),
    Start.INVESTIGATION_REPORTED: _("Investigation finished"),
    Start.COMMISSION_ORDERED: _("Commission created by order"),
    Start.MEETING: _("Meeting of the commission"),
    Start.QUALIFIED: _("Case qualified by the commission"),
}
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T[\d:+.-]+)?")


def language() -> str:
    return get_language() or "en"


def newest(procedure: str) -> Procedure:
    return catalogue.load_procedure(procedure, catalogue.versions(procedure)[-1])


def title_of(procedure: Procedure) -> str:
    return procedure.title.in_(language())


def note_text(note: Note) -> str:
    return _filled(note.message, note.params)


def refusal_text(error: DomainError, **said: str) -> str:
    return _filled(error.message, {**error.params, **said})


def _filled(message: str, params: Mapping[str, object]) -> str:
    text = gettext(message)
    return text % {name: _said(value) for name, value in params.items()} if params else text


def _said(value: object) -> object:
    """A day, an instant, a procedure, a calendar or a fact; anything else as it is."""
    if not isinstance(value, str):
        return value
    if _ISO.fullmatch(value):
        return dates.moment(datetime.fromisoformat(value)) if "T" in value else dates.day(date.fromisoformat(value))
    if value in catalogue.procedures():
        return _quoted(title_of(newest(value)))
    if value in CALENDARS:
        return _quoted(calendar_name(value))
    return str(STARTS[Start(value)]) if value in list(Start) else value


def _quoted(text: str) -> str:
    return f"“{text}”" if language().startswith("en") else f"«{text}»"
