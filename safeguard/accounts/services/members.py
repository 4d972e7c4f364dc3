"""Roles change, people leave: the duties stay."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import F

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import SECOND_FACTOR_ROLES, Role
from safeguard.accounts.domain.granting import grantable, may_act_on, may_name_acting_head, needs_successor
from safeguard.accounts.models import Handover, User
from safeguard.accounts.selectors.factors import has_second_factor, needs_second_factor
from safeguard.accounts.services.duties import hand_over_duties
from safeguard.accounts.services.sessions import end_all_sessions
from safeguard.audit.acts import log_act
from safeguard.errors import Conflict, Refused, RuleViolation, gettext_noop
from safeguard.organisations.models import ActingHead, Membership
from safeguard.organisations.selectors.members import roles_of

NOT_ONESELF = gettext_noop("Somebody else has to do this for you")
STANDS_HIGHER = gettext_noop("Only the operator can do this for this person")
_ENDED = gettext_noop("This membership has ended in the meantime")
_NO_SUCCESSOR = gettext_noop("Say who takes over the duties")
_NO_SECOND_STEP = gettext_noop(
    "These duties open the words of children: whoever takes them over sets up the second step of signing in first"
)
_NOT_HERE = gettext_noop("The successor must work in the same institution")


@transaction.atomic
def change_roles(*, membership_id: UUID, roles: Iterable[Role], position: str, by: Member) -> Membership:
    """The new and the old roles must both be ones that `by` may give."""
    wanted = frozenset(roles)
    membership = live_membership(membership_id)
    check_subject(membership, by)
    if not wanted or not wanted <= grantable(by.roles, membership.organisation.kind):
        raise Refused(gettext_noop("You can’t give this role"), field="roles")
    before = list(membership.roles)
    membership.roles, membership.position = sorted(wanted), position
    membership.save(update_fields=["roles", "position"])
    log_act(
        organisation_id=membership.organisation_id,
        kind="member.roles_changed",
        by=by,
        subject_user_id=membership.user_id,
        data={"membership": membership.pk, "before": before, "after": membership.roles},
    )
    return membership


@transaction.atomic
def deactivate_member(*, membership: Membership, successor: Membership | None, by: Member) -> None:
    """Ends the membership and every session, hands the duties over; closes the account that works nowhere else."""
    leaving = live_membership(membership.pk, *([successor.pk] if successor else []))
    check_subject(leaving, by)
    _check_successor(leaving, successor)
    now = clock.now()
    leaving.ended_at, leaving.ended_by_id = now, by.user_id
    leaving.save(update_fields=["ended_at", "ended_by"])
    orders = ActingHead.objects.filter(
        organisation_id=leaving.organisation_id, user_id=leaving.user_id, ended_at__isnull=True
    )
    orders.update(ended_at=now, ended_by_id=by.user_id)
    if successor is not None:
        Handover.objects.create(
            organisation_id=leaving.organisation_id,
            from_user_id=leaving.user_id,
            to_user_id=successor.user_id,
            at=now,
            by_id=by.user_id,
        )
    hand_over_duties(leaving=leaving, successor=successor, by=by)
    end_all_sessions(leaving.user_id)
    _close_account_without_work(leaving.user_id)
    log_act(
        organisation_id=leaving.organisation_id,
        kind="member.deactivated",
        by=by,
        subject_user_id=leaving.user_id,
        data={"membership": leaving.pk, "successor": successor.user_id if successor else None},
    )


def live_membership(membership_id: UUID, *others: UUID) -> Membership:
    """Locked, together with others, in one order: two people can't hand over to each other."""
    rows = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("organisation", "user")
        .filter(pk__in=[membership_id, *others], ended_at__isnull=True, guest_case__isnull=True)
        .order_by("pk")
    )
    found = {row.pk: row for row in rows}
    if len(found) != 1 + len(others):
        raise Conflict(_ENDED)
    return found[membership_id]


def check_subject(membership: Membership, by: Member) -> None:
    """Nobody acts on themselves, nor on whom they couldn't have appointed."""
    if membership.user_id == by.user_id:
        raise Refused(NOT_ONESELF)
    if not may_act_on(by.roles, map(Role, membership.roles), membership.organisation.kind):
        raise Refused(STANDS_HIGHER)
    if Role.PRINCIPAL in roles_of(membership) and not may_name_acting_head(by.roles):
        raise Refused(gettext_noop("Only the head or the operator can do this"))


def _check_successor(leaving: Membership, successor: Membership | None) -> None:
    if successor is None:
        if needs_successor(map(Role, leaving.roles)):
            raise RuleViolation(_NO_SUCCESSOR, field="successor")
        return
    if successor.organisation_id != leaving.organisation_id or successor.user_id == leaving.user_id:
        raise RuleViolation(_NOT_HERE, field="successor")
    is_guarded = not SECOND_FACTOR_ROLES.isdisjoint(map(Role, leaving.roles))
    heir = successor.user_id
    if is_guarded and not (has_second_factor(heir) or needs_second_factor(heir)):
        raise RuleViolation(_NO_SECOND_STEP, field="successor")


def _close_account_without_work(user_id: UUID) -> None:
    if not Membership.objects.filter(user_id=user_id, ended_at__isnull=True).exists():
        User.objects.filter(pk=user_id, is_active=True).update(
            is_active=False, deactivated_at=clock.now(), session_epoch=F("session_epoch") + 1
        )
