"""Several clocks for one act (conflict C-01): all of them are shown, and the one that ends first binds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from safeguard.procedures.evaluate import Deadline
from safeguard.procedures.schema import Evidence

#: Acts done once in a case. A notice may be owed twice, on receipt and on qualification: those are two acts (C-02).
ONCE = frozenset(Evidence) - {Evidence.NOTICE_GIVEN, Evidence.MEETING_ANNOUNCED}


@dataclass(frozen=True, slots=True)
class Clocks:
    """The limits of one act, soonest first."""

    limits: tuple[Deadline, ...]

    @property
    def binds(self) -> Deadline:
        return self.limits[0]

    @property
    def later(self) -> tuple[Deadline, ...]:
        """Those that end after the binding one. A chain of steps that ends here doesn't fit: warned at set-up."""
        return tuple(each for each in self.limits[1:] if _end(each) > _end(self.binds))


def clocks_of_acts(found: Iterable[Deadline]) -> Mapping[Evidence, Clocks]:
    """Every act that more than one limit speaks of."""
    acts: dict[Evidence, list[Deadline]] = {}
    for each in found:
        if each.rule.met_by in ONCE and each.binding:
            acts.setdefault(each.rule.met_by, []).append(each)
    return {act: Clocks(tuple(sorted(limits, key=_end))) for act, limits in acts.items() if len(limits) > 1}


def _end(limit: Deadline) -> datetime:
    assert limit.binding is not None  # noqa: S101  the others are left out
    return limit.binding
