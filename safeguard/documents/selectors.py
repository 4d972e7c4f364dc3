"""Reads of documents. The caller has come through `case_for`."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from safeguard.documents.models import Attachment, Document

_HEAVY = ("sheet", "pdf")


def documents_of(*case_ids: UUID) -> QuerySet[Document]:
    """Of a case and of those that were joined to it; newest first, without their contents."""
    return Document.objects.filter(case_id__in=case_ids).defer(*_HEAVY).order_by("-finalised_at")


def document_with_pdf(document_id: UUID, *, case_ids: Iterable[UUID]) -> Document | None:
    return Document.objects.select_related("data_key").filter(pk=document_id, case_id__in=case_ids).first()


def attachments_of(subject_id: UUID) -> QuerySet[Attachment]:
    return Attachment.objects.filter(subject_id=subject_id).defer("body").order_by("added_at")
