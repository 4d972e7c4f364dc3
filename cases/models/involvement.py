"""A person in a role in an act. A role is never copied from one act to another."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.enums import SideRole
from cases.models.case import Case
from cases.models.report import Report
from safeguard.tenancy.models import SchoolManager, SchoolRow

#: The order in which people get their codes: who came with a joined case after everybody who was there.
RANKED = (F("came_at").asc(nulls_first=True), "added_at", "pk")


class Act(SchoolRow):
    """One thing that happened, as one report tells it. A case may hold several acts with other roles in each."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="acts", db_index=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="acts", db_index=False)
    happened_at = models.DateTimeField()

    class Meta(SchoolRow.Meta):
        indexes = [models.Index(fields=["school", "case"], name="act_by_case")]


class Sides(SchoolManager["Involvement"]):
    """Those that stand: who went to another case when theirs was split is no side here any more."""

    def get_queryset(self) -> models.QuerySet["Involvement"]:
        return super().get_queryset().filter(left_at__isnull=True)


class Involvement(SchoolRow):
    """Exactly one of `child` and `adult`. The same person isn't victim and accused of one act.

    A person keeps the code of a case for good: `ever` counts those too who left, in the order `RANKED`.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="involvements", db_index=False)
    act = models.ForeignKey(Act, models.PROTECT, related_name="involvements", db_index=False)
    child = models.ForeignKey("people.Child", models.PROTECT, null=True, related_name="+", db_index=False)
    adult = models.ForeignKey("people.Adult", models.PROTECT, null=True, related_name="+", db_index=False)
    role = models.CharField(max_length=10, choices=SideRole)
    grade = models.PositiveSmallIntegerField(null=True, help_text="the child's grade on that day, for statistics")
    age = models.PositiveSmallIntegerField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    came_at = models.DateTimeField(null=True, help_text="when another case was joined to this one")
    left_at = models.DateTimeField(null=True, help_text="when the case was split and the side went to the new one")

    objects: ClassVar[SchoolManager["Involvement"]] = Sides()  # type: ignore[misc]
    ever: ClassVar[SchoolManager["Involvement"]] = SchoolManager()

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="involvement_is_one_person",
                condition=Q(child__isnull=False, adult__isnull=True) | Q(child__isnull=True, adult__isnull=False),
            ),
            models.UniqueConstraint(name="involvement_child_once_per_act", fields=["school", "act", "child"]),
            models.UniqueConstraint(name="involvement_adult_once_per_act", fields=["school", "act", "adult"]),
        ]
        indexes = [
            models.Index(fields=["school", "case"], name="involvement_by_case"),
            models.Index(fields=["school", "child"], name="involvement_by_child"),
            models.Index(fields=["school", "adult"], name="involvement_by_adult"),
        ]
