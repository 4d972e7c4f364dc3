"""Suspended teaching on everybody's desk while it lasts: who counts days or calls a meeting must know."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from safeguard.access.member import Member
from safeguard.organisations.presenters.suspensions import sentence
from safeguard.organisations.selectors.suspended_now import suspended_now
from safeguard.web.desk import DeskLine, Section, register_desk_source


@register_desk_source
def desk_lines(member: Member, school: str) -> Iterator[DeskLine]:
    """No statement while the answer is fresh."""
    if member.guest_case is not None:
        return
    for found in suspended_now(member.organisation_id):
        still = _("The limits run on, except where the procedure says that they stop.")
        note = f"{sentence(found)}. {still}"
        href = reverse("organisations:school_calendar", kwargs={"school": school})
        yield DeskLine(Section.WARNING, _("Teaching is suspended"), href, note, link=_("Calendar"))
