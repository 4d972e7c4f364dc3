"""Who stands in for the head by order."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from uuid_utils.compat import uuid7

from safeguard.organisations.models.organisation import Organisation


class ActingHead(models.Model):
    """By order somebody is acting head from a day to a day, both inclusive; one at a time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="acting_heads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="acting_heads")
    order_number = models.CharField(max_length=40)
    order_on = models.DateField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="empty = until it is ended")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="acting_head_ends_after_start",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="acting_head_end_has_author",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            ExclusionConstraint(
                name="acting_head_one_a_day",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    (Func(F("from_on"), F("until_on"), Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at__isnull=True),
            ),
        ]
