"""Drafts of reports: sealed, seen by their author alone, gone when filed."""

from uuid import UUID

from django.db import connection, transaction
from uuid_utils.compat import uuid7

from cases.domain.draft import DraftAnswers
from cases.models import ReportDraft
from safeguard import clock
from safeguard.access.member import Member
from safeguard.documents.models import Attachment
from safeguard.organisations.models import School
from safeguard.vault.keys import new_key
from safeguard.vault.models import Purpose

#: Both at once: a draft never stays without its key, nor a key without its draft.
_FORGET = """
WITH gone AS (DELETE FROM cases_reportdraft WHERE id = %s RETURNING data_key_id)
DELETE FROM vault_datakey USING gone WHERE vault_datakey.id = gone.data_key_id
"""


def read_answers(draft: ReportDraft) -> DraftAnswers:
    return DraftAnswers.from_json(draft.open("answers"))


@transaction.atomic
def start_draft(*, school: School, answers: DraftAnswers, by: Member) -> ReportDraft:
    draft = ReportDraft(id=uuid7(), school=school, data_key=new_key(Purpose.DRAFT), author_id=by.user_id)
    draft.saved_at = clock.now()
    draft.seal("answers", answers.to_json())
    draft.save(force_insert=True)
    return draft


@transaction.atomic
def save_draft(*, draft: ReportDraft, answers: DraftAnswers) -> ReportDraft:
    """The row was read under a lock (`locked_draft`)."""
    draft.saved_at = clock.now()
    draft.seal("answers", answers.to_json())
    draft.save(update_fields=["answers", "saved_at"])
    return draft


def locked_draft(draft_id: UUID, *, by: Member) -> ReportDraft | None:
    """One's own draft under a row lock: of two presses of one button the second waits, and finds it gone."""
    rows = ReportDraft.objects.select_for_update(of=("self",)).select_related("data_key")
    return rows.filter(pk=draft_id, author_id=by.user_id).first()


@transaction.atomic
def discard_draft(*, draft_id: UUID, by: Member) -> None:
    """The author throws it away, with the files added to it and the key."""
    draft = locked_draft(draft_id, by=by)
    if draft is None:
        return
    Attachment.objects.filter(subject_id=draft.pk, case_id__isnull=True).delete()
    forget_draft(draft)


def forget_draft(draft: ReportDraft) -> None:
    """The row and its key: what it held can't be read any more, from a backup of the row neither."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [draft.pk])
