"""What every row of a school is."""

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Cast, NullIf
from uuid_utils.compat import uuid7

from safeguard.tenancy.scope import SCHOOL, current_school


def current_school_default() -> Cast:
    """A column default: the school in scope, for rows that a library inserts."""
    setting = Func(Value(SCHOOL), Value(True), function="current_setting", output_field=models.TextField())
    return Cast(NullIf(setting, Value("")), models.UUIDField())


_Row = TypeVar("_Row", bound="SchoolRow", covariant=True)


class SchoolManager(models.Manager[_Row]):
    """Fails closed: outside a school's scope this raises instead of answering.

    The habit above the floor: the ORM names the school as well as the database does.
    """

    def get_queryset(self) -> models.QuerySet[_Row]:
        return super().get_queryset().filter(school_id=current_school())


class SchoolRow(models.Model):
    """A row that belongs to one school, behind forced row-level security.

    `id` is made in the application, so that a row can be sealed before it is inserted. UNIQUE (school, id) carries the
    composite foreign keys, because plain ones ignore row-level security.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey("organisations.School", models.PROTECT, related_name="+", db_index=False)

    objects: ClassVar[SchoolManager[Self]] = SchoolManager()
    every_school: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "every_school"
        default_manager_name = "every_school"
        constraints = [models.UniqueConstraint(name="%(class)s_school_id", fields=["school", "id"])]

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"
