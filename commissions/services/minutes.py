"""Finalising the minutes: sheet, number, hash, decisions and events in one transaction; nothing changes afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from cases.models import Case
from cases.services.events import draft
from commissions.domain.conflicts import Overtaken
from commissions.enums import MeetingState
from commissions.models import Hearing, Measure, Meeting
from commissions.selectors.calling import clocks_for
from commissions.selectors.drafting import build_sheet
from commissions.selectors.minutes import holes_of, measures_of
from commissions.selectors.room import Room, room_of
from commissions.services.awaiting import await_signatures
from commissions.services.decisions import conclude, decide
from commissions.services.events import check_state, locked_meeting, record
from commissions.services.follow_up import await_measures
from safeguard import clock
from safeguard.access.member import Member
from safeguard.documents.enums import DocumentKind
from safeguard.documents.models import Document
from safeguard.documents.services.issue import issue_document
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.registers.enums import Register
from safeguard.registers.numbers import next_number

LAYOUT = "minutes@2"


@dataclass(frozen=True)
class Finalised:
    """What came out: the meeting with its number, and the frozen document."""

    meeting: Meeting
    document: Document


@transaction.atomic
def finalise_minutes(*, school: School, meeting_id: UUID, seen: int, by: Member) -> Finalised:
    """`seen` is the version that was read back: what is frozen is what was read, or nothing."""
    meeting = locked_meeting(meeting_id)
    check_state(meeting, MeetingState.CLOSED)
    if meeting.version != seen:
        raise Overtaken(who="", at=clock.now(), version=meeting.version, theirs={})
    hearings = _hearings(meeting)
    room = room_of(meeting, school, case_ids={hearing.case_id for hearing in hearings})
    _check_complete(room, hearings)
    decisions = [each for hearing in hearings if (each := decide(room, hearing))]
    await_measures(school, Measure.objects.filter(decision__in=decisions))
    number = next_number(Register.MINUTES, meeting.school_year)
    document = _freeze(room, hearings, school, number, by)
    await_signatures(room, hearings, school, document)
    data = {"number": number, "document": document.pk, "sheet_sha256": document.sheet_sha256}
    for hearing in hearings:
        decision = next((each for each in decisions if each.case_id == hearing.case_id), None)
        clocks = clocks_for(school, hearing.case)
        conclude(room, hearing.case, decision, clocks, said={"meeting": meeting.pk, "minutes": number}, by=by)
    record(
        meeting,
        draft("minutes.finalised", by=by, data=data),
        state=MeetingState.FINALISED,
        number=number,
        finalised_at=clock.now(),
        finalised_by=by.user_id,
    )
    return Finalised(meeting, document)


def _hearings(meeting: Meeting) -> list[Hearing]:
    """Every hearing, with its case locked: the deciding is of the whole meeting."""
    cases = Case.objects.select_for_update(of=("self",)).filter(hearings__meeting=meeting).order_by("pk")
    list(cases.values_list("pk"))
    rows = Hearing.objects.filter(meeting=meeting).order_by("rank")
    return list(rows.select_related("case", "case__data_key", "case__procedure", "data_key"))


def _check_complete(room: Room, hearings: Sequence[Hearing]) -> None:
    stopping = [hole for hole in holes_of(room, hearings, measures_of(hearings)) if hole.stops]
    if stopping:
        raise RuleViolation(
            gettext_noop("The minutes aren't complete. Fields that are missing: %(missing)d."), missing=len(stopping)
        )


def _freeze(room: Room, hearings: Sequence[Hearing], school: School, number: int, by: Member) -> Document:
    """Sealed with the case's key; where several were heard with the meeting's: erasing one leaves the others."""
    only = hearings[0].case if len(hearings) == 1 else None
    return issue_document(
        kind=DocumentKind.MINUTES,
        number=str(number),
        layout=LAYOUT,
        sheet=build_sheet(room, hearings, school, number=str(number)),
        language=school.organisation.language,
        data_key=only.data_key if only else room.meeting.data_key,
        subject_id=room.meeting.pk,
        case_id=only.pk if only else None,
        by=by,
    )
