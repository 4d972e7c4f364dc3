"""The timetable as an iCalendar file: one entry for each line with a time, saying what the line says and no more."""

from datetime import UTC
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from safeguard import clock
from safeguard.procedures.ask import Timetable
from safeguard.procedures.notes import NoteCode
from safeguard.questions.presenters.lines import Line
from safeguard.questions.presenters.words import language, note_text, title_of

#: Of the identifiers below; never changed, or a second download would double every entry.
_ENTRIES = UUID("5a8a3d7e-2f5c-4d0b-9c55-6b0f3d7c1e42")


def calendar_file(found: Timetable, lines: list[Line], address: str) -> bytes:
    """The same report in the same procedure has the same entries: what has moved since moves in the calendar too."""
    made = Calendar()
    made.add("prodid", "-//Safeguard//When is it due//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    question = _("When is it due?")
    made.add("x-wr-calname", f"{question} {title_of(found.procedure)}")
    for line in lines:
        if line.at is not None:
            made.add_component(_entry(found, line, address))
    return made.to_ical()


def _entry(found: Timetable, line: Line, address: str) -> Event:
    """An instant in UTC, without an end, that takes no room in the day and rings no bell."""
    assert line.at is not None  # noqa: S101  asked before
    event = Event()
    event.add("uid", f"{uuid5(_ENTRIES, _name(found, line))}@safeguard")
    event.add("dtstamp", clock.now())
    event.add("dtstart", line.at.astimezone(UTC))
    event.add("summary", _summary(line), parameters={"LANGUAGE": language()[:2]})
    event.add("description", _description(line, _warning(found)))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event


def _name(found: Timetable, line: Line) -> str:
    """Not the version: a newer edition of the procedure moves the same act."""
    return f"{found.procedure.id}/{found.received.astimezone(UTC).isoformat()}/{line.key}"


def _summary(line: Line) -> str:
    words = [word for word, _kind in line.tags]
    return f"{line.title} ({'; '.join(words)})" if words else line.title


def _description(line: Line, warning: str) -> str:
    """Each thing once. The file lives on in somebody's telephone, so a warning about the edition goes with it."""
    told = _("Whom: %(whom)s") % {"whom": line.whom} if line.whom else ""
    said = [_("Who: %(who)s") % {"who": line.who}, told, *line.reasons.lines, line.reasons.source, warning]
    return "\n".join(dict.fromkeys(filter(None, said)))


def _warning(found: Timetable) -> str:
    return " ".join(note_text(note) for note in found.notes if note.code is NoteCode.SUPERSEDED)
