"""Opening and closing a meeting."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from cases.models import Case
from cases.services.events import draft
from cases.services.events import record as record_case
from cases.services.evidence import Happened, apply_evidence
from commissions.domain import presiding, quorum
from commissions.domain.quorum import Stay
from commissions.enums import MeetingState, Office
from commissions.models import Attendance, Meeting, Motion
from commissions.selectors.calling import clocks_for
from commissions.selectors.composition import seats_at
from commissions.selectors.room import rules_of
from commissions.services.attendance import moment_of
from commissions.services.events import check_state, locked_meeting, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.procedures.schema import Evidence


@transaction.atomic
def open_meeting(*, school: School, meeting_id: UUID, by: Member) -> Meeting:
    """Forbidden without quorum. Opened with it, the meeting is held: the limit of every case on the agenda is met."""
    meeting, zone = locked_meeting(meeting_id), ZoneInfo(school.organisation.timezone)
    check_state(meeting, MeetingState.CALLED)
    at = moment_of(meeting)
    if at.astimezone(zone).date() < meeting.starts_at.astimezone(zone).date():
        raise RuleViolation(gettext_noop("The day of the meeting hasn't come yet."))
    seats = {seat.pk: Office(seat.office) for seat in seats_at(meeting.starts_at, zone, meeting.commission_id)}
    rows = Attendance.objects.filter(meeting=meeting)
    stays = [Stay(row.seat_id, row.arrived_at, row.left_at) for row in rows if row.seat_id]
    present = quorum.in_the_room(stays) & seats.keys()
    found = quorum.quorum(seats.keys(), present, rules_of(meeting))
    if not found.is_met:
        raise RuleViolation(
            gettext_noop("There is no quorum: %(present)d of %(composition)d, %(needed)d needed."),
            present=found.present,
            composition=found.composition,
            needed=found.needed,
        )
    data = {
        "composition": found.composition,
        "present": found.present,
        "needed": found.needed,
        "presiding": presiding.presides(seats, present, None),
    }
    record(meeting, draft("meeting.opened", by=by, occurred_at=at, data=data), state=MeetingState.OPEN, opened_at=at)
    _hold(meeting, school, at, by)
    return meeting


def _hold(meeting: Meeting, school: School, at: datetime, by: Member) -> None:
    """ "Convene" is read strictly: the meeting takes place by the third working day (TC-25)."""
    cases = Case.objects.select_for_update(of=("self",)).select_related("data_key", "procedure").order_by("pk")
    for case in cases.filter(hearings__meeting=meeting):
        said = draft(Evidence.MEETING_HELD, by=by, occurred_at=at, data={"meeting": meeting.pk})
        [event] = record_case(case, said)
        apply_evidence(case, clocks_for(school, case), Happened(Evidence.MEETING_HELD, at, event.pk))
        case.save(update_fields=["next_due_at"])


@transaction.atomic
def close_meeting(*, meeting_id: UUID, by: Member) -> Meeting:
    """The room empties; the texts may still be finished, ballots and roll are what they are."""
    meeting = locked_meeting(meeting_id)
    check_state(meeting, MeetingState.OPEN)
    if Motion.objects.filter(meeting=meeting, closed_at__isnull=True).exists():
        raise RuleViolation(gettext_noop("A vote is still open. Close it first."))
    at = meeting.closed_at or clock.now()
    record(meeting, draft("meeting.closed", by=by, occurred_at=at), state=MeetingState.CLOSED, closed_at=at)
    return meeting
