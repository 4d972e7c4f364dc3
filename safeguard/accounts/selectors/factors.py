"""Who must have a second step, and who has one."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, Q

from safeguard import clock
from safeguard.access.roles import SECOND_FACTOR_ROLES
from safeguard.accounts.models import User
from safeguard.organisations.models import ActingHead, Membership

_A_DAY = timedelta(days=1)


def needs_second_factor(user_id: UUID) -> bool:
    """By any live membership or order, in one query. A day is added at both ends: no zone falls through."""
    today = clock.today()
    near = Q(from_on__lte=today + _A_DAY) & (Q(until_on__isnull=True) | Q(until_on__gte=today - _A_DAY))
    roles = [str(role) for role in SECOND_FACTOR_ROLES]
    offices = Membership.objects.filter(near, user_id=user_id, ended_at__isnull=True, roles__overlap=roles)
    orders = ActingHead.objects.filter(near, user_id=user_id, ended_at__isnull=True)
    return User.objects.filter(Exists(offices) | Exists(orders), pk=user_id).exists()


def has_second_factor(user_id: UUID) -> bool:
    return Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).exists()


def with_second_factor(user_ids: Iterable[UUID]) -> set[UUID]:
    rows = Authenticator.objects.filter(user_id__in=list(user_ids), type=Authenticator.Type.TOTP)
    return set(rows.values_list("user_id", flat=True))
