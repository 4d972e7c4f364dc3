"""What a case is counted with: the pinned procedure, the school's calendar, its zone."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cases.models import Case
from safeguard.calendars import WorkCalendar
from safeguard.organisations.models import ProcedureVersion, School
from safeguard.organisations.selectors.calendar import calendar_of
from safeguard.organisations.selectors.editions import definition_of as _definition_of
from safeguard.procedures.schema import Procedure


@dataclass(frozen=True)
class Clocks:
    """Everything but the facts that a deadline needs."""

    procedure: Procedure
    calendar: WorkCalendar
    zone: ZoneInfo


def definition_of(version: ProcedureVersion) -> Procedure:
    """A released file, or an edition that an institution entered."""
    return _definition_of(version)


def clocks_of(school: School, version: ProcedureVersion) -> Clocks:
    """`school.organisation` should be selected with it."""
    return Clocks(definition_of(version), calendar_of(school), ZoneInfo(school.organisation.timezone))


def clocks_of_case(case: Case) -> Clocks:
    """By the calendar as it is now: what was counted before it changed is counted again. Two statements."""
    school = School.objects.select_related("organisation").get(pk=case.school_id)
    return clocks_of(school, case.procedure)
