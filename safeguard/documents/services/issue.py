"""Freeze a document: content, number and hash in the transaction of the act; the PDF follows in a worker."""

from typing import Any
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.chain import EventDraft, append_events
from safeguard.documents.domain.sheet import canonical, sha256
from safeguard.documents.enums import DocumentKind
from safeguard.documents.models import Document, DocumentEvent
from safeguard.tenancy.jobs import after_commit
from safeguard.vault.models import DataKey


@transaction.atomic
def issue_document(
    *,
    kind: DocumentKind,
    number: str,
    layout: str,
    sheet: Any,
    language: str,
    data_key: DataKey,
    subject_id: UUID,
    case_id: UUID | None,
    by: Member,
    version: int = 1,
) -> Document:
    """`sheet` is a dataclass or a mapping with `language` in it; `data_key` seals it, usually the case's.

    The number comes from a gapless register, taken by the caller in the same transaction.
    """
    content = canonical(sheet)
    document = Document(
        id=uuid7(),
        school_id=data_key.school_id,
        data_key=data_key,
        kind=kind,
        number=number,
        version=version,
        case_id=case_id,
        subject_id=subject_id,
        language=language,
        layout=layout,
        sheet_sha256=sha256(content),
        finalised_at=clock.now(),
        finalised_by=by.user_id,
    )
    document.seal_bytes("sheet", content)
    append_events(DocumentEvent, "document", document, [_frozen(document, by)])
    _render_later(document)
    return document


def _frozen(document: Document, by: Member) -> EventDraft:
    data: dict[str, object] = {"kind": document.kind, "number": document.number}
    data |= {"version": document.version} if document.version > 1 else {}
    data |= {"sheet_sha256": document.sheet_sha256}
    return EventDraft("document.finalised", document.finalised_at, by.user_id, by.name, data)


def _render_later(document: Document) -> None:
    from safeguard.documents.tasks import render_document

    after_commit(render_document, school=str(document.school_id), document=str(document.pk))
