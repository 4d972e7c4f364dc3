from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    FEMALE = "f", _("Female")
    MALE = "m", _("Male")


class Kinship(TextChoices):
    """How a representative stands to the child."""

    MOTHER = "mother", _("Mother")
    FATHER = "father", _("Father")
    GUARDIAN = "guardian", _("Guardian")
    ADOPTER = "adopter", _("Adoptive parent")
    FOSTER = "foster", _("Foster carer")
    OTHER = "other", _("Other representative")
