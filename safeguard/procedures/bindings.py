"""What binds a rule to the life of a case: the act that meets it and the fact that starts it. By data, never by key."""

from collections.abc import Mapping
from dataclasses import dataclass

from safeguard.procedures.schema import Before, Evidence, Procedure, Rule, Start

#: An act that is the start of other limits. Receipt and acceptance come with the report; a case is qualified by the
#: decision, where it says so.
FACTS: Mapping[Evidence, Start] = {
    Evidence.INVESTIGATION_ORDERED: Start.INVESTIGATION_ORDERED,
    Evidence.INVESTIGATION_REPORTED: Start.INVESTIGATION_REPORTED,
    Evidence.COMMISSION_ORDERED: Start.COMMISSION_ORDERED,
    Evidence.MEETING_HELD: Start.MEETING,
}
#: The register of the paper originals of decisions (UA-B-IV.8.9, UA-K-III.8).
DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class Deed:
    """What the record of an act must say, where the act itself is done on paper.

    `has_number`: an order or an entry has a number and a date. `has_words`: a finding, the names of those authorised.
    `after`: what must have happened where no rule says when it begins. `repeats`: once per meeting.
    """

    has_number: bool = False
    has_words: bool = False
    after: Evidence | None = None
    repeats: bool = False


#: Acts that the product has no screen of its own for: somebody records that they were done.
DEEDS: Mapping[Evidence, Deed] = {
    Evidence.INVESTIGATION_ORDERED: Deed(has_words=True),
    Evidence.INVESTIGATION_REPORTED: Deed(has_words=True),
    Evidence.COMMISSION_ORDERED: Deed(has_number=True),
    Evidence.MINUTES_SIGNED: Deed(after=Evidence.MEETING_HELD, repeats=True),
    Evidence.MINUTES_ORDERED: Deed(has_number=True, after=Evidence.MEETING_HELD, repeats=True),
    Evidence.DECISION_REGISTERED: Deed(has_number=True, after=Evidence.RESOLUTION_ADOPTED),
}


def rules_met_by(procedure: Procedure, evidence: Evidence) -> list[Rule]:
    """Every rule that the act meets: the same act may have several clocks (C-01)."""
    return [rule for rule in procedure.rules if rule.met_by is evidence]


def rules_started_by(procedure: Procedure, fact: Start, *, is_planned: bool = False) -> list[Rule]:
    """A limit that ends before its start (the notice of a meeting) runs from the plan, every other from the fact."""
    return [rule for rule in procedure.rules if rule.starts_on is fact and isinstance(rule.limit, Before) is is_planned]


def deeds_of(procedure: Procedure) -> dict[Evidence, Deed]:
    """What is recorded by hand in a case of this procedure: its rules ask for it, or its minutes and registers do."""
    asked = {rule.met_by for rule in procedure.rules}
    minutes = procedure.minutes
    if minutes and (minutes.copies > 1 or minutes.is_paper_original):
        asked.add(Evidence.MINUTES_SIGNED)
    if minutes and minutes.needs_order:
        asked.add(Evidence.MINUTES_ORDERED)
    if DECISIONS in procedure.registers:
        asked.add(Evidence.DECISION_REGISTERED)
    return {evidence: deed for evidence, deed in DEEDS.items() if evidence in asked}


def copies_of(procedure: Procedure, evidence: Evidence) -> int:
    """How many signed copies the record must show; 0 where one is enough (C-11)."""
    minutes = procedure.minutes
    return minutes.copies if minutes and evidence is Evidence.MINUTES_SIGNED and minutes.copies > 1 else 0
