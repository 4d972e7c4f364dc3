"""Tables and lines of the pages about staff."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.access.roles import SECOND_FACTOR_ROLES, Role
from safeguard.accounts.domain.granting import may_act_on, may_name_acting_head, may_reset_factor
from safeguard.accounts.enums import InvitationState
from safeguard.accounts.models import Invitation
from safeguard.accounts.presenters.roles import in_words
from safeguard.dates import day, moment
from safeguard.organisations.models import ActingHead, Membership, Organisation
from safeguard.outbox.enums import Delivery
from safeguard.outbox.models import Message


class Addresses(Protocol):
    """What the presenters need to know of the place."""

    @property
    def member(self) -> Member: ...
    @property
    def organisation(self) -> Organisation: ...
    def url(self, name: str, **kwargs: Any) -> str: ...


def tabs(place: Addresses, current: str) -> list[dict[str, object]]:
    found = [("staff", _("Staff"), True)]
    is_school = place.organisation.kind == "school"
    found.append(("acting", _("Acting head"), is_school and may_name_acting_head(place.member.roles)))
    found.append(("procedures", _("Procedures"), is_school and place.member.may(Permission.SCHOOL_ENTER)))
    found.append(("calendar", _("Calendar"), is_school and place.member.may(Permission.SETTINGS_EDIT)))
    found.append(("tokens", _("API tokens"), is_school and place.member.may(Permission.TOKEN_MANAGE)))
    found.append(("log", _("Log"), place.member.may(Permission.ADMIN_LOG_VIEW)))
    return [
        {"label": label, "href": _href(place, name), "is_current": name == current}
        for name, label, shows in found
        if shows
    ]


def _href(place: Addresses, name: str) -> str:
    """These have pages of their own."""
    own = {"tokens": "tokens:list", "procedures": "editions:list", "calendar": "organisations:school_calendar"}
    return reverse(own[name], kwargs={"school": place.organisation.slug}) if name in own else place.url(name)


def people(rows: Iterable[Membership], with_step: Collection[UUID], place: Addresses) -> dict[str, object]:
    return {
        "caption": _("Staff"),
        "columns": [{"label": _("Name")}, {"label": _("Roles")}, {"label": _("Second step")}, {"label": _("Since")}],
        "rows": [_row(row, row.user_id in with_step, place) for row in rows],
    }


def _row(row: Membership, has_step: bool, place: Addresses) -> list[dict[str, object]]:
    name = {"text": row.user.display_name, "href": place.url("staff_person", membership_id=row.pk), "is_head": True}
    return [name, {"text": in_words(row.roles)}, step(row, has_step), {"text": day(row.from_on), "is_quiet": True}]


def troubled(rows: Iterable[Membership], mails: Iterable[Message]) -> list[dict[str, object]]:
    """Whose last e-mail didn't surely arrive, with the address to be looked at."""
    users = {row.user_id: row.user for row in rows}
    return [
        {
            "name": users[mail.recipient_id].display_name,
            "email": users[mail.recipient_id].email,
            "outcome": Delivery(mail.delivery).label,
            "at": mail.created_at,
        }
        for mail in mails
        if mail.recipient_id in users
    ]


def step(row: Membership, has_step: bool) -> dict[str, object]:
    """A word and a sign: set up, missing though needed, or a matter of choice."""
    if has_step:
        return {"tag": {"word": _("set up"), "kind": "done"}}
    if SECOND_FACTOR_ROLES & {Role(role) for role in row.roles}:
        return {"tag": {"word": _("not yet"), "kind": "soon"}}
    return {"text": _("not needed"), "is_quiet": True}


def invitations(rows: Iterable[Invitation], place: Addresses, *, at: datetime) -> list[dict[str, object]]:
    return [
        {
            "name": row.display_name,
            "email": row.email,
            "roles": in_words(row.roles),
            "expires": moment(row.expires_at),
            "is_expired": row.state(at) == InvitationState.EXPIRED,
            "resend_href": place.url("staff_resend", invitation_id=row.pk),
            "revoke_href": place.url("staff_revoke", invitation_id=row.pk),
        }
        for row in rows
    ]


def person(row: Membership, place: Addresses, *, has_step: bool) -> dict[str, object]:
    """The summary and the acts that this manager may do to this person."""
    own, subject, kind = place.member.roles, [Role(role) for role in row.roles], place.organisation.kind
    is_other = row.user_id != place.member.user_id
    acts = is_other and may_act_on(own, subject, kind)
    return {
        "rows": [
            {"key": _("E-mail address"), "value": row.user.email},
            {"key": _("Position"), "value": row.position},
            {"key": _("Roles"), "value": in_words(row.roles)},
            {"key": _("Here since"), "value": day(row.from_on)},
            {"key": _("Second step"), "value": _("set up") if has_step else _("not set up")},
        ],
        "roles_href": place.url("staff_roles", membership_id=row.pk) if acts else "",
        "leave_href": place.url("staff_leave", membership_id=row.pk) if acts else "",
        "factor_href": place.url("staff_factor", membership_id=row.pk)
        if is_other and has_step and may_reset_factor(own, subject, kind)
        else "",
        "is_oneself": not is_other,
    }


def orders(rows: Iterable[ActingHead], place: Addresses) -> list[dict[str, object]]:
    return [
        {
            "name": row.user.display_name,
            "order": _("Order No. %(number)s of %(day)s") % {"number": row.order_number, "day": day(row.order_on)},
            "from": day(row.from_on),
            "until": day(row.until_on) if row.until_on else "",
            "is_ended": row.ended_at is not None,
            "end_href": place.url("acting_end", acting_id=row.pk),
        }
        for row in rows
    ]
