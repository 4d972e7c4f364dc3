"""Questions that members propose for the agenda: put on it by whoever keeps the meeting, or left off with a reason."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from uuid_utils.compat import uuid7

from cases.services.events import draft
from commissions.enums import ItemKind, MeetingState, MotionKind, Outcome
from commissions.models import AgendaItem, AgendaProposal, Hearing, Meeting, Motion
from commissions.services.events import check_state, locked_meeting, record
from commissions.services.texts import check_names
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop

_BEFORE_THE_END = (MeetingState.CALLED, MeetingState.OPEN)


@transaction.atomic
def propose_item(*, meeting_id: UUID, seat_id: UUID, text: str, case_id: UUID | None, by: Member) -> AgendaProposal:
    """A member's question, in words or about one of the cases; it isn't on the agenda yet."""
    meeting = locked_meeting(meeting_id)
    _check_open(meeting)
    if not text.strip():
        raise RuleViolation(gettext_noop("Write the question."), field="text")
    check_names(meeting, {"text": text})
    hearings = Hearing.objects.filter(meeting=meeting).select_related("case__data_key")
    hearing = hearings.filter(case_id=case_id).first() if case_id else None
    if case_id and hearing is None:
        raise RuleViolation(gettext_noop("This case isn't on the agenda."), field="case")
    row = AgendaProposal(
        id=uuid7(),
        school_id=meeting.school_id,
        data_key=hearing.case.data_key if hearing else meeting.data_key,
        meeting=meeting,
        seat_id=seat_id,
        case_id=case_id,
        proposed_at=clock.now(),
    )
    row.seal("text", text.strip())
    row.save(force_insert=True)
    record(meeting, draft("item.proposed", by=by, data={"proposal": row.pk, "seat": seat_id}))
    return row


def _check_open(meeting: Meeting) -> None:
    """What the commission has approved as its agenda doesn't grow behind its back."""
    check_state(meeting, *_BEFORE_THE_END)
    adopted = Motion.objects.filter(item__meeting=meeting, kind=MotionKind.AGENDA, outcome=Outcome.ADOPTED)
    if adopted.exists():
        raise RuleViolation(gettext_noop("The agenda is approved already. Nothing more can be put on it."))


@transaction.atomic
def put_on_agenda(*, proposal_id: UUID, by: Member) -> AgendaItem:
    """The last question, with the proposer's words."""
    row, meeting = _awaited(proposal_id)
    _check_open(meeting)
    rank = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("rank"))["last"] + 1
    item = AgendaItem(
        id=uuid7(),
        school_id=row.school_id,
        data_key=row.data_key,
        meeting=meeting,
        case_id=row.case_id,
        kind=ItemKind.OTHER,
        rank=rank,
    )
    item.seal("title", row.open("text"))
    item.save(force_insert=True)
    _answer(row, by, item=item)
    record(meeting, draft("item.put_on", by=by, data={"proposal": row.pk, "item": item.pk}))
    return item


@transaction.atomic
def leave_off(*, proposal_id: UUID, reason: str, by: Member) -> AgendaProposal:
    """Not put on the agenda: the proposer reads why."""
    row, meeting = _awaited(proposal_id)
    check_state(meeting, *_BEFORE_THE_END)
    if not reason.strip():
        raise RuleViolation(gettext_noop("Say why the question isn't put on the agenda."), field="reason")
    row.seal("reason", reason.strip())
    _answer(row, by)
    record(meeting, draft("item.left_off", by=by, data={"proposal": row.pk}))
    return row


def _awaited(proposal_id: UUID) -> tuple[AgendaProposal, Meeting]:
    meeting = locked_meeting(AgendaProposal.objects.values_list("meeting_id", flat=True).get(pk=proposal_id))
    row = AgendaProposal.objects.select_related("data_key").get(pk=proposal_id)
    if row.answered_at is not None:
        raise RuleViolation(gettext_noop("This question has been answered already."))
    return row, meeting


def _answer(row: AgendaProposal, by: Member, **changes: AgendaItem) -> None:
    row.answered_at, row.answered_by = clock.now(), by.user_id
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
