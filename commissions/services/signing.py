"""Signatures and copies of finalised minutes: what became of each, and when the paper is complete (C-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.models import Case, CaseEvent
from cases.selectors.clocks import definition_of
from cases.selectors.evidence import standing_events
from cases.services.attachments import Upload, store_file
from cases.services.events import draft
from cases.services.events import record as record_case
from cases.services.evidence import Happened, apply_evidence
from commissions.domain.conflicts import Overtaken
from commissions.domain.signing import check_answer, is_complete
from commissions.enums import SignatureState
from commissions.models import Meeting, MeetingEvent, MinutesCopy, Signature
from commissions.selectors.calling import clocks_for
from commissions.selectors.signing import families_without_copy
from commissions.selectors.versions import version_of
from commissions.services.events import check_finalised, locked_meeting, record_after
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.documents.models import Document
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.procedures.bindings import copies_of, deeds_of
from safeguard.procedures.schema import Evidence


@dataclass(frozen=True)
class SignatureAnswer:
    """What became of one signature; `seen` is the version of the row that was shown."""

    state: SignatureState
    seen: int
    signed_on: date | None = None
    reason: str = ""


@transaction.atomic
def record_signature(
    *, school: School, signature_id: UUID, answer: SignatureAnswer, by: Member, scan: Sequence[Upload] = ()
) -> Signature:
    """Signed on paper, refused, absent. When nobody is waited for any more, the minutes are signed."""
    meeting = locked_meeting(Signature.objects.values_list("meeting_id", flat=True).get(pk=signature_id))
    row = Signature.objects.select_related("document", "data_key").get(pk=signature_id)
    _check_standing(meeting, row.document)
    _check_seen(meeting, "signature", row, answer.seen)
    zone = ZoneInfo(school.organisation.timezone)
    held_on, today = meeting.starts_at.astimezone(zone).date(), clock.today(zone)
    check_answer(
        answer.state,
        signed_on=answer.signed_on,
        reason=answer.reason,
        held_on=held_on,
        today=today,
        was_there=row.was_there,
    )
    is_signed = answer.state == SignatureState.SIGNED
    row.state, row.signed_on = answer.state, answer.signed_on if is_signed else None
    row.seal("reason", "" if is_signed else answer.reason.strip())
    _write(row, answer.seen, by)
    files = [_keep(row, upload, by) for upload in scan]
    data = {"signature": row.pk, "state": row.state, "signed_on": row.signed_on, "files": files}
    record_after(meeting, draft("minutes.signature", by=by, data=data))
    _conclude(school, meeting, row.document, zone, by)
    return row


def _check_standing(meeting: Meeting, document: Document) -> None:
    check_finalised(meeting)
    last = version_of(meeting.pk)
    if last is None or last.pk != document.pk:
        raise RuleViolation(gettext_noop("This version was corrected: the newer one is signed."))


def _check_seen(meeting: Meeting, name: str, row: Signature | MinutesCopy, seen: int) -> None:
    if row.version == seen:
        return
    event = MeetingEvent.objects.filter(meeting=meeting, data__contains={name: str(row.pk)}).last()
    raise Overtaken(
        who=event.by_name if event else "",
        at=event.recorded_at if event else None,
        version=row.version,
        theirs={"state": row.state} if isinstance(row, Signature) else {},
    )


def _write(row: Signature | MinutesCopy, seen: int, by: Member) -> None:
    row.version, row.recorded_at, row.recorded_by = seen + 1, clock.now(), by.user_id
    row.save()


def _keep(row: Signature, upload: Upload, by: Member) -> UUID:
    """The scan lies sealed beside the signature, with the key of the document."""
    document = row.document
    return store_file(subject_id=row.pk, case_id=document.case_id, key=row.data_key, upload=upload, by=by).pk


@transaction.atomic
def hand_over_copy(
    *, school: School, copy_id: UUID, handed_on: date, handed_to: str, seen: int, by: Member
) -> MinutesCopy:
    """A numbered copy was taken, by whom and when; the school's own has a place where it's kept."""
    meeting = locked_meeting(MinutesCopy.objects.values_list("meeting_id", flat=True).get(pk=copy_id))
    row = MinutesCopy.objects.select_related("document", "data_key").get(pk=copy_id)
    _check_standing(meeting, row.document)
    _check_seen(meeting, "copy", row, seen)
    zone = ZoneInfo(school.organisation.timezone)
    if handed_on > clock.today(zone):
        raise RuleViolation(gettext_noop("This day is in the future."), field="handed_on")
    if handed_on < meeting.starts_at.astimezone(zone).date():
        raise RuleViolation(gettext_noop("No copy is handed over before the meeting."), field="handed_on")
    if not handed_to.strip():
        raise RuleViolation(gettext_noop("Write who took it."), field="handed_to")
    row.handed_on = handed_on
    row.seal("handed_to", handed_to.strip())
    _write(row, seen, by)
    data = {"copy": row.pk, "number": row.number, "keeper": row.keeper, "handed_on": handed_on}
    record_after(meeting, draft("minutes.copy_handed", by=by, data=data))
    return row


@transaction.atomic
def add_copies(*, meeting_id: UUID, by: Member) -> int:
    """One more for each representative for whom the procedure's copies don't suffice (TC-36)."""
    meeting = locked_meeting(meeting_id)
    check_finalised(meeting)
    document = version_of(meeting.pk)
    assert document is not None  # noqa: S101
    held = list(MinutesCopy.objects.filter(document=document).order_by("number"))
    wanted = families_without_copy(Signature.objects.filter(document=document).order_by("rank"), held)
    last = held[-1].number if held else 0
    made = [
        MinutesCopy(
            id=uuid7(), school_id=meeting.school_id, data_key=document.data_key, meeting=meeting, document=document,
            number=last + place, keeper=keeper, adult_id=row.adult_id, child_id=row.child_id,
        )
        for place, (row, keeper) in enumerate(wanted, start=1)
    ]  # fmt: skip
    MinutesCopy.objects.bulk_create(made)
    if made:
        data = {"numbers": [row.number for row in made]}
        record_after(meeting, draft("minutes.copies_added", by=by, data=data))
    return len(made)


def _conclude(school: School, meeting: Meeting, document: Document, zone: ZoneInfo, by: Member) -> None:
    """The act `minutes.signed` follows by itself where the procedure asks for it, and is never entered twice."""
    rows = list(Signature.objects.filter(document=document))
    if not is_complete(SignatureState(row.state) for row in rows):
        return
    at = _signed_at(max(row.signed_on for row in rows if row.signed_on), zone)
    cases = Case.objects.select_for_update(of=("self",)).select_related("procedure", "data_key")
    for case in cases.filter(hearings__meeting=meeting).order_by("pk"):
        procedure = definition_of(case.procedure)
        if Evidence.MINUTES_SIGNED in deeds_of(procedure) and not _is_recorded(case, meeting):
            copies = copies_of(procedure, Evidence.MINUTES_SIGNED)
            _record_signed(school, case, meeting, document, at, copies and len(_copies(document)), by)


def _signed_at(day: date, zone: ZoneInfo) -> datetime:
    """The last signature has a day and no hour: the end of that day, or now."""
    return min(datetime.combine(day, time.max, zone), clock.now())


def _copies(document: Document) -> list[MinutesCopy]:
    return list(MinutesCopy.objects.filter(document=document))


def _is_recorded(case: Case, meeting: Meeting) -> bool:
    """By hand or by us, for this meeting."""
    return any(_is_of(event, meeting) for event in standing_events(case, [Evidence.MINUTES_SIGNED]))


def _is_of(event: CaseEvent, meeting: Meeting) -> bool:
    named = event.data.get("meeting")
    return named == str(meeting.pk) if named else bool(meeting.closed_at and event.occurred_at >= meeting.closed_at)


def _record_signed(
    school: School, case: Case, meeting: Meeting, document: Document, at: datetime, copies: int, by: Member
) -> None:
    data: dict[str, object] = {"meeting": meeting.pk, "document": document.pk, "done_by": Role.SECRETARY}
    data |= {"copies": copies} if copies else {}
    [event] = record_case(case, draft(Evidence.MINUTES_SIGNED, by=by, occurred_at=at, data=data))
    apply_evidence(case, clocks_for(school, case), Happened(Evidence.MINUTES_SIGNED, at, event.pk))
    case.save(update_fields=["next_due_at"])
