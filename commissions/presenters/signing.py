"""Signatures and copies as their page shows them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from commissions.domain.names import listed, spoken
from commissions.enums import CopyKeeper, Office, SignatureState
from commissions.models import MinutesCopy, Signature
from commissions.presenters.links import Links
from commissions.selectors.signing import Signing
from safeguard import dates
from safeguard.people.models import Adult

_KINDS = {SignatureState.SIGNED: "done", SignatureState.AWAITED: "soon"}


def signer_name(row: Signature) -> str:
    """A member, or a representative by name: this page isn't handed to the other family."""
    adult = row.seat.adult if row.seat else row.adult
    return spoken(adult.open("name")) if adult else _("Representative not known")


def signer_note(row: Signature, codes: Any) -> str:
    if row.seat:
        return str(Office(row.seat.office).label)
    return _("representative of %(code)s") % {"code": codes.get(row.child_id, "")}


def rows(signing: Signing, links: Links, *, may_record: bool) -> list[dict[str, Any]]:
    """One line a person: what became of the signature, and its scan."""
    return [_row(row, signing, links, may_record=may_record) for row in signing.signatures]


def _row(row: Signature, signing: Signing, links: Links, *, may_record: bool) -> dict[str, Any]:
    state = SignatureState(row.state)
    files = [
        {"label": each.open("name"), "href": links.to("scan", attachment_id=each.pk), "note": dates.size(each.size)}
        for each in signing.scans.get(row.pk, [])
    ]
    return {
        "name": signer_name(row),
        "note": signer_note(row, signing.codes),
        "word": str(state.label),
        "kind": _KINDS.get(state, ""),
        "lines": [line for line in (dates.day(row.signed_on) if row.signed_on else "", row.open("reason")) if line],
        "files": files,
        "href": links.to("signature", signature_id=row.pk) if may_record else "",
        "is_awaited": state == SignatureState.AWAITED,
    }


def copy_rows(signing: Signing, links: Links, *, may_record: bool) -> list[dict[str, Any]]:
    return [
        {
            "number": row.number,
            "holder": holder(row, signing),
            "handed": _handed(row),
            "href": links.to("copy", copy_id=row.pk) if may_record else "",
            "pdf_href": links.to("copy_pdf", copy_id=row.pk),
        }
        for row in signing.copies
    ]


def holder(row: MinutesCopy, signing: Signing) -> str:
    words = str(CopyKeeper(row.keeper).label)
    if not row.child_id:
        return words
    code = signing.codes.get(row.child_id, "")
    return ", ".join(part for part in (_("representative of %(code)s") % {"code": code}, _named(row.adult)) if part)


def _named(adult: Adult | None) -> str:
    return listed(adult.open("name")) if adult else ""


def _handed(row: MinutesCopy) -> str:
    return f"{dates.day(row.handed_on)}, {row.open('handed_to')}" if row.handed_on else ""


def shortage(signing: Signing) -> list[str]:
    """For whom there is no copy: two parents of a side, a second child (TC-36)."""
    return [
        f"{signer_note(row, signing.codes)}: {_named(row.adult)}" if row.adult else signer_note(row, signing.codes)
        for row, _keeper in signing.without_copy
    ]


def missing_words(waiting: Iterable[Signature]) -> str:
    """Калиняк Н. В., Терник С. Б. and 2 more: short enough for the desk."""
    rows_ = list(waiting)
    named = ", ".join(_short(row) for row in rows_[:2])
    more = len(rows_) - 2
    return _("%(names)s and %(count)d more") % {"names": named, "count": more} if more > 0 else named


def _short(row: Signature) -> str:
    adult = row.seat.adult if row.seat else row.adult
    return listed(adult.open("name")) if adult else _("a representative")
