"""The log of administrative acts as sentences. Every kind that is logged anywhere has one; a test holds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safeguard.accounts.models import Invitation, User
from safeguard.accounts.presenters.roles import in_words
from safeguard.audit.models import AdministrativeAct
from safeguard.dates import day

SENTENCES = {
    "invitation.made": _("%(who)s invited %(whom)s as: %(roles)s"),
    "invitation.sent_again": _("%(who)s sent the invitation to %(whom)s again"),
    "invitation.revoked": _("%(who)s withdrew the invitation to %(whom)s"),
    "invitation.accepted": _("%(whom)s accepted the invitation"),
    "member.roles_changed": _("%(who)s changed the roles of %(whom)s from “%(before)s” to “%(after)s”"),
    "member.deactivated": _("%(who)s ended the access of %(whom)s; duties taken over by: %(successor)s"),
    "member.second_factor_reset": _("%(who)s reset the second sign-in step of %(whom)s"),
    "acting_head.appointed": _("%(who)s named %(whom)s acting head by order No. %(order)s, from %(from)s to %(until)s"),
    "acting_head.ended": _("%(who)s ended the office of %(whom)s as acting head (order No. %(order)s)"),
    "commission.composed": _("%(who)s entered order No. %(order)s on the commission"),
    "register.noted": _("%(who)s wrote beside line No. %(number)s of a register"),
    "people.imported": _("%(who)s took people from a table"),
    "child.added": _("%(who)s entered a child"),
    "child.changed": _("%(who)s corrected what is known of a child"),
    "child.moved": _("%(who)s moved a child to another class"),
    "adult.added": _("%(who)s entered an adult"),
    "adult.changed": _("%(who)s corrected what is known of an adult"),
    "adult.linked": _("%(who)s recorded that the account of %(whom)s belongs to an adult of the list"),
    "adult.kept_apart": _("%(who)s recorded that %(whom)s isn’t the adult of the same name in the list"),
    "guardianship.added": _("%(who)s entered a representative of a child"),
    "guardianship.ended": _("%(who)s ended the entry of a representative"),
    "class.added": _("%(who)s entered a class"),
    "class.teacher_changed": _("%(who)s changed the teacher of a class"),
    "organisation.created": _("%(who)s created this organisation"),
    "organisation.changed": _("%(who)s changed the details of this organisation"),
    "organisation.suspended": _("%(who)s suspended this organisation: %(reason)s"),
    "organisation.resumed": _("%(who)s resumed this organisation"),
    "organisation.closed": _("%(who)s closed this organisation from %(from)s: %(reason)s"),
    "organisation.merged": _("%(who)s merged this organisation into another one from %(from)s"),
    "organisation.moved": _("%(who)s moved this organisation under another one from %(from)s"),
    "procedure.adopted": _("%(who)s entered order No. %(order)s on the procedure, in force from %(from)s"),
    "procedure.order_withdrawn": _("%(who)s withdrew order No. %(order)s on the procedure, entered from %(from)s"),
    "procedure.entered": _("%(who)s entered new numbers of the procedure %(name)s and handed them in for review"),
    "procedure.withdrawn": _("%(who)s withdrew the new numbers of the procedure %(name)s"),
    "procedure.returned": _("%(who)s reviewed the new numbers of the procedure %(name)s and returned them"),
    "procedure.approved": _(
        "%(who)s reviewed and approved the new numbers of the procedure %(name)s, in force from %(from)s"
    ),
    "calendar.days_ordered": _("%(who)s changed the calendar from %(from)s to %(until)s by order No. %(order)s"),
    "calendar.days_ended": _(
        "%(who)s ended a change of the calendar from %(from)s to %(until)s by order No. %(order)s"
    ),
    "calendar.martial_end": _("%(who)s entered the last day of martial law: %(until)s (act No. %(order)s)"),
    "suspension.entered": _("%(who)s entered suspended teaching: %(reason)s"),
    "suspension.ended": _("%(who)s entered the end of suspended teaching: %(reason)s"),
    "suspension.withdrawn": _("%(who)s withdrew an entry of suspended teaching: %(reason)s"),
    "calendar_day.set": _("%(who)s changed the calendar for %(from)s by order No. %(order)s"),
    "calendar_day.removed": _("%(who)s took back the change of the calendar for %(from)s"),
    "token.made": _("%(who)s made the API token “%(name)s”"),
    "token.handed_over": _("%(who)s: the API token “%(name)s” is answered for by %(whom)s from now on"),
    "token.revoked": _("%(who)s revoked the API token “%(name)s”"),
}
_OTHER = _("%(who)s: %(kind)s")


@dataclass(frozen=True)
class Line:
    """One act on the page."""

    at: datetime
    text: str


def lines(acts: Iterable[AdministrativeAct]) -> list[Line]:
    """Names are looked up in two queries, however many acts."""
    found = list(acts)
    users = _names(User, {act.subject_user_id for act in found} | {_uuid(act.data.get("successor")) for act in found})
    invited = _names(Invitation, {_uuid(act.data.get("invitation")) for act in found})
    return [Line(act.at, _sentence(act, users, invited)) for act in found]


def _sentence(act: AdministrativeAct, users: dict[UUID, str], invited: dict[UUID, str]) -> str:
    data = act.data
    nobody = gettext("nobody")
    whom = users.get(act.subject_user_id) or invited.get(_uuid(data.get("invitation"))) or "–"  # type: ignore[arg-type]
    words: dict[str, Any] = {
        "who": act.by_name or gettext("The system"),
        "whom": whom,
        "kind": act.kind,
        "roles": in_words(data.get("roles", ())),
        "before": in_words(data.get("before", ())),
        "after": in_words(data.get("after", ())),
        "successor": users.get(_uuid(data.get("successor")), nobody),  # type: ignore[arg-type]
        "order": data.get("order", ""),
        "reason": data.get("reason", ""),
        "name": data.get("name", ""),
        "number": data.get("number", ""),
        "from": _day(data.get("from")),
        "until": _day(data.get("until")),
    }
    return str(SENTENCES.get(act.kind, _OTHER)) % words


def _names(model: type[User] | type[Invitation], ids: set[UUID | None]) -> dict[UUID, str]:
    wanted = ids - {None}
    rows = model.objects.filter(pk__in=wanted).values_list("pk", "display_name") if wanted else ()  # type: ignore[misc]
    return dict(rows)


def _uuid(value: object) -> UUID | None:
    return UUID(str(value)) if value else None


def _day(value: object) -> str:
    return day(date.fromisoformat(str(value))) if value else gettext("further notice")
