from django.db import models

from safeguard.registers.enums import Register
from safeguard.tenancy.models import SchoolRow


class Counter(SchoolRow):
    """The last number of a register in a year; its row lock makes the numbers gapless."""

    register = models.CharField(max_length=10, choices=Register)
    year = models.PositiveSmallIntegerField(help_text="calendar year, or the year in which the school year begins")
    last = models.PositiveIntegerField()

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="counter_one", fields=["school", "register", "year"]),
        ]
