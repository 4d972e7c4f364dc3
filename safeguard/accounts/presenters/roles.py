"""Roles in words a head understands."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeguard.access.roles import Role

TITLES: dict[Role, Promise] = {
    Role.STAFF: _("Staff member"),
    Role.CLASS_TEACHER: _("Class teacher"),
    Role.PSYCHOLOGIST: _("Psychologist"),
    Role.SOCIAL_PEDAGOGUE: _("Social pedagogue"),
    Role.RESPONSIBLE_PERSON: _("Responsible person"),
    Role.SECRETARY: _("Commission secretary"),
    Role.COMMISSION_MEMBER: _("Commission member"),
    Role.DEPUTY: _("Deputy head"),
    Role.PRINCIPAL: _("Head"),
    Role.SECURITY_MEMBER: _("Member of the security service"),
    Role.HR: _("Personnel"),
    Role.DISTRICT_OFFICER: _("District officer"),
    Role.REGION_OFFICER: _("Region officer"),
    Role.MINISTRY_OFFICER: _("Ministry officer"),
    Role.OPERATOR: _("Operator"),
}

NOTES: dict[Role, Promise] = {
    Role.STAFF: _("Reports what they saw and follows their own reports"),
    Role.CLASS_TEACHER: _("As a staff member"),
    Role.PSYCHOLOGIST: _("Sees the cases they are assigned to"),
    Role.SOCIAL_PEDAGOGUE: _("Sees the cases they are assigned to"),
    Role.RESPONSIBLE_PERSON: _("Sees every case, records notices, gives access"),
    Role.SECRETARY: _("Calls meetings, writes minutes, sees every case"),
    Role.COMMISSION_MEMBER: _("Sees the commission’s meetings"),
    Role.DEPUTY: _("Sees every case and the registers; acts as head only by order"),
    Role.PRINCIPAL: _("Decides, signs, sees every case, manages staff"),
    Role.SECURITY_MEMBER: _("Sees the cases they are assigned to"),
    Role.HR: _("Invites staff and ends their access; sees no case"),
    Role.DISTRICT_OFFICER: _("Sees the figures of the district, no case"),
    Role.REGION_OFFICER: _("Sees the figures of the region, no case"),
    Role.MINISTRY_OFFICER: _("Sees the figures of the country, no case"),
    Role.OPERATOR: _("Creates organisations and invites their heads; sees no case"),
}

_ORDER = list(Role)


def in_order(roles: Iterable[str]) -> list[Role]:
    """The weightiest first: the head before the commission member."""
    weight = [Role.PRINCIPAL, Role.DEPUTY, Role.RESPONSIBLE_PERSON, Role.SECRETARY]
    known = {Role(role) for role in roles}
    return sorted(known, key=lambda role: (weight.index(role) if role in weight else len(weight), _ORDER.index(role)))


def in_words(roles: Iterable[str]) -> str:
    return ", ".join(str(TITLES[role]) for role in in_order(roles))
