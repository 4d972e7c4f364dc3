"""Reads of documents. The caller has come through `case_for`."""

from uuid import UUID

from django.db.models import QuerySet

from safeguard.documents.models import Attachment, Document

_HEAVY = ("sheet", "pdf")


def documents_of(case_id: UUID) -> QuerySet[Document]:
    """Newest first, without their contents."""
    return Document.objects.filter(case_id=case_id).defer(*_HEAVY).order_by("-finalised_at")


def document_with_pdf(document_id: UUID, *, case_id: UUID) -> Document | None:
    return Document.objects.select_related("data_key").filter(pk=document_id, case_id=case_id).first()


def attachments_of(subject_id: UUID) -> QuerySet[Attachment]:
    return Attachment.objects.filter(subject_id=subject_id).defer("body").order_by("added_at")
