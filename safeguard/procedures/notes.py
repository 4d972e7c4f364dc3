"""Remarks beside a computed date. The wording is an English msgid; the application translates it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from safeguard.errors import gettext_noop


class NoteCode(StrEnum):
    AMBIGUOUS_TIME = "ambiguous_time"
    NONEXISTENT_TIME = "nonexistent_time"
    NO_TIME = "no_time"
    DEFAULT_LIMIT = "default_limit"
    DAY_BEFORE_RESTS = "day_before_rests"
    ROLLED = "rolled"
    SUPERSEDED = "superseded"
    SUPPLIED = "supplied"
    LATER_CLOCK = "later_clock"
    STOPPED = "stopped"
    CORRECTED = "corrected"
    NO_TABLE = "no_table"


MESSAGES: Mapping[NoteCode, str] = {
    NoteCode.AMBIGUOUS_TIME: gettext_noop(
        "The clocks went back, so this local time came twice: read as the first of the two, %(read)s."
    ),
    NoteCode.NONEXISTENT_TIME: gettext_noop(
        "The clocks went forward, so this local time never came: read with the offset before the change, %(read)s."
    ),
    NoteCode.NO_TIME: gettext_noop("No time was given: counted from 00:00 of that day."),
    NoteCode.DEFAULT_LIMIT: gettext_noop("The text gives no number. The limit shown is a default of the product."),
    NoteCode.DAY_BEFORE_RESTS: gettext_noop("The day before the meeting, %(day)s, isn't a working day."),
    NoteCode.ROLLED: gettext_noop(
        "By the text the last day is %(strict)s, a day of rest: the limit ends on the next working day. "
        "The safe date is %(safe)s."
    ),
    NoteCode.SUPPLIED: gettext_noop("The institution's own text is silent here: the national rule counts."),
    NoteCode.LATER_CLOCK: gettext_noop("For the same act another limit ends earlier and binds: %(rule)s, %(due)s."),
    NoteCode.STOPPED: gettext_noop(
        "Teaching was suspended from %(from)s to %(until)s. By this procedure that time isn't counted."
    ),
    NoteCode.CORRECTED: gettext_noop(
        "By the corrected calendar the limit is %(corrected)s. The correction came too late for that: what is done by "
        "the beginning of the next working day, %(binds)s, is in time."
    ),
    NoteCode.NO_TABLE: gettext_noop(
        "The tables of the calendar end on %(last)s. After that day only the weekly days of rest are left out; "
        "the limit is counted again as soon as a reviewed table is there."
    ),
    NoteCode.SUPERSEDED: gettext_noop("The edition held here was superseded on %(on)s; the newer text isn't at hand."),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One remark: its code, and what its wording names."""

    code: NoteCode
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The msgid with %(name)s in it."""
        return MESSAGES[self.code]

    def __str__(self) -> str:
        return self.message % self.params
