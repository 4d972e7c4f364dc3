"""Who is behind a role of the procedure, today, for this case. A recused person is nobody."""

from datetime import date
from uuid import UUID

from cases.models import Case, Recusal
from safeguard.access.roles import DEPARTMENT_ROLES, Role
from safeguard.organisations.selectors.members import holders_of
from safeguard.organisations.selectors.tree import parent_of
from safeguard.procedures.schema import Addressee, Rule


def addressees(case: Case, to: Addressee, rule: Rule, *, on: date) -> list[UUID]:
    """User ids. When nobody is left, the head's deputies and then the responsible person stand in."""
    if to is Addressee.DEPARTMENT:
        return department_officers(case.school_id, on=on)
    wanted = {
        Addressee.HEAD: (Role.PRINCIPAL,),
        Addressee.DEPUTY: (Role.DEPUTY,),
        Addressee.DUTY_HOLDER: tuple(Role(duty) for duty in rule.duty_of),
    }[to]
    for roles in (wanted, (Role.DEPUTY,), (Role.RESPONSIBLE_PERSON,)):
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
    holders = holders_of(case.school_id, roles, on=on).values_list("user_id", flat=True)
    return [user_id for user_id in dict.fromkeys(holders) if user_id not in recused]
