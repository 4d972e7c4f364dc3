"""The dated timetable of a report as values. `explain` writes it down, the public page lays it out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from safeguard.calendars import Suspension, WorkCalendar, load_calendar
from safeguard.errors import gettext_noop
from safeguard.procedures import catalogue
from safeguard.procedures.ask import values
from safeguard.procedures.ask.values import Question
from safeguard.procedures.evaluate import Deadline, deadlines
from safeguard.procedures.localtime import read_local
from safeguard.procedures.notes import Note, NoteCode
from safeguard.procedures.schema import Procedure, Start
from safeguard.procedures.tally import ImpossibleInput

NAMES = frozenset({"procedure", "received", "facts", "timezone", "calendar", "week", "language"})
#: The facts a question may give: everything that starts a limit, except the receipt itself.
FACTS = [str(start) for start in Start if start is not Start.RECEIVED]


@dataclass(frozen=True, slots=True)
class Timetable:
    """Every limit of the version in force on the day of receipt, in the procedure's order, with what was decided."""

    procedure: Procedure
    zone: ZoneInfo
    calendar: WorkCalendar
    received: datetime
    facts: Mapping[str, datetime]
    deadlines: tuple[Deadline, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """What an institution has of its own: the edition of its orders on a day, its calendar, suspended teaching."""

    edition: Callable[[date], Procedure]
    calendar: WorkCalendar
    suspended: Sequence[Suspension] = ()


def timetable(question: Question, own: Own | None = None) -> Timetable:
    """Every limit of the procedure for a report received at an instant. `own`: as one institution counts."""
    values.check_names(question, NAMES)
    name = values.text(question, "procedure")
    held = catalogue.load_procedure(name, catalogue.versions(name)[-1])
    zone = values.zone(question, held.timezone)
    try:
        received, notes = _instant(question.get("received"), "received", zone)
        facts, more = _facts(question.get("facts"), received, zone)
        procedure = own.edition(received.date()) if own else catalogue.version_in_force(name, received.date())
        calendar = own.calendar if own else _calendar(question, procedure)
        found = deadlines(procedure, received, facts, calendar, zone, own.suspended if own else ())
    except OverflowError:
        raise ImpossibleInput(gettext_noop("The count runs past the last date there is.")) from None
    remarks = (*notes, *more, *_edition(procedure, received))
    return Timetable(procedure, zone, calendar, received, facts, tuple(found), remarks)


def facts_of(procedure: Procedure) -> list[Start]:
    """The facts that start a limit of this procedure, in the order in which they come."""
    asked = {rule.starts_on for rule in procedure.rules}
    return [start for start in Start if start in asked and start is not Start.RECEIVED]


def _calendar(question: Question, procedure: Procedure) -> WorkCalendar:
    code = values.text(question, "calendar", procedure.calendar)
    return load_calendar(code, week=values.whole(question, "week", values.WEEK))


def _instant(value: object, name: str, zone: ZoneInfo) -> tuple[datetime, tuple[Note, ...]]:
    """A naive time is local time in the zone; what had to be decided to read it comes back as notes."""
    if value is None:
        raise ImpossibleInput(gettext_noop("“%(name)s” is missing."), field=name, name=name)
    wall, has_time = values.moment(value, name)
    reading = read_local(wall, zone)
    return reading.at, reading.notes if has_time else (Note(NoteCode.NO_TIME), *reading.notes)


def _facts(given: object, received: datetime, zone: ZoneInfo) -> tuple[dict[str, datetime], tuple[Note, ...]]:
    """Facts by name. A step can't be older than the report, but it may have been accepted before the head got it."""
    if given is None:
        return {}, ()
    if not isinstance(given, Mapping):
        raise ImpossibleInput(gettext_noop("“facts” must be names with dates."))
    found: dict[str, datetime] = {}
    notes: list[Note] = []
    for name, value in given.items():
        if name not in FACTS:
            known = ", ".join(FACTS)
            raise ImpossibleInput(gettext_noop("Unknown fact “%(name)s”: there are %(known)s."), name=name, known=known)
        at, read = _instant(value, name, zone)
        if name != Start.ACCEPTED and at.date() < received.date():
            raise ImpossibleInput(
                gettext_noop("“%(name)s” on %(on)s is before the report was received."),
                field=name,
                name=name,
                on=at.date().isoformat(),
            )
        found[name] = at
        notes += [note for note in read if note.code is not NoteCode.NO_TIME]
    return found, tuple(notes)


def _edition(procedure: Procedure, received: datetime) -> tuple[Note, ...]:
    """The law may have moved on: say so rather than let an old number pass for the newest."""
    on = procedure.edition.superseded_on
    if on is None or received.date() < on:
        return ()
    return (Note(NoteCode.SUPERSEDED, {"on": on.isoformat()}),)
