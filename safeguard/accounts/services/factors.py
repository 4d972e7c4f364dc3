"""A lost second step is reset by a second person, never by oneself."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import SECOND_FACTOR_ROLES, Role
from safeguard.accounts.domain.granting import may_reset_factor
from safeguard.accounts.enums import MailKind
from safeguard.accounts.services.mail import queue_mail
from safeguard.accounts.services.members import NOT_ONESELF, live_membership
from safeguard.accounts.services.sessions import end_all_sessions
from safeguard.audit.acts import log_act
from safeguard.errors import Refused, RuleViolation, gettext_noop
from safeguard.organisations.models import Membership
from safeguard.organisations.selectors.members import live_memberships

_OFFICE_ELSEWHERE = gettext_noop("This person also holds an office elsewhere; only the operator can reset it")


@transaction.atomic
def reset_second_factor(*, membership_id: UUID, by: Member) -> None:
    """Authenticator and recovery codes go, every session ends; the person learns of it by mail."""
    membership = live_membership(membership_id)
    _check(membership, by)
    removed, _ = Authenticator.objects.filter(user_id=membership.user_id).delete()
    if not removed:
        raise RuleViolation(gettext_noop("This person has no second step to reset"))
    end_all_sessions(membership.user_id)
    queue_mail(MailKind.FACTOR_RESET, user=membership.user)
    log_act(
        organisation_id=membership.organisation_id,
        kind="member.second_factor_reset",
        by=by,
        subject_user_id=membership.user_id,
        data={"membership": membership.pk},
    )


def _check(membership: Membership, by: Member) -> None:
    if membership.user_id == by.user_id:
        raise Refused(NOT_ONESELF)
    if not may_reset_factor(by.roles, map(Role, membership.roles), membership.organisation.kind):
        raise Refused(gettext_noop("Only the head or the operator can do this"))
    if Role.OPERATOR not in by.roles and _has_office_elsewhere(membership):
        raise Refused(_OFFICE_ELSEWHERE)


def _has_office_elsewhere(membership: Membership) -> bool:
    """One school's head must not weaken the account of another's officer."""
    return (
        live_memberships(on=clock.today())  # type: ignore[misc]
        .filter(user_id=membership.user_id, held_roles__overlap=[str(role) for role in SECOND_FACTOR_ROLES])
        .exclude(organisation_id=membership.organisation_id)
        .exists()
    )
