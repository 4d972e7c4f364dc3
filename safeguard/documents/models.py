"""A document is its frozen sheet: number and hash are committed with it; the PDF follows in a worker."""

from django.db import models
from django.db.models import Q

from safeguard.audit.chain import ChainedEvent
from safeguard.documents.enums import DocumentKind, DocumentState
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class Document(SealedRow, SchoolRow):
    """Nothing finalised changes: a trigger lets the PDF be added once, and nothing else ever."""

    kind = models.CharField(max_length=30, choices=DocumentKind)
    number = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField(
        default=1, help_text="a correction is a further version under the same number; the first stays"
    )
    case_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(help_text="meeting, notice or side that the document is about")
    language = models.CharField(max_length=2)
    layout = models.CharField(
        max_length=20, help_text="template and its version: a later layout never redraws this one"
    )
    sheet = SealedField(help_text="canonical JSON of the frozen content")
    sheet_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=DocumentState, default=DocumentState.FINALISED)
    finalised_at = models.DateTimeField()
    finalised_by = models.UUIDField()
    pdf = SealedField(null=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    rendered_at = models.DateTimeField(null=True)
    event_seq = models.PositiveIntegerField(default=0, editable=False)
    event_hash = models.BinaryField(default=bytes, editable=False)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="document_rendered_has_bytes",
                condition=Q(state="finalised", pdf__isnull=True)
                | Q(state="rendered", pdf__isnull=False, rendered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "case_id", "finalised_at"], name="document_by_case"),
            models.Index(fields=["school", "subject_id"], name="document_by_subject"),
            models.Index(fields=["finalised_at"], name="document_due", condition=Q(state="finalised")),
        ]


class DocumentEvent(ChainedEvent):
    """Two facts of a document: its content was frozen under this hash; its PDF was stored under that one."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="events", db_index=False)

    class Meta(ChainedEvent.Meta):
        constraints = [
            *ChainedEvent.Meta.constraints,
            models.UniqueConstraint(name="document_event_seq", fields=["school", "document", "seq"]),
        ]


class Attachment(SealedRow, SchoolRow):
    """A file that somebody added: evidence of a notice, a photo of a chat. Name and bytes are sealed."""

    case_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(help_text="report or notice that it belongs to")
    name = SealedField()
    body = SealedField()
    media_type = models.CharField(max_length=60, help_text="sniffed from the bytes, never believed from the browser")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta(SchoolRow.Meta):
        indexes = [models.Index(fields=["school", "subject_id"], name="attachment_by_subject")]
