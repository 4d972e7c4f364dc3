"""When is it due? The dated timetable of a report, with its reasons."""

from collections.abc import Sequence

from safeguard.errors import gettext_noop
from safeguard.procedures.acts import clocks_of_acts
from safeguard.procedures.ask import values
from safeguard.procedures.ask.timetable import timetable
from safeguard.procedures.ask.values import Question
from safeguard.procedures.evaluate import Deadline
from safeguard.procedures.notes import Note, NoteCode
from safeguard.procedures.texts import LANGUAGES

DEFAULT_LABEL = gettext_noop("product default, not set by the text")


def explain(question: Question) -> dict[str, object]:
    """Every limit of the procedure for a report received at an instant, as plain values."""
    found = timetable(question)
    language = values.choice(question, "language", list(LANGUAGES)) or "en"
    return {
        "procedure": found.procedure.id,
        "version": found.procedure.version,
        "timezone": found.zone.key,
        "calendar": found.calendar.code,
        "calendar_version": found.calendar.version,
        "week": found.calendar.week,
        "received": found.received.isoformat(),
        "deadlines": _answers(found.deadlines, language),
        "notes": [str(note) for note in found.notes],
    }


def _answers(found: Sequence[Deadline], language: str) -> list[dict[str, object]]:
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
