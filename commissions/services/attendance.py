"""The roll: who is in the room, since when, who has left, who is absent and why."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.selectors.suspects import suspects_of
from cases.services.events import draft
from commissions.domain.attendance import check_absence, check_times
from commissions.domain.conflicts import Overtaken
from commissions.enums import Capacity, MeetingState
from commissions.models import Attendance, Meeting, MeetingEvent
from commissions.selectors.composition import seats_at
from commissions.selectors.invitations import standing
from commissions.services.events import check_state, locked_meeting, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School

_ROLL = (MeetingState.CALLED, MeetingState.OPEN, MeetingState.CLOSED)


@dataclass(frozen=True)
class Whom:
    """A member by seat, or an invited person by invitation: one of the two."""

    seat_id: UUID | None = None
    invitation_id: UUID | None = None

    @property
    def keys(self) -> dict[str, UUID | None]:
        return {"seat_id": self.seat_id, "invitation_id": self.invitation_id}


@dataclass(frozen=True)
class Mark:
    """One press in the roll. `seen` is the version of the row that the person saw; 0 where there was none."""

    whom: Whom
    is_here: bool
    seen: int
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Times:
    """A correction of the last stay: exact times, or the reason of an absence."""

    whom: Whom
    seen: int
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    reason: str = field(default="")


@transaction.atomic
def mark_attendance(*, school: School, meeting_id: UUID, mark: Mark, by: Member) -> Attendance:
    """Here: from now (or from the time given). Not here: left now if they were in the room, else absent."""
    meeting = locked_meeting(meeting_id)
    check_state(meeting, *_ROLL)
    at = mark.at or moment_of(meeting)
    check_times(at, None, now=clock.now())
    _check_day(school, meeting, at if mark.is_here else None)
    _check_whom(school, meeting, mark.whom, comes=mark.is_here)
    last = _last(meeting, mark.whom)
    if last and _is_here(last) == mark.is_here and (mark.is_here or not mark.reason):
        return last
    _check_seen(meeting, mark.whom, last, mark.seen)
    row = _marked(meeting, last, mark, at)
    _write(meeting, row, by)
    return row


@transaction.atomic
def correct_attendance(*, school: School, meeting_id: UUID, times: Times, by: Member) -> Attendance:
    """The exact times of arrival and departure, or why somebody is absent."""
    meeting = locked_meeting(meeting_id)
    check_state(meeting, *_ROLL)
    _check_whom(school, meeting, times.whom, comes=False)
    last = _last(meeting, times.whom)
    _check_seen(meeting, times.whom, last, times.seen)
    check_times(times.arrived_at, times.left_at, now=clock.now())
    _check_day(school, meeting, times.arrived_at)
    if times.arrived_at is None:
        check_absence(times.reason, now_here=False)
    row = last or _new(meeting, times.whom)
    row.arrived_at, row.left_at = times.arrived_at, times.left_at
    row.absence_reason = "" if times.arrived_at else times.reason.strip()
    row.version = times.seen + 1
    _write(meeting, row, by)
    return row


def _check_day(school: School, meeting: Meeting, arrived_at: datetime | None) -> None:
    """An absence is known beforehand; an arrival isn't."""
    zone = ZoneInfo(school.organisation.timezone)
    if arrived_at and arrived_at.astimezone(zone).date() < meeting.starts_at.astimezone(zone).date():
        raise RuleViolation(gettext_noop("The day of the meeting hasn't come yet."), field="arrived_at")


def moment_of(meeting: Meeting) -> datetime:
    """When what is entered now happened: now, or for a meeting held on paper when it began."""
    return meeting.starts_at if meeting.is_from_paper else clock.now()


def _is_here(row: Attendance) -> bool:
    return row.arrived_at is not None and row.left_at is None


def _last(meeting: Meeting, whom: Whom) -> Attendance | None:
    return Attendance.objects.filter(meeting=meeting, **whom.keys).order_by("-pk").first()


def _new(meeting: Meeting, whom: Whom) -> Attendance:
    return Attendance(id=uuid7(), school_id=meeting.school_id, meeting=meeting, version=1, **whom.keys)


def _check_whom(school: School, meeting: Meeting, whom: Whom, *, comes: bool) -> None:
    """Attendance above the composition is impossible: only its seats, and those who were invited, have a row."""
    if whom.seat_id is not None:
        seats = seats_at(meeting.starts_at, ZoneInfo(school.organisation.timezone), meeting.commission_id)
        if whom.seat_id not in {seat.pk for seat in seats}:
            raise RuleViolation(gettext_noop("This person isn't in the composition approved for that day."))
        return
    row = standing(meeting).filter(pk=whom.invitation_id).first() if whom.invitation_id else None
    if row is None:
        raise RuleViolation(gettext_noop("This person wasn't invited."))
    if comes and row.case_id and suspects_of([row.case_id]).include(row.case_id, adult_id=row.adult_id):
        raise RuleViolation(gettext_noop("This representative is marked as suspected and can't take part."))
    if row.capacity == Capacity.GUARDIAN and not row.has_consent:
        raise RuleViolation(gettext_noop("A representative takes part by consent: record the consent first."))


def _check_seen(meeting: Meeting, whom: Whom, last: Attendance | None, seen: int) -> None:
    """Somebody else has changed the row since the page was loaded: both entries are shown, neither is lost."""
    there = last.version if last else 0
    if there == seen:
        return
    key = {name: str(value) for name, value in whom.keys.items() if value}
    event = MeetingEvent.objects.filter(meeting=meeting, kind="attendance.recorded", data__contains=key).last()
    raise Overtaken(
        who=event.by_name if event else "", at=event.recorded_at if event else None, version=there, theirs={}
    )


def _marked(meeting: Meeting, last: Attendance | None, mark: Mark, at: datetime) -> Attendance:
    """The row after the press: the same stay goes on, or a new one begins."""
    if mark.is_here and last and last.left_at is not None:
        row = _new(meeting, mark.whom)
        row.version = last.version + 1
        row.arrived_at = at
        return row
    row = last or _new(meeting, mark.whom)
    row.version = mark.seen + 1
    if mark.is_here:
        row.arrived_at, row.absence_reason = at, ""
    elif row.arrived_at is not None and row.left_at is None:
        row.left_at = max(at, row.arrived_at)
    else:
        row.absence_reason = mark.reason.strip()
    return row


def _write(meeting: Meeting, row: Attendance, by: Member) -> None:
    row.save(force_insert=row._state.adding)
    data = {
        "seat_id": row.seat_id,
        "invitation_id": row.invitation_id,
        "arrived_at": row.arrived_at,
        "left_at": row.left_at,
        "absent": row.arrived_at is None,
    }
    record(meeting, draft("attendance.recorded", by=by, occurred_at=row.left_at or row.arrived_at, data=data))
