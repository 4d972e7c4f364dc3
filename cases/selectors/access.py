"""`case_for`: the only door to a case."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from cases.models import Case, CaseUserObjectPermission, Handling, Recusal
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.audit.access import record_access

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


def case_for(member: Member, case_id: UUID, *, what: str = "case") -> Case:
    """The case, or a 404 that is the same for an absent id and a hidden one; either way the look is recorded.

    `what` names the page or act for the access record, such as "timeline".
    """
    case = visible_cases(member).select_related("procedure", "data_key").filter(pk=case_id).first()
    record_access(member=member, case_id=case_id, what=what, is_allowed=case is not None)
    if case is None:
        raise Http404
    return case
