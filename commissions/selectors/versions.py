"""The versions of finalised minutes, and the correction that is being written."""

import json
from dataclasses import MISSING, fields
from typing import Any
from uuid import UUID

from commissions.models import Meeting, MinutesCorrection
from commissions.sheets import MinutesSheet
from safeguard.documents.enums import DocumentKind
from safeguard.documents.models import Document


def versions_of(meeting_id: UUID) -> list[Document]:
    """Every version without its contents, the newest first."""
    rows = Document.objects.filter(kind=DocumentKind.MINUTES, subject_id=meeting_id)
    return list(rows.defer("sheet", "pdf").order_by("-version"))


def version_of(meeting_id: UUID, number: int | None = None) -> Document | None:
    """With its contents; the newest when no number is given."""
    rows = Document.objects.filter(kind=DocumentKind.MINUTES, subject_id=meeting_id).select_related("data_key")
    if number is not None:
        rows = rows.filter(version=number)
    return rows.order_by("-version").first()


def sheet_of(document: Document) -> dict[str, Any]:
    """The frozen content. What an older layout didn't know yet is empty."""
    content: dict[str, Any] = json.loads(document.open_bytes("sheet"))
    return _blank() | content


def _blank() -> dict[str, Any]:
    """Fields with a default: those that came after the first layout."""
    found: dict[str, Any] = {}
    for each in fields(MinutesSheet):
        if each.default is not MISSING:
            found[each.name] = each.default
        elif each.default_factory is not MISSING:
            found[each.name] = list(each.default_factory())
    return found


def open_correction(meeting: Meeting) -> MinutesCorrection | None:
    rows = MinutesCorrection.objects.filter(meeting=meeting, finalised_at__isnull=True)
    return rows.select_related("data_key").first()


def corrections_of(meeting: Meeting) -> list[MinutesCorrection]:
    """Those that became a version, the newest first."""
    rows = MinutesCorrection.objects.filter(meeting=meeting, finalised_at__isnull=False)
    return list(rows.select_related("data_key").order_by("-number"))


def texts_in(correction: MinutesCorrection) -> dict[str, str]:
    return dict(json.loads(correction.open("texts") or "{}"))
