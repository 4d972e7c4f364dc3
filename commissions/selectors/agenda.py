"""Questions that members have proposed, as far as the reader may know of their case; remarks of invited persons."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from commissions.models import AgendaProposal, GuestRemark, Meeting
from commissions.selectors.room import Room
from safeguard.access.member import Member
from safeguard.vault import keys


def proposals_of(meeting: Meeting, case_ids: Collection[UUID]) -> list[AgendaProposal]:
    """Those that wait first, then in the order in which they came; one of a hidden case isn't there."""
    rows = AgendaProposal.objects.filter(Q(case__isnull=True) | Q(case__in=case_ids), meeting=meeting)
    found = list(rows.select_related("seat__adult__data_key", "case", "data_key").order_by("proposed_at"))
    return sorted(found, key=lambda row: row.answered_at is not None)


def waiting_proposals(meeting: Meeting, case_ids: Collection[UUID]) -> int:
    rows = AgendaProposal.objects.filter(Q(case__isnull=True) | Q(case__in=case_ids), meeting=meeting)
    return rows.filter(answered_at__isnull=True).count()


def own_seat(room: Room, member: Member) -> UUID | None:
    """The seat on which this member sits at the meeting."""
    return next((seat.pk for seat in room.seats if seat.adult.user_id == member.user_id), None)


def remarks_of(room: Room) -> list[GuestRemark]:
    """In the order in which they were noted."""
    found = list(GuestRemark.objects.filter(item__in=[item.pk for item in room.items]).order_by("pk"))
    keys.load({row.data_key_id for row in found})
    return found
