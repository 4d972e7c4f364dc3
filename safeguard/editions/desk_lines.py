"""On the desk: the warning while the procedure's edition is superseded, and new numbers that wait for the reader."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.editions.domain.rules import may_enter
from safeguard.editions.presenters.notices import warning_of
from safeguard.editions.presenters.waiting import school_lines
from safeguard.organisations.selectors.editions import in_force
from safeguard.procedures.catalogue import UnknownProcedure
from safeguard.web.desk import DeskLine, Section, register_desk_source


@register_desk_source
def desk_lines(member: Member, school: str) -> Iterator[DeskLine]:
    """One statement. How far the new numbers have come, the page behind the link says."""
    if not member.has_role(Role.PRINCIPAL, Role.RESPONSIBLE_PERSON) or member.guest_case is not None:
        return
    today = clock.today()
    try:
        found = in_force(member.organisation_id, on=today)
    except UnknownProcedure:
        return
    warning = warning_of(found.definition, today) if found else None
    if found is None or warning is None:
        return
    how = may_enter(member)
    link = _("What is known, and how the new numbers are entered") if how else _("What is known of it")
    href = reverse("editions:edition", kwargs={"school": school, "version_id": found.version.pk})
    known = [f"{act['title']}. {act['note']}" for act in warning.known]
    note = " ".join([*known, warning.missing, warning.advice])
    yield DeskLine(Section.WARNING, warning.title, href, note, link=link)


@register_desk_source
def waiting_lines(member: Member, school: str) -> Iterator[DeskLine]:
    """For who may review or entered them; no statement while the answer is fresh."""
    return school_lines(member, school)
