"""Who the second person can be: said before somebody starts, and again while the numbers wait."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.editions.selectors.reviewers import operators_of, reviewers_of
from safeguard.organisations.enums import OrganisationKind
from safeguard.organisations.models import Membership, Organisation


@dataclass(frozen=True)
class Second:
    """`here` and `above`: who may review. Nobody: `ask` says what to do, `href` is where the reader can."""

    here: str
    above: list[str]
    ask: str = ""
    href: str = ""
    link: str = ""

    @property
    def is_missing(self) -> bool:
        return not (self.here or self.above)


def second_person(organisation: Organisation, member: Member, written_by: Collection[UUID]) -> Second:
    """Two statements, and one more when there is nobody."""
    found = reviewers_of(organisation.pk, not_by={member.user_id, *written_by})
    here = ", ".join(row.user.display_name for row in found if row.organisation_id == organisation.pk)
    above = [row.organisation.name for row in found if row.organisation_id != organisation.pk]
    if found:
        return Second(here, list(dict.fromkeys(above)))
    href, link = _invite(organisation, member)
    return Second("", [], _ask(organisation, operators_of(organisation.pk)), href, link)


def _ask(organisation: Organisation, operators: Iterable[Membership]) -> str:
    """Who opens the accounts of those who may review."""
    names = ", ".join(f"{row.user.display_name} ({row.organisation.name})" for row in operators)
    if organisation.kind == OrganisationKind.SCHOOL:
        words = _("An officer of the district above may review, but none has an account yet.")
    else:
        words = _("Only you hold an office here, and no department above has an officer with an account.")
    who = _("The operator invites one: %(names)s.") % {"names": names} if names else _("The operator invites one.")
    return f"{words} {who}"


def _invite(organisation: Organisation, member: Member) -> tuple[str, str]:
    """Whoever manages the staff: a department's invites; a school's head names an acting head by an order."""
    if not member.may(Permission.STAFF_MANAGE):
        return "", ""
    if organisation.kind == OrganisationKind.SCHOOL:
        href = reverse("accounts:acting", kwargs={"school": organisation.slug})
        return href, _("Name an acting head by an order, who may review too")
    href = reverse("accounts:department_staff_invite", kwargs={"department": organisation.slug})
    return href, _("Invite a second person")
