"""Who belongs to which class, whom, and since when."""

from django.db import models

from safeguard.people.enums import Kinship
from safeguard.people.models.person import Adult, Child
from safeguard.tenancy.models import SchoolRow


class SchoolClass(SchoolRow):
    """7-Б of one school year. A new year makes new classes."""

    school_year = models.PositiveSmallIntegerField(help_text="the year it begins in: 2026 means 2026/27")
    grade = models.PositiveSmallIntegerField()
    letter = models.CharField(max_length=4, blank=True)
    teacher = models.ForeignKey(Adult, models.PROTECT, null=True, related_name="classes", db_index=False)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="class_once_a_year", fields=["school", "school_year", "grade", "letter"]),
        ]

    @property
    def label(self) -> str:
        return f"{self.grade}\u2011{self.letter}" if self.letter else str(self.grade)


class Enrolment(SchoolRow):
    """A child in a class, from a day until a day."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="enrolments", db_index=False)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="enrolments", db_index=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta(SchoolRow.Meta):
        indexes = [
            models.Index(fields=["school", "child"], name="enrolment_by_child"),
            models.Index(fields=["school", "school_class"], name="enrolment_by_class"),
        ]


class Guardianship(SchoolRow):
    """An adult who represents a child."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="guardianships", db_index=False)
    adult = models.ForeignKey(Adult, models.PROTECT, related_name="guardianships", db_index=False)
    kinship = models.CharField(max_length=10, choices=Kinship)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta(SchoolRow.Meta):
        indexes = [
            models.Index(fields=["school", "child"], name="guardianship_by_child"),
            models.Index(fields=["school", "adult"], name="guardianship_by_adult"),
        ]


class Employment(SchoolRow):
    """An adult who works here, and as what."""

    adult = models.ForeignKey(Adult, models.PROTECT, related_name="employments", db_index=False)
    position = models.CharField(max_length=100)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta(SchoolRow.Meta):
        indexes = [models.Index(fields=["school", "adult"], name="employment_by_adult")]
