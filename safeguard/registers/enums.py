from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoteKind(TextChoices):
    """What is written beside a line. A line itself is never changed and never taken out."""

    CORRECTION = "correction", _("Correction")
    KEPT_AT = "kept_at", _("Where the paper original is kept")


class OrderKind(TextChoices):
    """What the head orders."""

    COMPOSITION = "composition", _("Composition of the commission")
    CASE_COMMISSION = "case_commission", _("Commission for a case")
    INVESTIGATION = "investigation", _("Investigation of a case")
    MINUTES = "minutes", _("Confirmation of the minutes")
    OTHER = "other", _("Another order")


class Register(TextChoices):
    REPORTS = "reports", _("Register of reports")
    CASES = "cases", _("Register of cases")
    MINUTES = "minutes", _("Register of minutes")
    DECISIONS = "decisions", _("Register of the commission's decisions")
    LETTERS = "letters", _("Register of outgoing letters")
    ORDERS = "orders", _("Register of orders")
