"""The standing commission of the school in scope, and who sits on it on a day."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from cases.enums import SideRole
from cases.models import Involvement, Recusal
from commissions.domain.composition import SeatFacts
from commissions.enums import Office
from commissions.models import Commission, CommissionOrder, Seat
from safeguard.organisations.selectors.tree import live_on

_RANK = {office: place for place, office in enumerate(Office)}


def commission() -> Commission | None:
    """One per school; none until the first order is entered."""
    return Commission.objects.first()


def seats_on(day: date) -> list[Seat]:
    """The approved composition of a day, officers first, with names that can be opened; one query."""
    rows = Seat.objects.filter(live_on(day)).select_related("adult", "adult__data_key", "order")
    return sorted(rows, key=lambda seat: (_RANK[Office(seat.office)], seat.rank))


def seats_at(at: datetime, zone: ZoneInfo) -> list[Seat]:
    """The composition on the local day of a meeting: base of its quorum and majority (UA-B-IV.4.1)."""
    return seats_on(at.astimezone(zone).date())


def orders() -> list[CommissionOrder]:
    """Every order, newest first."""
    return list(CommissionOrder.objects.order_by("-signed_on"))


def order_in_force(day: date) -> CommissionOrder | None:
    """The last order of that day: its term is the commission's."""
    return CommissionOrder.objects.filter(signed_on__lte=day).order_by("-signed_on").first()


def every_seat() -> list[Seat]:
    """Seats of all times with their orders: the history of the composition."""
    rows = Seat.objects.select_related("adult", "adult__data_key", "order", "ended_by")
    return sorted(rows, key=lambda seat: (seat.from_on, _RANK[Office(seat.office)], seat.rank))


def facts(seat: Seat) -> SeatFacts:
    return SeatFacts(
        seat.pk,
        seat.adult_id,
        Office(seat.office),
        seat.from_on,
        seat.until_on,
        seat.speciality or None,
    )


def recused_seats(seats: Iterable[Seat], case_ids: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Case -> seats that have nothing to do with it: recused, or themselves victim or accused. Two queries.

    They stay in the approved composition; they are neither told nor counted as present, and don't vote.
    """
    found: dict[UUID, set[UUID]] = {case_id: set() for case_id in case_ids}
    held = list(seats)
    by_user = {seat.adult.user_id: seat.pk for seat in held if seat.adult.user_id}
    by_adult = {seat.adult_id: seat.pk for seat in held}
    for case_id, user_id in Recusal.objects.filter(case__in=found).values_list("case_id", "user_id"):
        if user_id in by_user:
            found[case_id].add(by_user[user_id])
    sides = Involvement.objects.filter(case__in=found, adult__in=by_adult).exclude(role=SideRole.WITNESS)
    for case_id, adult_id in sides.values_list("case_id", "adult_id"):
        found[case_id].add(by_adult[adult_id])
    return found
