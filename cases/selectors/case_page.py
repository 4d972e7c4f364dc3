"""What the pages of one case read; the caller came through `case_for`."""

from cases.models import Case, CaseEvent, Deadline, Report

RECENT = 6


def deadlines_of(case: Case) -> list[Deadline]:
    return list(Deadline.objects.filter(case=case).order_by("due_at"))


def first_report(case: Case) -> Report:
    return Report.objects.filter(case=case).order_by("head_received_at").select_related("data_key")[0]


def reports_of(case: Case) -> list[Report]:
    return list(Report.objects.filter(case=case).select_related("data_key").order_by("entered_at"))


def recent_events(case: Case, count: int = RECENT) -> list[CaseEvent]:
    return list(CaseEvent.objects.filter(case=case).order_by("-seq")[:count])
