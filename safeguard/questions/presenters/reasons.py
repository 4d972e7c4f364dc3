"""Why a limit ends when it does: its length, what started it, the days counted, the calendar, what was decided."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from safeguard import dates
from safeguard.calendars import DayKind, SkippedDay
from safeguard.limits import calendar_name, edition_text, full_title, length
from safeguard.procedures.evaluate import Deadline
from safeguard.procedures.notes import Note, NoteCode
from safeguard.procedures.schema import Unit, Within
from safeguard.questions.presenters.words import STARTS, language, note_text


@dataclass(frozen=True)
class Reasons:
    """`counted`: length, start and days; `remarks`: what the text left to be decided."""

    counted: str
    calendar: str
    remarks: tuple[str, ...]
    source: str

    @property
    def lines(self) -> tuple[str, ...]:
        return (f"{self.counted} {self.calendar}".strip(), *self.remarks, self.source)


def reasons_of(deadline: Deadline, binds: Deadline | None) -> Reasons:
    """`binds` is the limit for the same act that ends earlier, where there is one (C-01)."""
    return Reasons(
        counted=" ".join([_basis(deadline), *_counted(deadline)]),
        calendar=_calendar(deadline),
        remarks=tuple(_remarks(deadline, binds)),
        source=deadline.rule.citation.in_(language()),
    )


def _basis(deadline: Deadline) -> str:
    rule = deadline.rule
    start, at = STARTS[rule.starts_on], dates.moment(deadline.started_at)
    words = {"length": length(rule) or _("no number in the text"), "start": start, "at": at}
    if deadline.projected:
        step = dates.day(deadline.started_at)
        words |= {"at": _("not yet; taken to be %(day)s, the last day of the step before") % {"day": step}}
    return _("Limit: %(length)s. Start: %(start)s: %(at)s.") % words


def _counted(deadline: Deadline) -> Iterator[str]:
    limit = deadline.rule.limit or deadline.rule.default
    if isinstance(limit, Within) and limit.unit is Unit.HOURS:
        yield _("Hours run on through days off.")
    if not deadline.counted:
        return
    yield _("Counted: %(days)s.") % {"days": ", ".join(map(dates.day_short, deadline.counted))}
    if deadline.skipped:
        yield _("Not counted: %(days)s.") % {"days": ", ".join(map(_skipped, deadline.skipped))}


def _calendar(deadline: Deadline) -> str:
    """Which table says what a working day is, and which edition of it."""
    if not deadline.counted:
        return ""
    words = {"name": calendar_name(deadline.calendar), "version": edition_text(deadline.calendar_version)}
    return _("Calendar: %(name)s; edition %(version)s.") % words


def _skipped(each: SkippedDay) -> str:
    """нд 22.11; a day off other than the weekend with its name."""
    day = dates.day_short(each.day)
    return day if each.rule.kind is DayKind.WEEKEND else f"{day} ({each.rule.name(language()[:2])})"


def _remarks(deadline: Deadline, binds: Deadline | None) -> Iterator[str]:
    if deadline.is_default:
        yield _("The text gives no number. This limit is a default of the system, not the law.")
    if deadline.rule.note is not None:
        yield deadline.rule.note.in_(language())
    for note in deadline.notes:
        if note.code is not NoteCode.DEFAULT_LIMIT:
            yield note_text(note)
    if binds is not None and binds.binding is not None:
        params = {"rule": full_title(binds.rule), "due": binds.binding.isoformat()}
        yield note_text(Note(NoteCode.LATER_CLOCK, params))
