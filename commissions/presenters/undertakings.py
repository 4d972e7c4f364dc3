"""Undertakings as the page lists them: who is missing comes first."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.presenters.documents import is_ready
from commissions.domain.names import spoken
from commissions.enums import Capacity
from commissions.presenters.links import Links
from commissions.presenters.people import note_of
from commissions.selectors.papers import Target
from commissions.selectors.undertakings import Signing
from safeguard import dates


def name_of_signer(target: Target) -> str:
    if target.seat is not None:
        return spoken(target.seat.adult.open("name"))
    row = target.invitation
    if row is None:
        return ""
    return spoken(row.adult.open("name")) if row.adult else row.open("whom")


def note_of_signer(target: Target) -> str:
    if target.seat is not None:
        return note_of(target.seat)
    return str(Capacity(target.invitation.capacity).label) if target.invitation else ""


def rows(found: Iterable[Signing], links: Links) -> list[dict[str, Any]]:
    return sorted((_row(each, links) for each in found), key=lambda row: row["kind"] == "done")


def _row(signing: Signing, links: Links) -> dict[str, Any]:
    row_id, row = UUID(signing.target.key), signing.undertaking
    paper = links.to("undertaking_paper", row_id=row_id)
    gate = _("no materials before it's signed") if signing.target.paper.is_gate else ""
    signed = _("signed on %(day)s") % {"day": dates.day(row.signed_on)} if row else gate
    return {
        "name": name_of_signer(signing.target),
        "note": " · ".join(part for part in (note_of_signer(signing.target), signed) if part),
        "word": _("Signed") if row else _("Awaited"),
        "kind": "done" if row else "soon",
        "href": "" if row else links.to("undertaking", row_id=row_id),
        "make_href": "" if signing.document or row else paper,
        "pdf_href": paper if signing.document and is_ready(signing.document) else "",
        "word_href": f"{paper}?as=word" if signing.document else "",
        "scans": [links.to("undertaking_scan", row_id=row_id, attachment_id=scan.pk) for scan in signing.scans],
    }


def sources(found: Iterable[Signing]) -> list[dict[str, Any]]:
    """Where it's written, once for each kind."""
    papers = {each.target.paper.key: each.target.paper for each in found}
    language = get_language() or "en"
    return [
        {"title": each.form.title.in_(language), "source": each.citation.in_(language), "is_default": each.is_default}
        for each in papers.values()
    ]
