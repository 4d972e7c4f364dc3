from django.db import models

from safeguard.registers.enums import NoteKind, OrderKind, Register
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


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


class OrderEntry(SchoolRow):
    """A line of the register of orders: its own gapless number beside the number that the office gave the paper."""

    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField(help_text="the year in which the school year begins")
    kind = models.CharField(max_length=20, choices=OrderKind)
    office_number = models.CharField(max_length=40)
    signed_on = models.DateField()
    case_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(help_text="order on the composition, event or document that it is about")
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField()
    entered_by_name = models.CharField(max_length=200)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="order_entry_number_once_a_year", fields=["school", "year", "number"]),
            models.UniqueConstraint(name="order_entry_once", fields=["school", "subject_id"]),
        ]


class RegisterNote(SealedRow, SchoolRow):
    """What was written beside a line, with who and when. Append-only: the line and its earlier notes stay readable.

    Sealed with the key of the case that the line is about, or with one of the register's own.
    """

    register = models.CharField(max_length=10, choices=Register)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=NoteKind)
    text = SealedField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_by_name = models.CharField(max_length=200)

    class Meta(SchoolRow.Meta):
        indexes = [models.Index(fields=["school", "register", "year", "number"], name="register_note_by_line")]
