from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
    ADULTS = "adults", _("Institution for adult learners")


class TieRule(TextChoices):
    """How an equal split ends (conflict C-05 of the register of obligations)."""

    HARMONISED = "harmonised", _("The chair's vote counts once more; the sum must reach the majority")
    LITERAL = "literal", _("At any equal split the chair's side wins")


class VersionSource(TextChoices):
    """Where an edition of a procedure comes from."""

    RULEBOOK = "rulebook", _("The product's rulebook")
    INSTITUTION = "institution", _("Entered by an institution")


class DraftState(TextChoices):
    """Of new numbers on their way to an edition."""

    DRAFT = "draft", _("Being entered")
    SUBMITTED = "submitted", _("Waits for the second person")
    RETURNED = "returned", pgettext_lazy("edition", "Returned")
    APPROVED = "approved", pgettext_lazy("edition", "Approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("edition", "Withdrawn")


class ReviewOutcome(TextChoices):
    """What the second person found."""

    APPROVED = "approved", pgettext_lazy("edition", "Approved")
    RETURNED = "returned", pgettext_lazy("edition", "Returned")


class SuspensionKind(TextChoices):
    """Why teaching is suspended. The same words as `safeguard.calendars.SuspensionKind`; a test holds it."""

    AIR_ALARM = "air_alarm", _("Air alarm")
    QUARANTINE = "quarantine", _("Quarantine")
    OTHER = "other", _("Another reason")


class RecountCause(TextChoices):
    """What changed, so that open limits must be counted again."""

    DAYS = "days", _("An order changed the calendar")
    DAYS_ENDED = "days_ended", _("An order on the calendar was ended")
    MARTIAL = "martial", _("The end of martial law was entered")
    WEEK = "week", _("The working week or the calendar of the school was changed")
    MOVED = "moved", _("The school came under another department")
    TABLES = "tables", _("The tables of the calendar have a new edition")
    SUSPENSION = "suspension", _("Suspended teaching was entered or changed")
