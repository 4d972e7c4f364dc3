"""Reads the limits of a definition, and when each reminds and escalates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from safeguard.calendars import SuspensionKind
from safeguard.procedures.citation import Citation
from safeguard.procedures.read_lists import Documents, citation
from safeguard.procedures.reader import Table
from safeguard.procedures.reference import Recipient, Side
from safeguard.procedures.schema import (
    Addressee,
    Before,
    Escalation,
    Evidence,
    Remind,
    RemindDay,
    Rule,
    Start,
    Unit,
    Within,
)

ROLES = frozenset(
    {
        "staff",
        "class_teacher",
        "psychologist",
        "social_pedagogue",
        "responsible_person",
        "secretary",
        "commission_member",
        "deputy",
        "principal",
        "security_member",
        "hr",
    }
)
CLOCK = "clock"
LONGEST_KEY = 40
KEY = re.compile(r"[a-z][a-z0-9_]*")
#: Longer before a meeting nobody can be told; a clock time of the day before is what the texts have.
MOST_DAYS_BEFORE = 31
TIMINGS = frozenset({*Unit, CLOCK})
SPAN = re.compile(r"(\d+)(h|m)")
AT_CLOCK = re.compile(r"(day before|last day) ([01]\d|2[0-3]):([0-5]\d)")
#: What suspended teaching can stop: elapsed time and working days. A clock time or a plain day of the calendar stays.
STOPPABLE = frozenset({Unit.HOURS, Unit.WORKING_DAYS})
#: A fact that may stay unknown without a step before it: the report counts as accepted when it is received.
ALWAYS_KNOWN = frozenset({Start.RECEIVED, Start.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Timing:
    """When a kind of limit reminds and escalates."""

    remind: tuple[Remind, ...]
    escalate: tuple[Escalation, ...]


def timings(root: Table) -> Mapping[str, Timing]:
    """The product's defaults for limits in hours, in days, and at a clock time."""
    outer = root.table("reminders")
    found = {}
    for name in sorted(TIMINGS & outer.content.keys()):
        table = outer.table(name)
        found[name] = Timing(_reminders(table), _escalations(table))
        table.done()
    outer.done()
    return found


def _reminders(table: Table) -> tuple[Remind, ...]:
    found = tuple(_remind(table, word) for word in table.words("remind"))
    if len({each.key for each in found}) < len(found):
        table.fail("the same reminder twice", "remind")
    return found


def _remind(table: Table, word: str) -> Remind:
    if span := SPAN.fullmatch(word):
        return Remind(f"remind-{word}", before=_span(span))
    clock = AT_CLOCK.fullmatch(word)
    if not clock:
        table.fail(f"a reminder is like '4h', '30m', 'day before 09:00' or 'last day 09:00', not {word!r}", "remind")
    day = RemindDay(clock[1])
    return Remind(f"remind-{day.replace(' ', '-')}", day=day, at=time(int(clock[2]), int(clock[3])))


def _escalations(table: Table) -> tuple[Escalation, ...]:
    return tuple(_escalation(step) for step in table.tables("escalate"))


def _escalation(step: Table) -> Escalation:
    word = step.text("after")
    span = SPAN.fullmatch(word)
    if not span:
        step.fail(f"an escalation comes after a span like '4h' or '30m', not {word!r}", "after")
    found = Escalation(f"escalate-{word}", _span(span), Addressee(step.one_of("to", frozenset(Addressee))))
    step.done()
    return found


def _span(span: re.Match[str]) -> timedelta:
    return timedelta(hours=int(span[1])) if span[2] == "h" else timedelta(minutes=int(span[1]))


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Everything that a rule may refer to."""

    sources: Documents
    recipients: Mapping[str, Recipient]
    sides: Mapping[str, Side]
    timings: Mapping[str, Timing]

    def read(self, tables: list[Table]) -> tuple[Rule, ...]:
        """In the order of the file: a rule may only be projected from one above it."""
        found: dict[str, Rule] = {}
        for table in tables:
            rule = self._rule(table, frozenset(found))
            table.done()
            if rule.key in found:
                table.fail("the same key twice", "key")
            found[rule.key] = rule
        return tuple(found.values())

    def _rule(self, table: Table, above: frozenset[str]) -> Rule:
        starts_on, projected_from = _starts(table, above)
        limit, default = _limits(table)
        timing = self._timing(table, limit or default)
        met_by = Evidence(table.one_of("met_by", frozenset(Evidence)))
        recipient = table.one_of("recipient", frozenset(self.recipients), default="")
        if met_by is Evidence.NOTICE_GIVEN and not recipient:
            table.fail("a notice without a recipient")
        if isinstance(limit, Before) and starts_on is not Start.MEETING:
            table.fail("only a limit counted from a meeting can end before it", "before")
        return Rule(
            key=_key(table),
            title=table.texts("title"),
            duty_of=table.words("duty_of", ROLES, least=1),
            starts_on=starts_on,
            projected_from=projected_from,
            limit=limit,
            default=default,
            met_by=met_by,
            recipient=recipient,
            each=table.words("each_minor", frozenset(self.sides)),
            by_nature=table.flag("by_nature"),
            citation=_place(table, self.sources),
            remind=timing.remind,
            escalate=timing.escalate,
            note=table.maybe_texts("note"),
            is_supplied=table.flag("default"),
            stopped_by=_stopped_by(table, limit or default),
        )

    def _timing(self, table: Table, limit: Within | Before | None) -> Timing:
        """The rule's own reminders where it names any, else those of its kind of limit."""
        if table.has("remind") or table.has("escalate"):
            return Timing(_reminders(table), _escalations(table))
        if limit is None:
            return Timing((), ())
        kind = CLOCK if isinstance(limit, Before) else limit.unit
        if kind not in self.timings:
            table.fail(f"no [reminders.{kind}] for its kind of limit")
        return self.timings[kind]


def _place(table: Table, sources: Documents) -> Citation:
    """A lawyer finds a limit by its point; a document alone isn't a place."""
    found = citation(table, sources)
    if not found.point:
        table.fail("the citation names no point", "citation")
    return found


def _key(table: Table) -> str:
    """Short enough for the column that a case keeps it in, and fit for the address of a page."""
    key = table.text("key")
    if not KEY.fullmatch(key):
        table.fail("'key' has small Latin letters, digits and _ only, a letter first", "key")
    if len(key) > LONGEST_KEY:
        table.fail(f"'key' is longer than {LONGEST_KEY} letters", "key")
    return key


def _starts(table: Table, above: frozenset[str]) -> tuple[Start, str]:
    if not table.has("starts_on"):
        table.fail("a deadline without a start: 'starts_on' is missing")
    starts_on = Start(table.one_of("starts_on", frozenset(Start)))
    projected_from = table.one_of("projected_from", above, default="")
    if starts_on not in ALWAYS_KNOWN and not projected_from:
        table.fail(f"unreachable until {starts_on!s} happens: 'projected_from' must name a rule above", "starts_on")
    if starts_on in ALWAYS_KNOWN and projected_from:
        table.fail(f"{starts_on!s} is always known: nothing to project", "projected_from")
    return starts_on, projected_from


def _limits(table: Table) -> tuple[Within | Before | None, Within | None]:
    """At most one limit of the law; a default of the product only where the law gives no number."""
    named = [key for key in ("within", "before", "default_within") if table.has(key)]
    if len(named) > 1:
        table.fail(f"{' and '.join(named)}: a rule has one limit", named[1])
    if table.has("before"):
        return _before(table.table("before")), None
    within = _within(table.table(named[0])) if named else None
    return (within, None) if table.has("within") else (None, within)


def _stopped_by(table: Table, limit: Within | Before | None) -> tuple[SuspensionKind, ...]:
    """The kinds of suspended teaching that stop the clock, each once; without the key nothing does."""
    if not table.has("stopped_by"):
        return ()
    found = table.words("stopped_by", frozenset(SuspensionKind), least=1)
    if len(set(found)) < len(found):
        table.fail("the same kind twice", "stopped_by")
    if not isinstance(limit, Within) or limit.unit not in STOPPABLE:
        table.fail("only a limit in hours or working days can be stopped", "stopped_by")
    return tuple(map(SuspensionKind, found))


def _within(table: Table) -> Within:
    unit = Unit(table.one_of("unit", frozenset(Unit)))
    least = 0 if unit is Unit.CALENDAR_DAYS else 1
    found = Within(table.number("count", least), unit, table.flag("roll"))
    if found.roll and unit is not Unit.CALENDAR_DAYS:
        table.fail("only calendar days roll over a day of rest", "roll")
    table.done()
    return found


def _before(table: Table) -> Before:
    found = Before(table.number("days"), table.clock("at"))
    if found.days > MOST_DAYS_BEFORE:
        table.fail(f"'days' must be at most {MOST_DAYS_BEFORE}: it's the notice of a meeting", "days")
    table.done()
    return found
