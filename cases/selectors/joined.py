"""What was joined to a case is read through it: who keeps its own rows and what a joined clock waits for."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Case, Deadline, Involvement, Report
from safeguard.documents.models import Document
from safeguard.documents.selectors import documents_of


def of(case: Case) -> Q:
    """For rows that are never rewritten (answers to duties, events): those of the case and of what was joined to it."""
    return Q(case=case) | Q(case__joined_to=case)


def joined_cases(case: Case) -> QuerySet[Case]:
    return Case.objects.filter(joined_to=case).order_by("received_at", "number")


def papers_of(case: Case) -> QuerySet[Document]:
    """The papers of a case that came through `case_for`, with those of what was joined to it."""
    return documents_of(case.pk, *getattr(case, "joined_ids", ()))


def told_in(case: Case) -> QuerySet[Report]:
    """The reports of a case; one that told of two unrelated acts stands in both cases after the split."""
    return Report.objects.filter(Q(case=case) | Q(acts__case=case)).distinct()


def clocks_that_came(case: Case, *rules: str) -> dict[UUID | None, datetime]:
    """Clocks of the reports of joined cases, by their report, each with when it began: it wants acts of its own."""
    came = Involvement.ever.filter(act__report_id=OuterRef("subject_id"), case=case, came_at__isnull=False)
    rows = Deadline.objects.filter(Exists(came), case=case)
    if rules:
        rows = rows.filter(rule__in=rules)
    return dict(rows.values_list("subject_id", "starts_at"))
