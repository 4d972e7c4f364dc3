"""The dated tree ministry > region > district > school. Shared directory: no data of a case."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from uuid_utils.compat import uuid7

from safeguard.organisations.enums import Country, OrganisationKind, OrganisationState, SchoolType


class Organisation(models.Model):
    """A ministry, a region, a district or a school."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10, choices=OrganisationKind)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, choices=Country)
    timezone = models.CharField(max_length=40)
    language = models.CharField(max_length=2, help_text="language of record: its papers come in this language")
    state = models.CharField(max_length=10, choices=OrganisationState, default=OrganisationState.ACTIVE)
    state_from_on = models.DateField(null=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["country", "kind", "name"], name="organisation_by_country")]

    def __str__(self) -> str:
        return self.slug


class Placement(models.Model):
    """Under which organisation another stood, and when: old quarters keep the tree they were counted in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Organisation, models.PROTECT, related_name="children_placements")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="last day, inclusive; empty = still there")

    class Meta:
        constraints = [
            models.CheckConstraint(name="placement_not_under_itself", condition=~Q(organisation=F("parent"))),
            models.CheckConstraint(
                name="placement_ends_after_start", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
            ),
            ExclusionConstraint(
                name="placement_one_parent_a_day",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    (Func(F("from_on"), F("until_on"), Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["parent", "from_on"], name="placement_by_parent")]


class School(models.Model):
    """What only a school has. Its key is its organisation's: `school_id` everywhere is this key."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="school")
    school_type = models.CharField(max_length=10, choices=SchoolType, default=SchoolType.SCHOOL)
    week = models.PositiveSmallIntegerField(default=5, help_text="working days a week: 5 or 6")
    calendar = models.CharField(max_length=20, help_text="calendar code of the rulebook, such as ua-martial")
    martial_until_on = models.DateField(null=True, help_text="last day of martial law; empty = it continues")
    settlement = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    pupils = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="school_week_is_5_or_6", condition=Q(week__in=[5, 6]))]

    def __str__(self) -> str:
        return self.organisation.slug
