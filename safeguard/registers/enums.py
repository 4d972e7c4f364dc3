from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Register(TextChoices):
    REPORTS = "reports", _("Register of reports")
    CASES = "cases", _("Register of cases")
    MINUTES = "minutes", _("Register of minutes and decisions")
    LETTERS = "letters", _("Register of outgoing letters")
    ORDERS = "orders", _("Register of orders")
