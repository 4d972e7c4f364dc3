"""What an institution's calendar says beside the tables, and the limits that have to be counted again for it.

The shared directory: no data of a case stands here, no name of a child. Nothing is deleted: an order is ended by
another one.
"""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from safeguard.organisations.enums import RecountCause, SuspensionKind
from safeguard.organisations.models.organisation import Organisation, School


class CalendarDay(models.Model):
    """A day that differs from the calendar table, for one organisation and all below it.

    `act_id`: the order may have named a row of days. The nearest organisation's word counts. A day is ended for a
    reason and with a moment; from then on it counts for nobody, and stays to be read.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="calendar_days")
    act_id = models.UUIDField(default=uuid7)
    day = models.DateField()
    is_working = models.BooleanField()
    reason = models.CharField(max_length=200)
    order_number = models.CharField(max_length=40)
    order_on = models.DateField(null=True, help_text="empty for what was entered before 0.2")
    made_at = models.DateTimeField(null=True)
    made_by = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)
    end_order_number = models.CharField(max_length=40, blank=True)
    end_order_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="calendar_day_once", fields=["organisation", "day"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(name="calendar_day_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="calendar_day_end_has_reason",
                condition=Q(ended_at__isnull=True, end_reason="") | Q(ended_at__isnull=False) & ~Q(end_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "act_id"], name="calendar_day_by_act")]


class TeachingSuspension(models.Model):
    """Teaching is suspended, for one organisation and all below it. It stops a limit only where its rule says so."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="suspensions")
    kind = models.CharField(max_length=12, choices=SuspensionKind)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, help_text="empty = it lasts")
    reason = models.CharField(max_length=200)
    order_number = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, help_text="entered by mistake: it never was")
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="suspension_ends_after_it_begins",
                condition=Q(until_at__isnull=True) | Q(until_at__gt=F("from_at")),
            ),
            models.CheckConstraint(
                name="suspension_withdrawn_has_reason",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "from_at"], name="suspension_by_place")]


class CalendarRecount(models.Model):
    """One school whose open limits have to be counted again, and why. Written with the act, so no broker can lose it.

    `since`: a limit that had passed before it stays missed; one that was still open then moves, also when the worker
    came late.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    institution = models.ForeignKey(School, models.PROTECT, related_name="recounts", db_index=False)
    cause = models.CharField(max_length=12, choices=RecountCause)
    reason = models.CharField(max_length=200, blank=True)
    order_number = models.CharField(max_length=40, blank=True)
    order_on = models.DateField(null=True)
    ordered_by = models.CharField(max_length=200, blank=True, help_text="name of the institution")
    since = models.DateTimeField()
    asked_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True, help_text="when a worker was last asked for it")
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["institution", "asked_at"], name="recount_by_school"),
            models.Index(fields=["asked_at"], name="recount_waiting", condition=Q(done_at__isnull=True)),
        ]


class CalendarEdition(models.Model):
    """An edition of a calendar's tables that this installation has worked with. A new one asks for recounts."""

    code = models.CharField(max_length=20)
    version = models.CharField(max_length=40)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="calendar_edition_once", fields=["code", "version"])]
