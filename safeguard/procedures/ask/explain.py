"""When is it due? The dated timetable of a report, with its reasons."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from safeguard.calendars import WorkCalendar, load_calendar
from safeguard.errors import gettext_noop
from safeguard.procedures import catalogue
from safeguard.procedures.acts import clocks_of_acts
from safeguard.procedures.ask import values
from safeguard.procedures.ask.values import Question
from safeguard.procedures.evaluate import Deadline, deadlines
from safeguard.procedures.localtime import read_local
from safeguard.procedures.notes import Note, NoteCode
from safeguard.procedures.schema import Procedure, Start
from safeguard.procedures.tally import ImpossibleInput
from safeguard.procedures.texts import LANGUAGES

NAMES = frozenset({"procedure", "received", "facts", "timezone", "calendar", "week", "language"})
#: The facts a question may give: everything that starts a limit, except the receipt itself.
FACTS = [str(start) for start in Start if start is not Start.RECEIVED]
DEFAULT_LABEL = gettext_noop("product default, not set by the text")


def explain(question: Question) -> dict[str, object]:
    """Every limit of the procedure for a report received at an instant, as plain values."""
    values.check_names(question, NAMES)
    name = values.text(question, "procedure")
    held = catalogue.load_procedure(name, catalogue.versions(name)[-1])
    zone = values.zone(question, held.timezone)
    try:
        received, notes = _instant(question.get("received"), "received", zone)
        facts, more = _facts(question.get("facts"), received, zone)
        procedure = catalogue.version_in_force(name, received.date())
        calendar = _calendar(question, procedure)
        found = deadlines(procedure, received, facts, calendar, zone)
    except OverflowError:
        raise ImpossibleInput(gettext_noop("The count runs past the last date there is.")) from None
    language = values.choice(question, "language", list(LANGUAGES)) or "en"
    return {
        "procedure": procedure.id,
        "version": procedure.version,
        "timezone": zone.key,
        "calendar": calendar.code,
        "calendar_version": calendar.version,
        "week": calendar.week,
        "received": received.isoformat(),
        "deadlines": _answers(found, language),
        "notes": [str(note) for note in (*notes, *more, *_edition(procedure, received))],
    }


def _calendar(question: Question, procedure: Procedure) -> WorkCalendar:
    code = values.text(question, "calendar", procedure.calendar)
    return load_calendar(code, week=values.whole(question, "week", values.WEEK))


def _instant(value: object, name: str, zone: ZoneInfo) -> tuple[datetime, tuple[Note, ...]]:
    """A naive time is local time in the zone; what had to be decided to read it comes back as notes."""
    if value is None:
        raise ImpossibleInput(gettext_noop("“%(name)s” is missing."), name=name)
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


def _answers(found: list[Deadline], language: str) -> list[dict[str, object]]:
    """Every clock is shown; of those for the same act the earliest binds, and the others say so."""
    plain = {each.key: _plain(each, language) for each in found}
    for clocks in clocks_of_acts(found).values():
        for each in clocks.limits:
            plain[each.key]["binds"] = each not in clocks.later
        for each in clocks.later:
            plain[each.key]["notes"] = [*map(str, each.notes), str(_earlier(clocks.binds, language))]
    return list(plain.values())


def _earlier(first: Deadline, language: str) -> Note:
    due = first.binding.isoformat() if first.binding else ""
    return Note(NoteCode.LATER_CLOCK, {"rule": first.rule.title.in_(language), "due": due})


def _plain(deadline: Deadline, language: str) -> dict[str, object]:
    answer: dict[str, object] = {
        "rule": deadline.key,
        "title": deadline.rule.title.in_(language),
        "due": deadline.due.isoformat() if deadline.due else None,
    }
    if deadline.default_due:
        answer |= {"default_due": deadline.default_due.isoformat(), "default_label": DEFAULT_LABEL}
    answer |= {
        "counted": [day.isoformat() for day in deadline.counted],
        "citation": deadline.rule.citation.in_(language),
        "projected": deadline.projected,
    }
    if deadline.rule.is_supplied:
        answer["default"] = True
    if deadline.skipped:
        answer["skipped"] = [
            {"day": skipped.day.isoformat(), "why": skipped.rule.name(language)} for skipped in deadline.skipped
        ]
    if deadline.notes:
        answer["notes"] = [str(note) for note in deadline.notes]
    return answer
