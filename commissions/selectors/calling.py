"""What waits for a meeting, and what a date would break."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from cases.enums import CaseStatus, DeadlineState
from cases.models import Case, Deadline, Report
from cases.selectors.access import visible_cases
from cases.selectors.clocks import Clocks, clocks_of
from commissions.domain.notice import Broken, breaches, last_moment
from commissions.enums import MeetingState
from commissions.models import Hearing
from safeguard import clock
from safeguard.access.member import Member
from safeguard.organisations.models import School
from safeguard.procedures.schema import Before

UNMET = (DeadlineState.OPEN, DeadlineState.MISSED)
WAITING = (CaseStatus.OPEN, CaseStatus.COMMISSION)
LIVE = (MeetingState.CALLED, MeetingState.OPEN, MeetingState.CLOSED)


@dataclass(frozen=True)
class Waiting:
    """A case that waits for the commission, with the limit for the meeting and the one for the resolution."""

    case: Case
    meeting_limit: Deadline | None
    resolution_limit: Deadline | None


def waiting_cases(member: Member) -> list[Waiting]:
    """Cases without a decision and without a meeting under way, the most urgent first; two queries."""
    under_way = Hearing.objects.filter(case_id=OuterRef("pk"), meeting__state__in=LIVE)
    cases = list(
        visible_cases(member)
        .filter(status__in=WAITING)
        .exclude(Exists(under_way))
        .select_related("data_key", "procedure")
        .order_by("received_at")
    )
    limits = {(row.case_id, row.rule): row for row in _limits(case.pk for case in cases)}
    found = [
        Waiting(case, limits.get((case.pk, "commission_meeting")), limits.get((case.pk, "resolution")))
        for case in cases
    ]
    return sorted(found, key=lambda row: row.meeting_limit.due_at if row.meeting_limit else row.case.received_at)


def _limits(case_ids: Iterable[UUID]) -> list[Deadline]:
    return list(Deadline.objects.filter(case__in=list(case_ids), rule__in=["commission_meeting", "resolution"]))


def meeting_limits(case_ids: Sequence[UUID]) -> list[datetime]:
    """The limits for the meeting that are still to be met."""
    rows = Deadline.objects.filter(case__in=case_ids, rule="commission_meeting", state__in=UNMET)
    return sorted(rows.values_list("due_at", flat=True))


def clocks_for(school: School, case: Case) -> Clocks:
    """Deadlines are counted with the calendar of the day on which the report was received."""
    return clocks_of(school, case.procedure, on=case.received_at.date())


def notice_limit(clocks: Clocks, starts_at: datetime) -> datetime | None:
    """The last moment at which everybody may be told; None where the procedure sets none."""
    rule = next((rule for rule in clocks.procedure.rules if rule.key == "meeting_notice"), None)
    if rule is None or not isinstance(rule.limit, Before):
        return None
    return last_moment(rule.limit, starts_at, clocks.zone)


def broken_by(clocks: Clocks, case_ids: Sequence[UUID], starts_at: datetime) -> list[Broken]:
    """The breaches of a date, as they stand now (conflict C-24)."""
    return breaches(
        starts_at,
        now=clock.now(),
        notice_limit=notice_limit(clocks, starts_at),
        meeting_limits=meeting_limits(case_ids),
    )


def first_reports(case_ids: Iterable[UUID]) -> dict[UUID, Report]:
    """The report that a case began with."""
    rows = Report.objects.filter(case__in=list(case_ids)).select_related("reporter", "reporter__data_key", "data_key")
    return {report.case_id: report for report in rows.order_by("-head_received_at")}
