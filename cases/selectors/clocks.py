"""What a case is counted with: the pinned procedure, the school's calendar, its zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cases.models import Case
from safeguard import clock
from safeguard.calendars import Suspension, WorkCalendar
from safeguard.organisations.models import ProcedureVersion, School
from safeguard.organisations.selectors.calendar import as_time, calendar_of, suspended_between
from safeguard.organisations.selectors.editions import definition_of as _definition_of
from safeguard.procedures import evaluate
from safeguard.procedures.schema import Procedure

#: No limit runs longer than what an order on the calendar may reach back.
LONGEST_CASE = timedelta(days=731)


@dataclass(frozen=True)
class Clocks:
    """Everything but the facts that a deadline needs."""

    procedure: Procedure
    calendar: WorkCalendar
    zone: ZoneInfo
    #: Only where a rule of the procedure is stopped by it: no other limit asks.
    suspended: tuple[Suspension, ...] = ()

    def deadlines(self, received: datetime, facts: Mapping[str, datetime]) -> list[evaluate.Deadline]:
        return evaluate.deadlines(self.procedure, received, facts, self.calendar, self.zone, self.suspended)


def definition_of(version: ProcedureVersion) -> Procedure:
    """A released file, or an edition that an institution entered."""
    return _definition_of(version)


def entered_by(version: ProcedureVersion) -> str:
    """The institution whose edition it is; empty for a released file, without a statement."""
    return version.owner.name if version.owner_id and version.owner else ""


def clocks_of(school: School, version: ProcedureVersion) -> Clocks:
    """`school.organisation` should be selected with it. One statement, and one more where suspended teaching counts."""
    procedure = definition_of(version)
    zone = ZoneInfo(school.organisation.timezone)
    return Clocks(procedure, calendar_of(school), zone, _suspended(school, procedure))


def _suspended(school: School, procedure: Procedure) -> tuple[Suspension, ...]:
    if not any(rule.stopped_by for rule in procedure.rules):
        return ()
    now = clock.now()
    return tuple(as_time(suspended_between(school.pk, now - LONGEST_CASE, now + LONGEST_CASE)))


def clocks_of_case(case: Case) -> Clocks:
    """By the calendar as it is now: what was counted before it changed is counted again. Two statements."""
    school = School.objects.select_related("organisation").get(pk=case.school_id)
    return clocks_of(school, case.procedure)
