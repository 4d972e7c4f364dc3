"""Files added to a report: a picture of a chat, a letter. Name and bytes are sealed."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.models import Case, ReportDraft
from cases.services.amend_report import check_may_add, locked_report
from cases.services.events import draft as event
from cases.services.events import record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.documents.models import Attachment
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.vault.models import DataKey

MOST_FILES = 10


@dataclass(frozen=True)
class Upload:
    """A file whose bytes were read and found to be what they say."""

    name: str
    media_type: str
    body: bytes


@transaction.atomic
def add_to_draft(*, draft: ReportDraft, upload: Upload, by: Member) -> Attachment:
    """Sealed with the draft's key; filing seals it again with the key of the case."""
    _check_room(draft.pk)
    return store_file(subject_id=draft.pk, case_id=None, key=draft.data_key, upload=upload, by=by)


@transaction.atomic
def add_attachment(*, report_id: UUID, upload: Upload, by: Member) -> Attachment:
    """To a filed report, with an event of the case."""
    case, report = locked_report(report_id)
    check_may_add(report, by)
    _check_room(report.pk)
    row = store_file(subject_id=report.pk, case_id=case.pk, key=case.data_key, upload=upload, by=by)
    told = {"report": report.pk, "number": report.number, "attachment": row.pk, "sha256": row.sha256}
    record(case, event("report.file_added", by=by, data=told))
    return row


@transaction.atomic
def remove_from_draft(*, draft: ReportDraft, attachment_id: UUID) -> None:
    Attachment.objects.filter(pk=attachment_id, subject_id=draft.pk, case_id__isnull=True).delete()


def adopt_files(draft: ReportDraft, case: Case) -> int:
    """The draft's files become the case's: sealed anew with its key, so that erasing the case erases them."""
    rows = list(Attachment.objects.filter(subject_id=draft.pk, case_id__isnull=True).select_related("data_key"))
    for row in rows:
        name, body = row.open("name"), row.open_bytes("body")
        row.data_key, row.case_id = case.data_key, case.pk
        row.seal("name", name)
        row.seal_bytes("body", body)
    if rows:
        Attachment.objects.bulk_update(rows, ["data_key", "case_id", "name", "body"])
    return len(rows)


def _check_room(subject_id: UUID) -> None:
    if Attachment.objects.filter(subject_id=subject_id).count() >= MOST_FILES:
        raise RuleViolation(gettext_noop("There are %(most)s files already, that is the most."), most=MOST_FILES)


def store_file(*, subject_id: UUID, case_id: UUID | None, key: DataKey, upload: Upload, by: Member) -> Attachment:
    row = Attachment(
        id=uuid7(),
        school_id=by.organisation_id,
        data_key=key,
        case_id=case_id,
        subject_id=subject_id,
        media_type=upload.media_type,
        size=len(upload.body),
        sha256=hashlib.sha256(upload.body).hexdigest(),
        added_at=clock.now(),
        added_by=by.user_id,
    )
    row.seal("name", upload.name)
    row.seal_bytes("body", upload.body)
    row.save(force_insert=True)
    return row
