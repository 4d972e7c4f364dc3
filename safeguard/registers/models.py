from django.db import models

from safeguard.registers.enums import Register
from safeguard.tenancy.models import SchoolRow


class Counter(SchoolRow):
    """The last number of a register in a school year; its row lock makes the numbers gapless."""

    register = models.CharField(max_length=10, choices=Register)
    school_year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="counter_one", fields=["school", "register", "school_year"]),
        ]
