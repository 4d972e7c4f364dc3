"""Limits that haven't begun: each counted as if every step before it took its last day (C-01: all clocks are shown)."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.enums import CaseStatus
from cases.models import Case, Deadline
from cases.selectors.clocks import Clocks
from cases.selectors.evidence import standing_events
from safeguard.procedures.acts import clocks_of_acts
from safeguard.procedures.bindings import FACTS
from safeguard.procedures.evaluate import Deadline as Limit
from safeguard.procedures.schema import Evidence

UNDECIDED = (CaseStatus.OPEN, CaseStatus.COMMISSION)


@dataclass(frozen=True)
class Ahead:
    """A projected limit, and the earlier one for the same act that binds instead of it."""

    limit: Limit
    binds: Limit | None


def limits_ahead(case: Case, clocks: Clocks, running: Iterable[Deadline]) -> list[Ahead]:
    """In the procedure's order, until the case is decided. What only the nature of a case asks for isn't foretold.

    One statement.
    """
    if case.status not in UNDECIDED:
        return []
    known = {row.rule for row in running}
    happened = standing_events(case, FACTS)
    facts = {str(FACTS[Evidence(event.kind)]): event.occurred_at for event in reversed(happened)}
    found = clocks.deadlines(case.received_at, facts)
    first = {each.key: act.binds for act in clocks_of_acts(found).values() for each in act.later}
    return [
        Ahead(limit, first.get(limit.key))
        for limit in found
        if limit.projected and limit.binding and limit.key not in known and not limit.rule.by_nature
    ]
