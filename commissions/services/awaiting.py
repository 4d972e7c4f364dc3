"""Whose signatures a version of the minutes waits for, and its numbered copies (UA-K-III.5, UA-B-IV.8.9)."""

from collections.abc import Sequence
from uuid import UUID

from uuid_utils.compat import uuid7

from commissions.domain.signing import Keeper
from commissions.enums import SignatureState
from commissions.models import Hearing, Meeting, MinutesCopy, Signature
from commissions.selectors.room import Room, room_of
from commissions.selectors.sides import coded_people
from commissions.selectors.signers import Signer, keepers_of, signers_of
from safeguard.documents.models import Document
from safeguard.organisations.models import School


def await_signatures(room: Room, hearings: Sequence[Hearing], school: School, document: Document) -> None:
    """Asked of everybody whom the procedure names, in the act that finalises the minutes."""
    children, _adults = coded_people([hearing.case_id for hearing in hearings], school.organisation.language)
    signers, kept = signers_of(room, hearings, children), keepers_of(room, hearings, children)
    Signature.objects.bulk_create(_signature(room.meeting, document, rank, each) for rank, each in enumerate(signers))
    MinutesCopy.objects.bulk_create(_copy(room.meeting, document, each) for each in kept)


def await_again(school: School, meeting: Meeting, before: Document, document: Document) -> None:
    """A corrected version is signed anew by the same people, in as many copies."""
    people = list(Signature.objects.filter(document=before).order_by("rank"))
    if not people:  # finalised before signatures were tracked
        hearings = list(Hearing.objects.filter(meeting=meeting).select_related("case__procedure").order_by("rank"))
        room = room_of(meeting, school, case_ids={hearing.case_id for hearing in hearings})
        await_signatures(room, hearings, school, document)
        return
    Signature.objects.bulk_create(_anew(row, document) for row in people)
    copies = MinutesCopy.objects.filter(document=before).order_by("number")
    MinutesCopy.objects.bulk_create(_again(row, document) for row in copies)


def _signature(meeting: Meeting, document: Document, rank: int, signer: Signer) -> Signature:
    party, is_member = signer.party, signer.seat_id is not None
    return Signature(
        id=uuid7(),
        school_id=meeting.school_id,
        data_key=document.data_key,
        meeting=meeting,
        document=document,
        rank=rank,
        seat_id=signer.seat_id,
        adult_id=party.adult_id if party else None,
        child_id=party.child_id if party else None,
        was_there=is_member and signer.was_there,
        state=_state(signer.seat_id, was_there=signer.was_there),
    )


def _state(seat_id: UUID | None, *, was_there: bool) -> SignatureState:
    """A member who wasn't at the meeting has nothing to sign: it's said at once."""
    return SignatureState.ABSENT if seat_id and not was_there else SignatureState.AWAITED


def _anew(row: Signature, document: Document) -> Signature:
    return Signature(
        id=uuid7(),
        school_id=row.school_id,
        data_key=document.data_key,
        meeting_id=row.meeting_id,
        document=document,
        rank=row.rank,
        seat_id=row.seat_id,
        adult_id=row.adult_id,
        child_id=row.child_id,
        was_there=row.was_there,
        state=_state(row.seat_id, was_there=row.was_there),
    )


def _copy(meeting: Meeting, document: Document, keeper: Keeper) -> MinutesCopy:
    party = keeper.party
    return MinutesCopy(
        id=uuid7(),
        school_id=meeting.school_id,
        data_key=document.data_key,
        meeting=meeting,
        document=document,
        number=keeper.number,
        keeper=keeper.keeper,
        adult_id=party.adult_id if party else None,
        child_id=party.child_id if party else None,
    )


def _again(row: MinutesCopy, document: Document) -> MinutesCopy:
    return MinutesCopy(
        id=uuid7(),
        school_id=row.school_id,
        data_key=document.data_key,
        meeting_id=row.meeting_id,
        document=document,
        number=row.number,
        keeper=row.keeper,
        adult_id=row.adult_id,
        child_id=row.child_id,
    )
