"""A commission: appointed by order, composed of dated seats; standing, or for one case (UA-B-IV.4.1-4.2, C-03)."""

from django.db import models
from django.db.models import F, Q

from commissions.enums import Office
from safeguard.tenancy.models import SchoolRow

_OFFICERS = [Office.CHAIR, Office.DEPUTY, Office.SECRETARY]


class Commission(SchoolRow):
    """The standing one of the school, or one that an order created for a case; the order says who sits on it."""

    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField()

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(
                name="commission_standing_or_of_a_case", fields=["school", "case"], nulls_distinct=False
            ),
        ]


class CommissionOrder(SchoolRow):
    """The head's order that approves or changes the composition."""

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="orders", db_index=False)
    number = models.CharField(max_length=40)
    signed_on = models.DateField()
    term_until = models.DateField(null=True, help_text="last day of the term; empty = until another order")
    ground = models.CharField(max_length=300, blank=True, help_text="such as the minutes of who elected the commission")
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField()

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="commission_term_ends_after_order",
                condition=Q(term_until__isnull=True) | Q(term_until__gte=F("signed_on")),
            ),
        ]
        indexes = [models.Index(fields=["school", "commission", "signed_on"], name="commission_order_by_day")]


class Seat(SchoolRow):
    """A dated mandate. The approved composition of a day is its live seats: base of quorum and majority."""

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="seats", db_index=False)
    order = models.ForeignKey(CommissionOrder, models.PROTECT, related_name="+", db_index=False)
    ended_by = models.ForeignKey(CommissionOrder, models.PROTECT, null=True, related_name="+", db_index=False)
    adult = models.ForeignKey("people.Adult", models.PROTECT, related_name="+", db_index=False)
    office = models.CharField(max_length=10, choices=Office, default=Office.MEMBER)
    speciality = models.CharField(max_length=20, blank=True, help_text="key of a place that the procedure names")
    position = models.CharField(max_length=100)
    rank = models.PositiveSmallIntegerField(default=0, help_text="place in the list of the order")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="last day, inclusive; the order that ended it is `ended_by`")

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="seat_ends_after_start", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="seat_ends_by_order",
                condition=Q(until_on__isnull=True, ended_by__isnull=True)
                | Q(until_on__isnull=False, ended_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="seat_one_per_adult",
                fields=["school", "commission", "adult"],
                condition=Q(until_on__isnull=True),
            ),
            models.UniqueConstraint(
                name="seat_one_officer_each",
                fields=["school", "commission", "office"],
                condition=Q(until_on__isnull=True, office__in=_OFFICERS),
            ),
        ]
        indexes = [models.Index(fields=["school", "commission", "from_on"], name="seat_by_day")]
