from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Indicator(TextChoices):
    """What is counted for a school's quarter. The definitions are in `docs/statistics.md`."""

    REPORTS = "reports", _("Reports registered")
    CASES = "cases", _("Cases opened")
    BULLYING = "bullying", _("Cases qualified as bullying")
    NOT_BULLYING = "not_bullying", _("Cases not qualified as bullying")
    PENDING = "pending", _("Cases still being considered")
    VICTIMS = "victims", _("Victims")
    ACCUSED = "accused", _("Alleged offenders")
    WITNESSES = "witnesses", _("Witnesses")
    AUTHORITY_IN_TIME = "authority_in_time", _("Police or law enforcement told in time")
    GUARDIANS_IN_TIME = "guardians_in_time", _("Representatives told in time")
    MEETING_IN_TIME = "meeting_in_time", _("Commission met in time")
    RESOLUTION_IN_TIME = "resolution_in_time", _("Considered in time")
    MISSED = "missed", _("Limits missed")


#: The kind of a row that counts each case once, whatever its kinds.
TOTAL = "total"
