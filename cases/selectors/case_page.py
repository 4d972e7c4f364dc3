"""What the pages of one case read; the caller came through `case_for`."""

from collections.abc import Iterable

from cases.models import Act, Case, CaseEvent, Deadline, Report
from cases.selectors.joined import told_in
from safeguard import clock
from safeguard.organisations.selectors.calendar import Suspended, suspended_between

RECENT = 6


def deadlines_of(case: Case) -> list[Deadline]:
    """Each with the case that was read already."""
    rows = list(Deadline.objects.filter(case=case).order_by("due_at", "pk"))
    for row in rows:
        row.case = case
    return rows


def first_report(case: Case) -> Report:
    return told_in(case).order_by("head_received_at").select_related("data_key")[0]


def reports_of(case: Case) -> list[Report]:
    return list(told_in(case).select_related("data_key").order_by("entered_at"))


def acts_of(case: Case) -> list[Act]:
    """What happened, as each report tells it."""
    return list(Act.objects.filter(case=case).select_related("report").order_by("happened_at", "pk"))


def recent_events(case: Case, count: int = RECENT) -> list[CaseEvent]:
    return list(CaseEvent.objects.filter(case=case).order_by("-seq")[:count])


def suspended_during(case: Case, deadlines: Iterable[Deadline]) -> list[Suspended]:
    """Suspended teaching while any limit of the case ran or runs. One statement, none without a limit."""
    spans = [(min(row.starts_at, row.due_at), row.met_at or max(row.due_at, clock.now())) for row in deadlines]
    if not spans:
        return []
    return suspended_between(case.school_id, min(span[0] for span in spans), max(span[1] for span in spans))
