"""A correction of finalised minutes: a further version under the same number. The one before stays as it was."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.models import Case
from cases.services.events import draft
from cases.services.events import record as record_case
from commissions.domain.conflicts import Overtaken
from commissions.domain.correcting import Change, changes, check_correction, corrected
from commissions.models import Meeting, MeetingEvent, MinutesCorrection
from commissions.selectors.places import correction_block
from commissions.selectors.versions import open_correction, sheet_of, texts_in, version_of
from commissions.services.awaiting import await_again
from commissions.services.events import check_finalised, locked_meeting, record_after
from commissions.services.minutes import LAYOUT
from commissions.services.texts import check_names
from safeguard import clock
from safeguard.access.member import Member
from safeguard.documents.enums import DocumentKind
from safeguard.documents.models import Document
from safeguard.documents.services.issue import issue_document
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.vault import keys

SAVED = "minutes.correction_saved"


@transaction.atomic
def save_correction(
    *, meeting_id: UUID, texts: Mapping[str, str], reason: str, seen: int, by: Member
) -> MinutesCorrection:
    """Kept as it is typed. `seen` is the version of the draft that was shown; 0 where there was none."""
    meeting = locked_meeting(meeting_id)
    base = _base(meeting)
    made = changes(sheet_of(base), texts)
    check_names(meeting, {change.text.place: change.now for change in made} | {"reason": reason})
    row = open_correction(meeting)
    if (row.version if row else 0) != seen:
        _refuse(meeting, row)
    row = row or _begin(meeting, base, by)
    row.seal("texts", json.dumps({change.text.place: change.now for change in made}, ensure_ascii=False))
    row.seal("reason", reason.strip())
    row.version, row.saved_at = seen + 1, clock.now()
    row.save(force_insert=row._state.adding)
    data = {"correction": row.pk, "number": row.number, "places": [change.text.place for change in made]}
    record_after(meeting, draft(SAVED, by=by, data=data))
    return row


def _base(meeting: Meeting) -> Document:
    """The version that stands: a correction begins from its texts."""
    check_finalised(meeting)
    base = version_of(meeting.pk)
    assert base is not None  # noqa: S101
    return base


def _begin(meeting: Meeting, base: Document, by: Member) -> MinutesCorrection:
    return MinutesCorrection(
        id=uuid7(),
        school_id=meeting.school_id,
        data_key=base.data_key,
        meeting=meeting,
        number=base.version + 1,
        begun_at=clock.now(),
        begun_by=by.user_id,
    )


def _refuse(meeting: Meeting, row: MinutesCorrection | None) -> None:
    event = MeetingEvent.objects.filter(meeting=meeting, kind=SAVED).last()
    theirs = texts_in(row) | {"reason": row.open("reason")} if row else {}
    raise Overtaken(
        who=event.by_name if event else "",
        at=event.recorded_at if event else None,
        version=row.version if row else 0,
        theirs=theirs,
    )


@transaction.atomic
def drop_correction(*, meeting_id: UUID, by: Member) -> None:
    """A correction that was only a draft may be given up; the event stays."""
    meeting = locked_meeting(meeting_id)
    row = open_correction(meeting)
    if row is not None:
        said = draft("minutes.correction_dropped", by=by, data={"correction": row.pk, "number": row.number})
        row.delete()
        record_after(meeting, said)


@transaction.atomic
def finalise_correction(*, school: School, meeting_id: UUID, seen: int, by: Member) -> Document:
    """The next version: number and everything else of the one before, with these texts. Signatures begin again."""
    meeting = locked_meeting(meeting_id)
    base, row = _base(meeting), open_correction(meeting)
    if row is None:
        raise RuleViolation(gettext_noop("Nothing is changed: there is nothing to correct."))
    if row.version != seen:
        _refuse(meeting, row)
    keys.load([row.data_key_id])
    before, reason = sheet_of(base), row.open("reason")
    made = changes(before, texts_in(row))
    check_correction(made, reason)
    document = _issue(school, meeting, base, _sheet(before, base, made, reason, row.number, school), row.number, by)
    row.document, row.finalised_at, row.finalised_by = document, clock.now(), by.user_id
    row.save(update_fields=["document", "finalised_at", "finalised_by"])
    await_again(school, meeting, base, document)
    _record(meeting, document, by)
    return document


def _sheet(
    before: dict[str, Any], base: Document, made: Sequence[Change], reason: str, number: int, school: School
) -> dict[str, Any]:
    block = correction_block(
        before, base, made, reason, language=school.organisation.language, zone=school.organisation.timezone
    )
    return corrected(before, made) | {"version": number, "correction": block}


def _issue(
    school: School, meeting: Meeting, base: Document, sheet: dict[str, Any], number: int, by: Member
) -> Document:
    return issue_document(
        kind=DocumentKind.MINUTES,
        number=base.number,
        layout=LAYOUT,
        sheet=sheet,
        language=school.organisation.language,
        data_key=base.data_key,
        subject_id=meeting.pk,
        case_id=base.case_id,
        by=by,
        version=number,
    )


def _record(meeting: Meeting, document: Document, by: Member) -> None:
    """In the chain of the meeting and of every case that was heard."""
    said = {"number": document.number, "version": document.version, "document": document.pk}
    record_after(meeting, draft("minutes.corrected", by=by, data=said | {"sheet_sha256": document.sheet_sha256}))
    cases = Case.objects.select_for_update(of=("self",)).select_related("data_key").filter(hearings__meeting=meeting)
    for case in cases.order_by("pk"):
        record_case(case, draft("minutes.corrected", by=by, data=said | {"meeting": meeting.pk}))
