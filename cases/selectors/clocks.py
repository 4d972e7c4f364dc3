"""What a case is counted with: the pinned procedure, the school's calendar on that day, its zone."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from cases.models import Case
from safeguard.calendars import WorkCalendar
from safeguard.calendars.load import MARTIAL, load_calendar
from safeguard.organisations.models import ProcedureVersion, School
from safeguard.organisations.selectors.adoption import calendar_overrides
from safeguard.procedures.catalogue import load_procedure
from safeguard.procedures.schema import Procedure


@dataclass(frozen=True)
class Clocks:
    """Everything but the facts that a deadline needs."""

    procedure: Procedure
    calendar: WorkCalendar
    zone: ZoneInfo


def definition_of(version: ProcedureVersion) -> Procedure:
    return load_procedure(version.procedure, version.version)


def calendar_of(school: School, *, on: date) -> WorkCalendar:
    """The country's table in the school's week, with what its tree has overridden."""
    martial_until = school.martial_until_on if school.calendar == MARTIAL else None
    table = load_calendar(school.calendar, week=school.week, martial_until=martial_until)
    return table.with_overrides(calendar_overrides(school, on=on))


def clocks_of(school: School, version: ProcedureVersion, *, on: date) -> Clocks:
    """`school.organisation` should be selected with it."""
    return Clocks(definition_of(version), calendar_of(school, on=on), ZoneInfo(school.organisation.timezone))


def clocks_of_case(case: Case) -> Clocks:
    """Counted with the calendar of the day on which the report was received; two statements."""
    school = School.objects.select_related("organisation").get(pk=case.school_id)
    return clocks_of(school, case.procedure, on=case.received_at.date())
