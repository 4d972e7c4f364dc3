"""What the pages of one case read; the caller came through `case_for`."""

from datetime import date

from cases.models import Act, Case, CaseEvent, Deadline, Report
from safeguard.calendars import WorkCalendar
from safeguard.calendars.load import MARTIAL, load_calendar
from safeguard.organisations.models import School

RECENT = 6


def deadlines_of(case: Case) -> list[Deadline]:
    """Each with the case that was read already."""
    rows = list(Deadline.objects.filter(case=case).order_by("due_at", "pk"))
    for row in rows:
        row.case = case
    return rows


def first_report(case: Case) -> Report:
    return Report.objects.filter(case=case).order_by("head_received_at").select_related("data_key")[0]


def reports_of(case: Case) -> list[Report]:
    return list(Report.objects.filter(case=case).select_related("data_key").order_by("entered_at"))


def acts_of(case: Case) -> list[Act]:
    """What happened, as each report tells it."""
    return list(Act.objects.filter(case=case).select_related("report").order_by("happened_at", "pk"))


def recent_events(case: Case, count: int = RECENT) -> list[CaseEvent]:
    return list(CaseEvent.objects.filter(case=case).order_by("-seq")[:count])


def table_of(school: School) -> WorkCalendar:
    """The country's table in the school's week: to hatch days off. The limits were counted with its overrides too."""
    martial_until: date | None = school.martial_until_on if school.calendar == MARTIAL else None
    return load_calendar(school.calendar, week=school.week, martial_until=martial_until)
