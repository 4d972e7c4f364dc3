"""What came in after a case was decided, and which limits run when it goes on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cases.models import Case, CaseEvent, ReportAddition
from cases.selectors.joined import told_in
from safeguard.procedures.schema import Evidence

#: After these nothing was open any more.
TURNS = (Evidence.RESOLUTION_ADOPTED, "case.decided")


@dataclass(frozen=True)
class Fact:
    """A report or an addition; `kind` is its key in the event."""

    id: UUID
    kind: str
    number: int
    at: datetime


def turned_at(case: Case) -> datetime | None:
    """When the last decision was entered."""
    rows = CaseEvent.objects.filter(case=case, kind__in=TURNS).order_by("-seq")
    return rows.values_list("recorded_at", flat=True).first()


def new_facts(case: Case) -> list[Fact]:
    """Newer than the last decision; the oldest first."""
    since = turned_at(case)
    if since is None:
        return []
    reports = told_in(case)
    later = reports.filter(entered_at__gt=since).values_list("pk", "number", "entered_at")
    additions = ReportAddition.objects.filter(report__in=reports.values("pk"), added_at__gt=since)
    rows = additions.values_list("pk", "report__number", "added_at")
    found = [Fact(pk, "report", number, at) for pk, number, at in later]
    found += [Fact(pk, "addition", number, at) for pk, number, at in rows]
    return sorted(found, key=lambda fact: fact.at)
