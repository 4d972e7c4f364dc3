"""Telling everybody of a meeting: per recipient, with the time, and late marked as late (UA-B-IV.5.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.enums import Channel
from cases.models import Case
from cases.selectors.suspects import names_a_suspect, suspects_of
from cases.services.attachments import Upload, store_file
from cases.services.events import draft
from cases.services.events import record as record_case
from cases.services.evidence import Happened, meet_by_evidence, start_by_fact
from commissions.domain.guests import Guest
from commissions.domain.notice import complete_at, is_late
from commissions.enums import Capacity, MeetingState
from commissions.models import Attendance, Invitation, Meeting, Undertaking
from commissions.selectors.calling import clocks_for, notice_limit
from commissions.selectors.invitations import may_be_taken_off, told_here
from commissions.selectors.undertakings import lacks_undertaking
from commissions.services.events import check_state, locked_meeting, record
from commissions.services.letters import grant_materials, write_messages
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.procedures.schema import Evidence, Start

_BEFORE_THE_END = (MeetingState.CALLED, MeetingState.OPEN, MeetingState.CLOSED)


@dataclass(frozen=True)
class Handover:
    """How and when somebody was told by hand; `materials_at` empty: without the materials."""

    channel: Channel
    sent_at: datetime
    materials_at: datetime | None
    has_consent: bool | None = None
    is_signed_for: bool | None = None


@transaction.atomic
def invite(*, meeting_id: UUID, guests: Sequence[Guest], by: Member) -> list[Invitation]:
    """Applicant, representatives, agencies, others. A suspected representative can't be invited (C-06)."""
    meeting = locked_meeting(meeting_id)
    check_state(meeting, *_BEFORE_THE_END)
    cases = {case.pk: case for case in Case.objects.filter(hearings__meeting=meeting).select_related("data_key")}
    _check_guests(guests, cases)
    rows = [_invitation(meeting, cases[guest.case_id], guest, by) for guest in guests]
    Invitation.objects.bulk_create(rows)
    record(meeting, draft("meeting.invited", by=by, data={"invitations": [row.pk for row in rows]}))
    return rows


def _check_guests(guests: Sequence[Guest], cases: dict[UUID, Case]) -> None:
    if not guests:
        raise RuleViolation(gettext_noop("Choose at least one person."))
    if any(guest.case_id not in cases for guest in guests):
        raise RuleViolation(gettext_noop("This case isn't on the agenda."))
    suspects = suspects_of(cases)
    if any(suspects.include(guest.case_id, adult_id=guest.adult_id, name=guest.whom) for guest in guests):
        raise RuleViolation(gettext_noop("A representative who is suspected gets no notice and can't be invited."))


def _invitation(meeting: Meeting, case: Case, guest: Guest, by: Member) -> Invitation:
    row = Invitation(
        id=uuid7(),
        school_id=meeting.school_id,
        data_key=case.data_key,
        meeting=meeting,
        case=case,
        adult_id=guest.adult_id,
        side_child_id=guest.side_child_id,
        capacity=guest.capacity,
        has_consent=guest.has_consent,
        added_at=clock.now(),
        added_by=by.user_id,
    )
    row.seal("whom", guest.whom.strip())
    return row


@transaction.atomic
def take_off(*, school: School, invitation_id: UUID, by: Member) -> None:
    """Somebody who was added by mistake and told nothing yet. Members and the applicant stay: the law invites them."""
    row = Invitation.objects.get(pk=invitation_id)
    meeting = locked_meeting(row.meeting_id)
    check_state(meeting, *_BEFORE_THE_END)
    if not may_be_taken_off(row):
        raise RuleViolation(gettext_noop("Only somebody who was added and hasn't been told can be taken off the list."))
    if Attendance.objects.filter(invitation=row).exists():
        raise RuleViolation(gettext_noop("This person was in the room."))
    if Undertaking.objects.filter(invitation=row).exists():
        raise RuleViolation(gettext_noop("This person has signed an undertaking."))
    row.delete()
    record(meeting, draft("meeting.taken_off", by=by, data={"invitation": invitation_id}))
    announce(school, meeting, by)


@transaction.atomic
def send_notice(*, school: School, meeting_id: UUID, with_materials: bool, by: Member) -> list[Invitation]:
    """To every member and applicant with an account who hasn't been told: in the product, with a content-free e-mail.

    An applicant's materials are the report that they made themselves.
    """
    meeting = locked_meeting(meeting_id)
    check_state(meeting, MeetingState.CALLED, MeetingState.OPEN)
    now = clock.now()
    rows = told_here(meeting)
    if not rows:
        raise RuleViolation(gettext_noop("Everybody with an account here has been told already."))
    limit = _limit(school, meeting)
    for row in rows:
        row.channel, row.sent_at = Channel.PRODUCT, now
        row.materials_at = now if with_materials else None
        row.is_late = _is_late(row, limit)
    Invitation.objects.bulk_update(rows, ["channel", "sent_at", "materials_at", "is_late"])
    write_messages(meeting, rows, zone=ZoneInfo(school.organisation.timezone))
    if with_materials:
        grant_materials(meeting, rows, by=by)
    _record(school, meeting, rows, by)
    return rows


@transaction.atomic
def record_handover(
    *, school: School, invitation_id: UUID, handover: Handover, by: Member, scan: Sequence[Upload] = ()
) -> Invitation:
    """Told on paper, by telephone or in conversation: with the time it happened, which may not be in the future.

    `scan`: the copy on which the recipient signed for the notice, kept sealed beside it.
    """
    row = Invitation.objects.select_related("adult", "data_key").get(pk=invitation_id)
    meeting = locked_meeting(row.meeting_id)
    check_state(meeting, *_BEFORE_THE_END)
    _check_recipient(row)
    _check_handover(handover)
    if handover.materials_at and lacks_undertaking(meeting, row):
        words = gettext_noop(
            "Nobody invited gets the materials before they have signed the undertaking. Record it first."
        )
        raise RuleViolation(words, field="materials_at")
    row.channel, row.sent_at, row.materials_at = handover.channel, handover.sent_at, handover.materials_at
    row.has_consent = handover.has_consent if row.capacity == Capacity.GUARDIAN else None
    row.is_late = _is_late(row, _limit(school, meeting))
    row.is_signed_for = handover.is_signed_for if handover.channel == Channel.PAPER else None
    row.save(update_fields=["channel", "sent_at", "materials_at", "is_late", "has_consent", "is_signed_for"])
    for upload in scan:
        store_file(subject_id=row.pk, case_id=row.case_id, key=row.data_key, upload=upload, by=by)
    if row.seat_id and row.materials_at:
        grant_materials(meeting, [row], by=by)
    _record(school, meeting, [row], by)
    return row


def _check_recipient(row: Invitation) -> None:
    """The mark may have come after the invitation."""
    if row.case_id and suspects_of([row.case_id]).include(row.case_id, adult_id=row.adult_id, name=row.open("whom")):
        raise RuleViolation(gettext_noop("This representative is marked as suspected and must not be told."))


def _check_handover(handover: Handover) -> None:
    now = clock.now()
    if handover.sent_at > now:
        raise RuleViolation(gettext_noop("This time is in the future."), field="sent_at")
    if handover.materials_at and handover.materials_at > now:
        raise RuleViolation(gettext_noop("This time is in the future."), field="materials_at")


def _is_late(row: Invitation, limit: datetime | None) -> bool:
    """By what the recipient has got so far: without the materials the notice isn't complete (TC-42)."""
    done = complete_at(row.sent_at, row.materials_at) or row.sent_at
    return limit is not None and done is not None and is_late(done, limit)


def _limit(school: School, meeting: Meeting) -> datetime | None:
    case = Case.objects.filter(hearings__meeting=meeting).select_related("procedure").order_by("received_at").first()
    assert case is not None  # noqa: S101
    return notice_limit(clocks_for(school, case), meeting.starts_at)


def _record(school: School, meeting: Meeting, rows: Sequence[Invitation], by: Member) -> None:
    told = [
        {
            "invitation": row.pk,
            "channel": row.channel,
            "sent_at": row.sent_at,
            "materials_at": row.materials_at,
            "is_late": row.is_late,
            "is_signed_for": row.is_signed_for,
        }
        for row in rows
    ]
    record(meeting, draft("meeting.told", by=by, data={"told": told}))
    announce(school, meeting, by)


def announce(school: School, meeting: Meeting, by: Member) -> None:
    """Once everybody has a complete notice, the limit is met: in time, or as late as the last of them was told."""
    owed = Invitation.objects.filter(meeting=meeting).exclude(names_a_suspect())
    every = [complete_at(row.sent_at, row.materials_at) for row in owed]
    if not every or not all(every):
        return
    at = max(done for done in every if done)
    cases = Case.objects.select_for_update(of=("self",)).select_related("procedure", "data_key")
    for case in cases.filter(hearings__meeting=meeting).order_by("pk"):
        if meeting.is_from_paper:
            clocks = clocks_for(school, case)
            start_by_fact(case, clocks, Start.MEETING, at=meeting.starts_at, subject_id=meeting.pk, is_planned=True)
        said = draft(
            Evidence.MEETING_ANNOUNCED, by=by, occurred_at=at, data={"meeting": meeting.pk, "told": len(every)}
        )
        [event] = record_case(case, said)
        happened = Happened(Evidence.MEETING_ANNOUNCED, at, event.pk, restates=True)
        meet_by_evidence(case, happened, subject_id=meeting.pk)
        case.save(update_fields=["next_due_at"])
