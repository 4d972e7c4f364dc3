"""Which limits the statistics count, by what the rules say of themselves: no rule is named here."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from safeguard.procedures.catalogue import load_procedure, procedures, versions
from safeguard.procedures.schema import Evidence, Rule, Start

#: The bodies that the law calls police in one country and law enforcement in the other.
POLICE = frozenset({"police", "law_enforcement"})
_OF_ACT = {Evidence.MEETING_HELD: "meeting_in_time", Evidence.RESOLUTION_ADOPTED: "resolution_in_time"}


@dataclass(frozen=True, slots=True)
class Counted:
    """A rule of a version of a procedure, and the indicator it counts in when it was met in time."""

    procedure: str
    version: str
    rule: str
    indicator: str


@cache
def counted_limits() -> tuple[Counted, ...]:
    """Of every version in the rulebook: a released file never changes, so the process keeps it."""
    return tuple(_counted())


def _counted() -> Iterator[Counted]:
    for name in procedures():
        for version in versions(name):
            for rule in load_procedure(name, version).rules:
                if indicator := _indicator(rule):
                    yield Counted(name, version, rule.key, indicator)


def _indicator(rule: Rule) -> str:
    """The first notices, which the receipt of the report starts; a later one to the same body is another act (C-02)."""
    if rule.met_by is not Evidence.NOTICE_GIVEN:
        return _OF_ACT.get(rule.met_by, "")
    if rule.starts_on is not Start.RECEIVED:
        return ""
    if rule.each:
        return "guardians_in_time"
    return "authority_in_time" if rule.recipient in POLICE else ""
