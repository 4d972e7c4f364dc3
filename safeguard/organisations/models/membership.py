from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from safeguard.organisations.models.organisation import Organisation


class Membership(models.Model):
    """A user's place in an organisation, with roles and dates.

    A guest membership lets somebody from outside (the district, when the head is accused) into a single case:
    it names the case, the ground, the end and who granted it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=20))
    position = models.CharField(max_length=100, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    guest_case = models.UUIDField(null=True)
    guest_ground = models.CharField(max_length=200, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="membership_one_live_per_organisation",
                fields=["user", "organisation"],
                condition=Q(ended_at__isnull=True, guest_case__isnull=True),
            ),
            models.CheckConstraint(
                name="membership_guest_has_ground_and_end",
                condition=Q(guest_case__isnull=True)
                | (Q(until_on__isnull=False, granted_by__isnull=False) & ~Q(guest_ground="")),
            ),
            models.CheckConstraint(
                name="membership_end_has_author",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "user"], name="membership_by_organisation")]
