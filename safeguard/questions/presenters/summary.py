"""What was asked, as it was understood: the head of the printed sheet."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from safeguard import dates
from safeguard.limits import calendar_name, edition_text
from safeguard.procedures.ask import Timetable
from safeguard.procedures.schema import Start
from safeguard.questions.presenters.about import edition_of
from safeguard.questions.presenters.words import STARTS, note_text


def summary_of(found: Timetable) -> dict[str, Any]:
    return {"rows": list(_rows(found)), "notes": [*map(note_text, found.notes)]}


def own_summary_of(found: Timetable, today: date) -> dict[str, Any]:
    """In an institution the sheet names the edition too: its own may differ from the one that everybody else has."""
    held = edition_of(found.procedure, today)
    version = f"{found.procedure.id} @ {found.procedure.version}"
    row = {"key": _("Which text this is counted by"), "lines": [held.held, version]}
    return {"rows": [row, *_rows(found)], "notes": [*map(note_text, found.notes)]}


def _rows(found: Timetable) -> Iterator[dict[str, str]]:
    """As `_ui/summary_list.html` takes them."""
    yield {"key": str(STARTS[Start.RECEIVED]), "value": _moment(found, Start.RECEIVED)}
    for start in Start:
        if start in found.facts:
            yield {"key": str(STARTS[start]), "value": _moment(found, start)}
    if any(each.counted for each in found.deadlines):
        week = _("week of %(days)s days") % {"days": found.calendar.week}
        edition = _("edition %(version)s") % {"version": edition_text(found.calendar.version)}
        yield {"key": _("Calendar"), "value": f"{calendar_name(found.calendar.code)}; {week}; {edition}"}


def _moment(found: Timetable, start: Start) -> str:
    at = found.received if start is Start.RECEIVED else found.facts[start]
    return f"{dates.weekday(at)}, {dates.moment(at)}"
