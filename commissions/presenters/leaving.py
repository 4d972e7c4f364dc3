"""Measures and meetings of somebody who leaves, as far as whoever lets them go may know of the cases."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.selectors.access import visible_cases
from commissions.presenters.follow_up import measures_href
from commissions.selectors.access import visible_meetings
from commissions.selectors.follow_up import held_by
from commissions.selectors.leaving import meetings_ahead
from safeguard import dates
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.accounts.services.duties import OpenDuty
from safeguard.organisations.models import Membership


def open_duties(leaving: Membership, by: Member, school: str) -> Iterator[OpenDuty]:
    for measure in held_by(leaving.user_id).filter(decision__case__in=visible_cases(by)):
        case = measure.decision.case  # type: ignore[union-attr]
        label = _("Measure in case No. %(number)s: %(kind)s") % {
            "number": case.number,
            "kind": measure.get_kind_display().lower(),
        }
        day = measure.awaited_on  # type: ignore[attr-defined]
        note = _("until %(day)s; goes to whoever takes over") % {"day": dates.day(day)} if day else ""
        yield OpenDuty(label, measures_href(case.pk, school), note)
    if not by.may(Permission.MEETING_VIEW):
        return
    theirs = meetings_ahead(leaving.user_id).values("pk")
    for meeting in visible_meetings(by).filter(pk__in=theirs).order_by("starts_at"):
        href = reverse("commissions:meeting", kwargs={"school": school, "meeting_id": meeting.pk})
        label = _("Seat at the meeting of %(day)s") % {"day": dates.day(meeting.starts_at)}
        yield OpenDuty(label, href, _("A seat doesn't pass on: an order names somebody else."))
