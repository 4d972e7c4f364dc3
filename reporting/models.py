"""Rollups. Departments read these and nothing else; each row is recomputed from base rows, never counted up."""

from django.db import models
from uuid_utils.compat import uuid7

from reporting.enums import Indicator


class Count(models.Model):
    """One figure: an indicator by kind for a quarter."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    parent = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField(help_text="the school year's first calendar year")
    quarter = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=20, choices=Indicator)
    kind = models.CharField(max_length=20, help_text="kind of violence, or total")
    value = models.PositiveIntegerField()
    computed_at = models.DateTimeField()

    class Meta:
        abstract = True


class SchoolCount(Count):
    """A school's figure. `parent` is the department that the school stood under on the quarter's last day."""

    school = models.ForeignKey("organisations.School", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="school_count_one", fields=["school", "year", "quarter", "indicator", "kind"])
        ]
        indexes = [models.Index(fields=["parent", "year", "quarter"], name="school_count_by_parent")]


class LevelCount(Count):
    """A department's figure, summed from the level below it on a beat."""

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="level_count_one", fields=["organisation", "year", "quarter", "indicator", "kind"]
            )
        ]
        indexes = [models.Index(fields=["parent", "year", "quarter"], name="level_count_by_parent")]


class RollupMark(models.Model):
    """Up to which instant a school's events are in its figures."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.OneToOneField("organisations.School", models.PROTECT, related_name="+")
    upto_at = models.DateTimeField()
