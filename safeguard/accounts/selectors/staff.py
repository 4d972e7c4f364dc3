"""Who works in an organisation, and who is invited."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from safeguard import clock
from safeguard.accounts.models import Invitation
from safeguard.organisations.models import Membership, Organisation


def staff_of(organisation_id: UUID) -> QuerySet[Membership]:
    """Everybody whose membership has not ended, guests apart."""
    return (
        Membership.objects.filter(organisation_id=organisation_id, ended_at__isnull=True, guest_case__isnull=True)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=clock.today()))
        .select_related("user", "organisation")
        .order_by("user__display_name", "pk")
    )


def open_invitations(organisation_id: UUID) -> QuerySet[Invitation]:
    """Not answered and not withdrawn; expired ones too, because they can be sent again."""
    return Invitation.objects.filter(
        organisation_id=organisation_id, accepted_at__isnull=True, revoked_at__isnull=True
    ).order_by("-created_at")


def zone_of(organisation: Organisation) -> ZoneInfo:
    return ZoneInfo(organisation.timezone)
