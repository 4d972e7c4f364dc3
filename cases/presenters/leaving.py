"""Open cases of somebody who leaves, as far as whoever lets them go may know of them."""

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums import OVER, DeadlineState
from cases.models import Handling
from cases.selectors.access import visible_cases
from safeguard.access.member import Member
from safeguard.accounts.services.duties import OpenDuty
from safeguard.organisations.models import Membership

_UNMET = Q(deadlines__state__in=[DeadlineState.OPEN, DeadlineState.MISSED])


def open_duties(leaving: Membership, by: Member, school: str) -> Iterator[OpenDuty]:
    """Cases that they work on, each with the limits that run; one statement."""
    theirs = Handling.objects.filter(case=OuterRef("pk"), user_id=leaving.user_id, until_at__isnull=True)
    rows = visible_cases(by).filter(Exists(theirs)).exclude(status__in=OVER).annotate(owed=Count("deadlines", _UNMET))
    for case in rows.order_by("received_at", "number"):
        owed = case.owed  # type: ignore[attr-defined]
        note = ngettext("%(count)s limit is open", "%(count)s limits are open", owed) % {"count": owed} if owed else ""
        href = reverse("cases:detail", kwargs={"school": school, "case_id": case.pk})
        yield OpenDuty(_("Works on case No. %(number)s") % {"number": case.number}, href, note)
