"""People who can be named in an order or made responsible."""

from django.db.models import Exists, OuterRef, Q

from safeguard import clock
from safeguard.organisations.selectors.tree import live_on
from safeguard.people.models import Adult, Guardianship
from safeguard.procedures.schema import Commission as Rules
from safeguard.procedures.seats import Guardians


def staff() -> list[Adult]:
    """The staff of the school, with names that can be opened; one query."""
    return list(Adult.objects.filter(is_staff=True).select_related("data_key"))


def eligible(rules: Rules) -> list[Adult]:
    """Whom an order may name: staff and people from outside; parents where the text lets them sit (C-04)."""
    parents = Guardianship.objects.filter(live_on(clock.today()), adult=OuterRef("pk"))
    wanted = Q(is_staff=True) | ~Q(Exists(parents))
    rows = Adult.objects.select_related("data_key")
    return list(rows if rules.guardians is Guardians.MAY_BE_MEMBERS else rows.filter(wanted))
