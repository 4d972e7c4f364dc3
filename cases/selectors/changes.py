"""What the pages of joining and splitting read."""

from cases.enums import CaseStatus
from cases.models import Case, CaseUserObjectPermission, Handling, Report
from cases.selectors.access import visible_cases
from cases.selectors.grants import names_of
from cases.selectors.joined import told_in
from safeguard.access.member import Member

_WORKED_ON = (CaseStatus.OPEN, CaseStatus.COMMISSION)


def joinable_to(later: Case, member: Member) -> list[Case]:
    """Earlier cases that are still worked on under the same edition; the newest first."""
    rows = visible_cases(member).filter(status__in=_WORKED_ON, procedure=later.procedure_id)
    earlier = rows.filter(received_at__lte=later.received_at).exclude(pk=later.pk).select_related("data_key")
    return [case for case in earlier.order_by("-received_at", "-number") if _is_before(case, later)]


def _is_before(case: Case, later: Case) -> bool:
    return (case.received_at, case.number) < (later.received_at, later.number)


def see_only(later: Case, earlier: Case) -> list[str]:
    """Names of those who were let into the later case alone: joining lets nobody in."""
    return sorted(names_of(_let_into(later) - _let_into(earlier)).values())


def _let_into(case: Case) -> set:  # type: ignore[type-arg]
    granted = CaseUserObjectPermission.objects.filter(content_object=case).values_list("user_id", flat=True)
    working = Handling.objects.filter(case=case, until_at__isnull=True).values_list("user_id", flat=True)
    return {*granted, *working}


def reports_told_in(case: Case) -> list[Report]:
    return list(told_in(case).order_by("head_received_at", "pk"))
