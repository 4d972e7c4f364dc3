"""Keys: a data key per case and per person, wrapped by the school's key, wrapped by the master key."""

from django.db import models
from django.db.models import Q

from safeguard.tenancy.models import SchoolRow


class Purpose(models.TextChoices):
    CASE = "case"
    PERSON = "person"
    DRAFT = "draft"


class SchoolKey(SchoolRow):
    """The school's key, wrapped by a master key."""

    master_id = models.CharField(max_length=20)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="school_key_one", fields=["school"]),
        ]


class DataKey(SchoolRow):
    """Erasing `wrapped` erases everything sealed with it (crypto-shredding)."""

    purpose = models.CharField(max_length=10, choices=Purpose)
    wrapped = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    shredded_at = models.DateTimeField(null=True)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="data_key_shredded_has_no_bytes",
                condition=Q(wrapped__isnull=False, shredded_at__isnull=True)
                | Q(wrapped__isnull=True, shredded_at__isnull=False),
            ),
        ]
