"""Who is behind a role of the procedure, today, for this case. A recused person is nobody."""

from datetime import date
from uuid import UUID

from cases.models import Case, Recusal
from safeguard.access.roles import DEPARTMENT_ROLES, Role
from safeguard.accounts.selectors.handovers import successors
from safeguard.organisations.models import Membership
from safeguard.organisations.selectors.members import holders_of, live_memberships
from safeguard.organisations.selectors.tree import parent_of
from safeguard.procedures.schema import Addressee, Rule


def addressees(case: Case, to: Addressee, rule: Rule, *, on: date) -> list[UUID]:
    """User ids. When nobody is left, the head's deputies, the responsible person and in the end the head stand in."""
    if to is Addressee.DEPARTMENT:
        return department_officers(case.school_id, on=on)
    wanted = {
        Addressee.HEAD: (Role.PRINCIPAL,),
        Addressee.DEPUTY: (Role.DEPUTY,),
        Addressee.DUTY_HOLDER: tuple(Role(duty) for duty in rule.duty_of),
    }[to]
    for roles in (wanted, (Role.DEPUTY,), (Role.RESPONSIBLE_PERSON,), (Role.PRINCIPAL,)):
        if found := _present(case, roles, on=on):
            return found
    return []


def readers(case: Case, *, on: date) -> list[UUID]:
    """Those whose office it is to receive reports: the head, the deputies, the responsible person."""
    return _present(case, (Role.PRINCIPAL, Role.DEPUTY, Role.RESPONSIBLE_PERSON), on=on)


def department_officers(school_id: UUID, *, on: date) -> list[UUID]:
    parent = parent_of(school_id, on=on)
    if parent is None:
        return []
    return list(dict.fromkeys(holders_of(parent.pk, DEPARTMENT_ROLES, on=on).values_list("user_id", flat=True)))


def _present(case: Case, roles: tuple[Role, ...], *, on: date) -> list[UUID]:
    recused = set(Recusal.objects.filter(case=case).values_list("user_id", flat=True))
    holders = list(holders_of(case.school_id, roles, on=on).values_list("user_id", flat=True))
    return [user_id for user_id in dict.fromkeys(holders or _heirs(case, roles, on=on)) if user_id not in recused]


def _heirs(case: Case, roles: tuple[Role, ...], *, on: date) -> list[UUID]:
    """Where nobody holds the role now: who took over from those that held it last, while they work in the school."""
    held = Membership.objects.filter(
        organisation_id=case.school_id, roles__overlap=[str(role) for role in roles], ended_at__isnull=False
    )
    left = held.order_by("-ended_at").values_list("user_id", flat=True)
    heirs = successors(case.school_id)
    wanted = {heirs[user_id] for user_id in left if user_id in heirs}
    live = live_memberships(on=on).filter(organisation_id=case.school_id, guest_case__isnull=True)
    return list(live.filter(user_id__in=wanted).order_by("from_on", "pk").values_list("user_id", flat=True))
