"""Recipients of the notice as the page lists them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from cases.enums import Channel
from commissions.domain.guests import Candidate
from commissions.domain.names import spoken
from commissions.domain.notice import complete_at
from commissions.enums import Capacity
from commissions.models import Invitation
from commissions.presenters.links import Links
from commissions.presenters.people import name_of, note_of
from commissions.selectors.invitations import may_be_taken_off
from commissions.selectors.papers import notice_of
from commissions.selectors.room import Room
from safeguard import dates
from safeguard.outbox.enums import Delivery
from safeguard.outbox.selectors import TROUBLE

__all__ = ["Candidate", "candidate_choices", "invitation_rows", "recipient_name"]


def candidate_choices(found: Iterable[Candidate]) -> list[tuple[str, str]]:
    return [(each.key, each.label) for each in found]


def recipient_name(room: Room, row: Invitation) -> str:
    if row.seat_id in room.seat_by_id:
        return name_of(room.seat_by_id[row.seat_id])
    return spoken(row.adult.open("name")) if row.adult else row.open("whom")


def invitation_rows(
    room: Room, links: Links, mails: Mapping[UUID, Delivery], scans: Mapping[UUID, list[UUID]]
) -> list[dict[str, object]]:
    """Who hasn't been told comes first, then who was told late. `mails`: what became of the e-mails, by user."""
    rows = [_row(room, row, links, mails) | {"scans": _scans(row, scans, links)} for row in room.invitations]
    return sorted(rows, key=lambda row: {"soon": 0, "late": 1, "done": 2}[str(row["kind"])])


def _row(room: Room, row: Invitation, links: Links, mails: Mapping[UUID, Delivery]) -> dict[str, object]:
    word, kind = _state(row)
    seat = room.seat_by_id.get(row.seat_id) if row.seat_id else None
    return {
        "name": recipient_name(room, row),
        "note": note_of(seat) if seat else _guest_note(row),
        "told": _told(row, mails),
        "word": word,
        "kind": kind,
        "href": links.to("handover", invitation_id=row.pk),
        "off_href": links.to("take_off", invitation_id=row.pk) if may_be_taken_off(row) else "",
    }


def paper_links(links: Links, row: Invitation) -> list[dict[str, str]]:
    """The notice to hand over, in each language; none where the procedure knows no such paper."""
    if notice_of(row) is None:
        return []
    address = links.to("notice_paper", invitation_id=row.pk)
    return [{"label": name, "href": f"{address}?language={code}"} for code, name in settings.LANGUAGES]


def _scans(row: Invitation, scans: Mapping[UUID, list[UUID]], links: Links) -> list[str]:
    return [links.to("notice_scan", attachment_id=pk) for pk in scans.get(row.pk, [])]


def _guest_note(row: Invitation) -> str:
    consent = {True: _("agreed to take part"), False: _("doesn't take part"), None: _("consent not recorded")}
    label = str(Capacity(row.capacity).label)
    return f"{label} · {consent[row.has_consent]}" if row.capacity == Capacity.GUARDIAN else label


def _state(row: Invitation) -> tuple[str, str]:
    if row.is_late:
        return _("Told late"), "late"
    if complete_at(row.sent_at, row.materials_at):
        return _("Told"), "done"
    return (_("Without materials") if row.sent_at else _("Not told yet")), "soon"


def _told(row: Invitation, mails: Mapping[UUID, Delivery]) -> str:
    if row.sent_at is None:
        return ""
    told = f"{dates.moment(row.sent_at)} · {str(Channel(row.channel).label).lower()}"
    if row.materials_at and row.materials_at != row.sent_at:
        told += " · " + _("materials %(at)s") % {"at": dates.moment(row.materials_at)}
    if row.is_signed_for is not None:
        told += " · " + (_("signed for") if row.is_signed_for else _("not signed for"))
    if row.opened_at:
        told += " · " + _("opened %(at)s") % {"at": dates.moment(row.opened_at)}
    user_id = row.adult.user_id if row.adult and row.channel == Channel.PRODUCT else None
    mail = mails.get(user_id) if user_id else None
    if mail is not None and mail in TROUBLE:
        told += " · " + _("e-mail: %(outcome)s") % {"outcome": str(mail.label).lower()}
    return told
