"""Children and adults of one school. Names are sealed with a key of their own: erasing the key erases the person."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from safeguard.people.enums import Sex
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class Person(SealedRow, SchoolRow):
    """What a child and an adult share. `name` holds family name, given name and patronymic, one a line."""

    name = SealedField()
    contact = SealedField(null=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    created_at = models.DateTimeField()

    class Meta(SchoolRow.Meta):
        abstract = True


class Child(Person):
    """A minor whom the school teaches or who is a side of a case from outside."""

    birth_year = models.PositiveSmallIntegerField(null=True, help_text="coded for statistics; the date is sealed")
    born_on = SealedField(null=True)
    is_pupil = models.BooleanField(default=True)
    left_on = models.DateField(null=True)


class Adult(Person):
    """Staff, a representative, a reporter or an outsider."""

    user_id = models.UUIDField(null=True, help_text="the account, when the adult is a member of the school")
    is_staff = models.BooleanField(default=False)
    not_users = ArrayField(models.UUIDField(), default=list, help_text="accounts of namesakes that aren't this adult's")

    class Meta(Person.Meta):
        constraints = [
            *Person.Meta.constraints,
            models.UniqueConstraint(name="adult_one_per_account", fields=["school", "user_id"]),
        ]
