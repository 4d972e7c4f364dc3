"""From when a limit counts: the fact that starts it, else the last day of the step before."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from safeguard.procedures.bindings import FACTS, rules_met_by
from safeguard.procedures.schema import Procedure, Rule, Start

if TYPE_CHECKING:
    from safeguard.procedures.evaluate import Deadline

#: Counts one limit from its start; `projected` says that the start was taken, not known.
Count = Callable[[Rule, datetime, bool], "Deadline"]


class Limits:
    """The limits of one case, each counted once, in whichever order they ask for each other."""

    def __init__(self, procedure: Procedure, known: Mapping[Start, datetime], count: Count) -> None:
        self._procedure, self._known, self._count = procedure, known, count
        self._found: dict[str, Deadline] = {}
        self._asked: set[str] = set()

    def limit(self, rule: Rule) -> "Deadline":
        if rule.key not in self._found:
            self._asked.add(rule.key)
            self._found[rule.key] = self._count(rule, *self._start(rule))
        return self._found[rule.key]

    def _start(self, rule: Rule) -> tuple[datetime, bool]:
        """The fact that starts the limit, or the end of the step before. Acceptance, unless given, is the receipt."""
        if rule.starts_on in self._known:
            return self._known[rule.starts_on], False
        if not rule.projected_from:
            return self._known[Start.RECEIVED], False
        return self._end_of_step(rule), True

    def _end_of_step(self, rule: Rule) -> datetime:
        """The last day of the step. Several clocks for the act that starts the limit: the earliest binds (C-01)."""
        step = self._procedure.rule(rule.projected_from)
        named = self.limit(step)
        ends = [named.binding or named.started_at]
        if FACTS.get(step.met_by) is rule.starts_on:
            ends += [end for other in self._others(step) if (end := self.limit(other).binding)]
        return min(ends)

    def _others(self, step: Rule) -> list[Rule]:
        """The act's other clocks, without those that themselves wait for what is being counted."""
        return [rule for rule in rules_met_by(self._procedure, step.met_by) if not self._waits(rule)]

    def _waits(self, rule: Rule) -> bool:
        return rule.key in self._asked and rule.key not in self._found
