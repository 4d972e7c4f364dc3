"""The district in the head's place: who may ask it, whom of it, and who acts for this case (C-22)."""

from uuid import UUID

from django.db.models import QuerySet

from cases.models import Case, Recusal
from cases.selectors.grants import head_is_out
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import DEPARTMENT_ROLES, Role
from safeguard.organisations.models import Membership
from safeguard.organisations.selectors.members import holders_of, live_memberships
from safeguard.organisations.selectors.tree import parent_of


def may_ask_district(case: Case, member: Member) -> bool:
    """The deputy; the secretary where no deputy may know of the case. A guest lets in nobody."""
    if member.guest_case is not None or not member.has_role(Role.DEPUTY, Role.SECRETARY) or not head_is_out(case):
        return False
    return member.has_role(Role.DEPUTY) or not _deputies(case).exists()


def _deputies(case: Case) -> QuerySet[Membership]:
    recused = Recusal.objects.filter(case=case).values_list("user_id", flat=True)
    return holders_of(case.school_id, [Role.DEPUTY], on=clock.today()).exclude(user_id__in=set(recused))


def officers_above(school_id: UUID) -> QuerySet[Membership]:
    """Who works in the organisation directly above the school."""
    parent = parent_of(school_id, on=clock.today())
    if parent is None:
        return Membership.objects.none()
    roles = [str(role) for role in DEPARTMENT_ROLES]
    rows = live_memberships(on=clock.today()).filter(organisation=parent, held_roles__overlap=roles)  # type: ignore[misc]
    return rows.select_related("user").order_by("user__display_name", "pk")


def guests_of(case: Case) -> QuerySet[Membership]:
    """Who acts for this case from outside today."""
    return live_memberships(on=clock.today()).filter(organisation_id=case.school_id, guest_case=case.pk)
