"""Store the PDF of a frozen sheet: once, sealed, with its SHA-256 as the document's second event."""

import json
from uuid import UUID

from safeguard import clock
from safeguard.audit.chain import EventDraft, append_events
from safeguard.documents.domain.sheet import sha256
from safeguard.documents.enums import DocumentState
from safeguard.documents.models import Document, DocumentEvent
from safeguard.documents.render.pdf import pdf


class SheetChanged(RuntimeError):
    """The stored content isn't what was frozen."""


def render(document_id: UUID) -> bool:
    """True when this call stored the PDF; False when it's there already or another worker has it."""
    document = (
        Document.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("data_key")
        .filter(pk=document_id, state=DocumentState.FINALISED)
        .first()
    )
    if document is None:
        return False
    content = document.open_bytes("sheet")
    if sha256(content) != document.sheet_sha256:
        raise SheetChanged(str(document.pk))
    body = pdf(layout=document.layout, sheet=json.loads(content), sheet_sha256=document.sheet_sha256)
    document.seal_bytes("pdf", body)
    document.pdf_sha256, document.rendered_at, document.state = sha256(body), clock.now(), DocumentState.RENDERED
    data = {"pdf_sha256": document.pdf_sha256, "bytes": len(body)}
    append_events(
        DocumentEvent,
        "document",
        document,
        [EventDraft("document.rendered", document.rendered_at, None, "", data)],
        changes={name: getattr(document, name) for name in ("state", "pdf", "pdf_sha256", "rendered_at")},
    )
    return True
