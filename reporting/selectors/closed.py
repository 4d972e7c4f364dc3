"""Quarters that stay closed to somebody who is recused: a count would tell that the case is there."""

from uuid import UUID

from django.utils import timezone

from cases.models import Case, Recusal, Report
from reporting.domain.periods import Quarter, quarter_of


def closed_quarters(user_id: UUID | None) -> set[Quarter]:
    """In which a case from which the person is recused, or one of its reports, counts. Inside the school's scope.

    Until the return of the quarter is frozen; one statement.
    """
    if user_id is None:
        return set()
    hidden = Recusal.objects.filter(user_id=user_id).values("case_id")
    received = Case.objects.filter(pk__in=hidden).values_list("received_at")
    told = Report.objects.filter(case__in=hidden).values_list("head_received_at")
    return {quarter_of(timezone.localtime(at).date()) for (at,) in received.union(told)}
