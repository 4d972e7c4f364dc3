"""`case_for`: the only door to a case."""

from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from cases.enums import CaseStatus, Danger, ReportStatus
from cases.models import Case, CaseUserObjectPermission, Handling, Recusal, Report
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.audit.access import LookRefused, record_access
from safeguard.organisations.selectors.members import as_member, live_memberships

VIEW_CODENAME = "view_case"


def visible_cases(member: Member) -> QuerySet[Case]:
    """Every case the member may know of. The same rule as `safeguard.access.policy.may_see_case`, in SQL.

    A recusal denies first; a guest sees the one case; then office, duty or grant.
    """
    recused = Recusal.objects.filter(case_id=OuterRef("pk"), user_id=member.user_id)
    cases = Case.objects.exclude(Exists(recused))
    if member.guest_case is not None:
        return cases.filter(pk=member.guest_case)
    if member.may(Permission.CASE_VIEW_ALL):
        return cases
    handling = Handling.objects.filter(case_id=OuterRef("pk"), user_id=member.user_id, until_at__isnull=True)
    granted = CaseUserObjectPermission.objects.filter(
        content_object_id=OuterRef("pk"), user_id=member.user_id, permission__codename=VIEW_CODENAME
    )
    return cases.filter(Q(Exists(handling)) | Q(Exists(granted)))


def with_danger(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Each with `is_danger`: a report that stands said that a child is in danger, and nothing is decided yet."""
    told = Q(case_id=OuterRef("pk")) | Q(acts__case_id=OuterRef("pk"))
    said = Report.objects.filter(told, status=ReportStatus.RECEIVED, danger_now=Danger.YES)
    open_ = Q(status__in=[CaseStatus.OPEN, CaseStatus.COMMISSION])
    return cases.annotate(is_danger=Exists(said) & open_)


def in_danger(cases: QuerySet[Case]) -> QuerySet[Case]:
    return with_danger(cases).filter(Q(is_danger=True))  # type: ignore[misc]


def case_for(member: Member, case_id: UUID, *, what: str = "case") -> Case:
    """The case, or a 404 that is the same for an absent id and a hidden one; either way the look is recorded.

    `what` names the page or act for the access record, such as "timeline".
    """
    rows = with_danger(visible_cases(member)).annotate(**_kin(member)).select_related("procedure", "data_key")
    case = rows.filter(pk=case_id).first()
    if case is None:
        raise LookRefused(member=member, case_id=case_id, what=what)
    record_access(member=member, case_id=case_id, what=what, is_allowed=True)
    return case


def _kin(member: Member) -> dict[str, ArraySubquery]:
    """`joined_ids` of what was joined to the case; `kin`: every visible case that it was joined to or split from."""
    joined = Case.objects.filter(joined_to=OuterRef("pk")).values("pk")
    above = Q(pk=OuterRef("joined_to_id")) | Q(pk=OuterRef("split_from_id"))
    below = Q(joined_to_id=OuterRef("pk")) | Q(split_from_id=OuterRef("pk"))
    said = JSONObject(id="pk", number="number", joined_to="joined_to_id")
    kin = visible_cases(member).filter(above | below).order_by("school_year", "number")
    return {"joined_ids": ArraySubquery(joined), "kin": ArraySubquery(kin.values(said=said))}


def who_sees(case: Case) -> list[tuple[str, str]]:
    """Name and role of everybody whose office or grant opens the case, without those who are recused."""
    recused = set(Recusal.objects.filter(case=case).values_list("user_id", flat=True))
    granted = set(CaseUserObjectPermission.objects.filter(content_object=case).values_list("user_id", flat=True))
    seen = []
    for membership in live_memberships(on=clock.today()).filter(organisation_id=case.school_id).select_related("user"):
        by_office = as_member(membership).may(Permission.CASE_VIEW_ALL)
        if membership.user_id not in recused and (by_office or membership.user_id in granted):
            seen.append((membership.user.display_name, membership.position))
    return sorted(seen)
