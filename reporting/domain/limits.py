"""Which limits the statistics count, by what the rules say of themselves: no rule is named here."""

from collections.abc import Iterator

from safeguard.procedures.schema import Evidence, Procedure, Rule, Start

#: The bodies that the law calls police in one country and law enforcement in the other.
POLICE = frozenset({"police", "law_enforcement"})
_OF_ACT = {Evidence.MEETING_HELD: "meeting_in_time", Evidence.RESOLUTION_ADOPTED: "resolution_in_time"}


def counted_limits(procedure: Procedure) -> Iterator[tuple[str, str]]:
    """The key of a rule, and the indicator it counts in when it was met in time."""
    for rule in procedure.rules:
        if indicator := _indicator(rule):
            yield rule.key, indicator


def _indicator(rule: Rule) -> str:
    """The first notices, which the receipt of the report starts; a later one to the same body is another act (C-02)."""
    if rule.met_by is not Evidence.NOTICE_GIVEN:
        return _OF_ACT.get(rule.met_by, "")
    if rule.starts_on is not Start.RECEIVED:
        return ""
    if rule.each:
        return "guardians_in_time"
    return "authority_in_time" if rule.recipient in POLICE else ""
