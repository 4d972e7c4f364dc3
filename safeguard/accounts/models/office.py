"""Who took over from whom, for good."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from safeguard.organisations.models import Organisation


class Handover(models.Model):
    """From that instant the duties of one person in an organisation are another's. Cases read it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="handovers")
    from_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="handover_not_to_oneself", condition=~Q(from_user=F("to_user")))]
        indexes = [models.Index(fields=["organisation", "from_user"], name="handover_by_organisation")]
