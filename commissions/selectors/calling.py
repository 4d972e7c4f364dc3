"""What waits for a meeting, and what a date would break."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from cases.enums import CaseStatus, DeadlineState
from cases.models import Act, Case, Deadline, Report
from cases.selectors.access import visible_cases
from cases.selectors.clocks import Clocks, clocks_of
from cases.selectors.evidence import limits_of_act
from commissions.domain.notice import Broken, breaches, last_moment
from commissions.enums import MeetingState
from commissions.models import Hearing
from safeguard import clock
from safeguard.access.member import Member
from safeguard.organisations.models import School
from safeguard.procedures.bindings import rules_met_by
from safeguard.procedures.schema import Before, Evidence

UNMET = (DeadlineState.OPEN, DeadlineState.MISSED)
WAITING = (CaseStatus.OPEN, CaseStatus.COMMISSION)
LIVE = (MeetingState.CALLED, MeetingState.OPEN, MeetingState.CLOSED)


@dataclass(frozen=True)
class Waiting:
    """A case that waits for the commission, with the limit that binds for the meeting and for the resolution (C-01)."""

    case: Case
    meeting_limit: Deadline | None
    resolution_limit: Deadline | None


def waiting_cases(member: Member) -> list[Waiting]:
    """Cases without a decision and without a meeting under way, the most urgent first; three queries."""
    under_way = Hearing.objects.filter(case_id=OuterRef("pk"), meeting__state__in=LIVE)
    cases = list(
        visible_cases(member)
        .filter(status__in=WAITING)
        .exclude(Exists(under_way))
        .select_related("data_key", "procedure")
        .order_by("received_at")
    )
    held, adopted = (limits_of_act(cases, each) for each in (Evidence.MEETING_HELD, Evidence.RESOLUTION_ADOPTED))
    found = [Waiting(case, _binding(held[case.pk]), _binding(adopted[case.pk])) for case in cases]
    return sorted(found, key=lambda row: row.meeting_limit.due_at if row.meeting_limit else row.case.received_at)


def _binding(limits: Sequence[Deadline]) -> Deadline | None:
    """The soonest that is still to be met, else the soonest."""
    return next((row for row in limits if row.state in UNMET), limits[0] if limits else None)


def meeting_limits(case_ids: Sequence[UUID]) -> list[datetime]:
    """The limits for the meeting that are still to be met: several clocks may run for it (C-01)."""
    cases = Case.objects.filter(pk__in=case_ids).select_related("procedure")
    found = limits_of_act(cases, Evidence.MEETING_HELD)
    return sorted(row.due_at for rows in found.values() for row in rows if row.state in UNMET)


def clocks_for(school: School, case: Case) -> Clocks:
    """By the procedure that the case keeps and the school's calendar as it is now."""
    return clocks_of(school, case.procedure)


def notice_limit(clocks: Clocks, starts_at: datetime) -> datetime | None:
    """The last moment at which everybody may be told; None where the procedure sets none."""
    limits = [rule.limit for rule in rules_met_by(clocks.procedure, Evidence.MEETING_ANNOUNCED)]
    moments = [last_moment(limit, starts_at, clocks.zone) for limit in limits if isinstance(limit, Before)]
    return min(moments, default=None)


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
    case_ids = list(case_ids)
    rows = Report.objects.filter(case__in=case_ids).select_related("reporter", "reporter__data_key", "data_key")
    found = {report.case_id: report for report in rows.order_by("-head_received_at")}
    return found | _told_elsewhere(set(case_ids) - found.keys())


def _told_elsewhere(case_ids: set[UUID]) -> dict[UUID, Report]:
    """Of a case that was split off: its report stands in the other one too."""
    if not case_ids:
        return {}
    acts = Act.objects.filter(case__in=case_ids).order_by("-report__head_received_at")
    rows = acts.select_related("report__reporter__data_key", "report__data_key")
    return {act.case_id: act.report for act in rows}
