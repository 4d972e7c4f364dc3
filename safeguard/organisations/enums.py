from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    MINISTRY = "ministry", _("Ministry")
    REGION = "region", _("Region")
    DISTRICT = "district", _("District")
    SCHOOL = "school", _("School")


class OrganisationState(TextChoices):
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")


class Country(TextChoices):
    UKRAINE = "ua", _("Ukraine")
    KAZAKHSTAN = "kz", _("Kazakhstan")


class SchoolType(TextChoices):
    SCHOOL = "school", _("School")
    GYMNASIUM = "gymnasium", _("Gymnasium")
    LYCEUM = "lyceum", _("Lyceum")
    COLLEGE = "college", _("College")


class TieRule(TextChoices):
    """How an equal split ends (conflict C-05 of the register of obligations)."""

    HARMONISED = "harmonised", _("The chair's vote counts once more; the sum must reach the majority")
    LITERAL = "literal", _("At any equal split the chair's side wins")
