"""What a written procedure says, as values. One file of the rulebook is one `Procedure`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from safeguard.calendars import SuspensionKind
from safeguard.procedures.citation import Citation, Document
from safeguard.procedures.forms import Minutes, Register
from safeguard.procedures.reference import Kind, KindList, Place, Recipient, Side
from safeguard.procedures.seats import Forming, Guardians, Investigator, Qualification, Seat
from safeguard.procedures.texts import Texts


class Unit(StrEnum):
    """Hours are elapsed time; days are local dates, turned into an instant only at the edge."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


class Start(StrEnum):
    """The facts that start a limit. A report's receipt by the head is always known; the others come later."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    INVESTIGATION_ORDERED = "investigation_ordered"
    INVESTIGATION_REPORTED = "investigation_reported"
    COMMISSION_ORDERED = "commission_ordered"
    MEETING = "meeting"
    QUALIFIED = "qualified"


class Evidence(StrEnum):
    """The kind of event that meets a deadline."""

    NOTICE_GIVEN = "notice.given"
    MEETING_ANNOUNCED = "meeting.announced"
    MEETING_HELD = "meeting.held"
    RESOLUTION_ADOPTED = "resolution.adopted"
    INVESTIGATION_ORDERED = "investigation.ordered"
    INVESTIGATION_REPORTED = "investigation.reported"
    COMMISSION_ORDERED = "commission.ordered"
    MINUTES_SIGNED = "minutes.signed"
    MINUTES_ORDERED = "minutes.ordered"
    DECISION_REGISTERED = "decision.registered"


class Addressee(StrEnum):
    """To whom a reminder or an escalation goes."""

    DUTY_HOLDER = "duty_holder"
    HEAD = "head"
    DEPUTY = "deputy"
    DEPARTMENT = "department"


class RemindDay(StrEnum):
    """The day of a reminder at a clock time: the working day before the last one, or the last one itself."""

    DAY_BEFORE = "day before"
    LAST_DAY = "last day"


class Tie(StrEnum):
    """How an equal split ends (conflict C-05)."""

    HARMONISED = "harmonised"
    LITERAL = "literal"


@dataclass(frozen=True, slots=True)
class Within:
    """So long after its start; 0 calendar days is the same day.

    `roll` moves an end on a day of rest to the next working day (art. 254(5)).
    """

    count: int
    unit: Unit
    roll: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """Not later than a clock time of a calendar day before the start, such as 18:00 of the day before a meeting."""

    days: int
    at: time


@dataclass(frozen=True, slots=True)
class Remind:
    """A reminder, so long before the limit or at a clock time of a day. A default of the product, not law."""

    key: str
    before: timedelta | None = None
    day: RemindDay | None = None
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Escalation:
    """Who hears of a missed limit, and how long after it. A default of the product, not law."""

    key: str
    after: timedelta
    to: Addressee


@dataclass(frozen=True, slots=True)
class Rule:
    """One limit: who owes what, from when, until when, and where it's written.

    Without a number in the text `limit` is empty and `default` may hold the product's own, labelled as such.
    `each` lists the sides of whom every minor one counts: the limit is met when all their recipients are told.
    `by_nature`: owed only when the nature of the case asks for it. `is_supplied`: the procedure's own text is silent
    and the rule of another document counts, as the citation shows (UA-K-x). `stopped_by`: the kinds of suspended
    teaching whose time isn't counted; none unless the text says so.
    """

    key: str
    title: Texts
    duty_of: tuple[str, ...]
    starts_on: Start
    projected_from: str
    limit: Within | Before | None
    default: Within | None
    met_by: Evidence
    recipient: str
    each: tuple[str, ...]
    by_nature: bool
    citation: Citation
    remind: tuple[Remind, ...]
    escalate: tuple[Escalation, ...]
    note: Texts | None
    is_supplied: bool
    stopped_by: tuple[SuspensionKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Substitution:
    """Who takes an officer's place, on whose proposal the commission elects."""

    office: str
    when_absent: tuple[str, ...]
    by: str
    proposed_by: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Commission:
    """How a commission is composed and votes. N is always the composition approved on the day of the meeting."""

    title: Texts
    officers: tuple[str, ...]
    chair_is: str
    minimum: int
    minimum_refuses: bool
    minimum_citation: Citation
    quorum: tuple[int, int]
    quorum_citation: Citation
    is_default: bool
    tie: Tie
    vote_citation: Citation
    is_open_vote: bool
    invited: tuple[str, ...]
    formed: tuple[Forming, ...]
    guardians: Guardians
    investigator: Investigator
    seats: tuple[Seat, ...]
    substitutions: tuple[Substitution, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition of the act the file holds, when that was checked, and what came after it.

    `holds`: the later acts (keys of the reference data) whose text this edition already is.
    """

    held: Texts
    checked_on: date
    superseded_on: date | None
    note: Texts | None
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """A released version of a written procedure. A case is pinned to one for ever.

    `beside` is set when an institution entered the edition: the released version whose duties go on beside it.
    """

    id: str
    version: str
    in_force_from: date
    country: str
    language: str
    timezone: str
    calendar: str
    title: Texts
    adult_learners: bool
    edition: Edition
    documents: Mapping[str, Document]
    rules: tuple[Rule, ...]
    recipients: Mapping[str, Recipient]
    sides: Mapping[str, Side]
    kinds: Mapping[str, Kind]
    kind_lists: Mapping[str, KindList]
    places: Mapping[str, Place]
    commission: Commission | None
    qualification: Qualification | None
    minutes: Minutes | None
    registers: Mapping[str, Register]
    beside: str = ""

    @property
    def released(self) -> str:
        """The version whose files lie in the rulebook: duties, recurring duties."""
        return self.beside or self.version

    def rule(self, key: str) -> Rule:
        """The rule with a key; KeyError when the procedure has none."""
        return {rule.key: rule for rule in self.rules}[key]
