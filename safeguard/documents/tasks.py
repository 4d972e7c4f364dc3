"""Rendering in the background; the sweep finds what a lost worker or broker has left."""

from uuid import UUID

from celery import shared_task

from safeguard import clock
from safeguard.documents.services.rendering import render
from safeguard.tenancy.door import due
from safeguard.tenancy.tasks import SchoolTask


@shared_task(base=SchoolTask)  # type: ignore[untyped-decorator]
def render_document(*, document: str) -> bool:
    """Safe to run twice: the second finds the PDF stored."""
    return render(UUID(document))


@shared_task(acks_late=True)  # type: ignore[untyped-decorator]
def sweep_documents() -> int:
    """Frozen sheets that still have no PDF; how many were queued again."""
    found = due("due_documents", at=clock.now(), at_most=50)
    for school_id, ids in found.items():
        for document_id in ids:
            render_document.delay(school=str(school_id), document=str(document_id))
    return sum(map(len, found.values()))
