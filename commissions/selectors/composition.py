"""The commissions of the school in scope, and who sits on them on a day."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from cases.enums import SideRole
from cases.models import Involvement, Recusal
from commissions.domain.composition import SeatFacts
from commissions.enums import Office
from commissions.models import Commission, CommissionOrder, Seat
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.selectors.tree import live_on
from safeguard.people.models import Enrolment, Guardianship

_STANDING = Q(commission__case__isnull=True)
_RANK = {office: place for place, office in enumerate(Office)}


def commission() -> Commission | None:
    """The standing one; none until the first order is entered."""
    return Commission.objects.filter(case__isnull=True).first()


def commission_for(case_ids: Collection[UUID]) -> Commission | None:
    """The one that an order created for these cases, else the standing one (C-03).

    Raises:
        RuleViolation: one of several cases has a commission of its own.
    """
    own = list(Commission.objects.filter(case__in=list(case_ids)))
    if own and len(set(case_ids)) > 1:
        words = gettext_noop("One of these cases has a commission of its own: call a meeting for it alone.")
        raise RuleViolation(words, field="cases")
    return own[0] if own else commission()


def own_commission(case_id: UUID) -> Commission | None:
    """The one that an order created for this case alone."""
    return Commission.objects.filter(case=case_id).first()


def seats_on(day: date, commission_id: UUID | None = None) -> list[Seat]:
    """The approved composition of a day, officers first, with names that can be opened; one query.

    Of the standing commission unless another is named.
    """
    whose = Q(commission=commission_id) if commission_id else _STANDING
    rows = Seat.objects.filter(whose, live_on(day)).select_related("adult", "adult__data_key", "order")
    return sorted(rows, key=lambda seat: (_RANK[Office(seat.office)], seat.rank))


def seats_at(at: datetime, zone: ZoneInfo, commission_id: UUID | None) -> list[Seat]:
    """The composition on the local day of a meeting: base of its quorum and majority (UA-B-IV.4.1)."""
    return seats_on(at.astimezone(zone).date(), commission_id)


def orders(commission_id: UUID | None = None) -> list[CommissionOrder]:
    """Every order on the standing commission, or on the one that is named, newest first."""
    whose = Q(commission=commission_id) if commission_id else _STANDING
    return list(CommissionOrder.objects.filter(whose).order_by("-signed_on"))


def order_in_force(day: date, commission_id: UUID | None = None) -> CommissionOrder | None:
    """The last order of that day: its term is the commission's."""
    whose = Q(commission=commission_id) if commission_id else _STANDING
    return CommissionOrder.objects.filter(whose, signed_on__lte=day).order_by("-signed_on").first()


def every_seat(commission_id: UUID | None = None) -> list[Seat]:
    """Seats of all times with their orders: the history of the composition."""
    whose = Q(commission=commission_id) if commission_id else _STANDING
    rows = Seat.objects.filter(whose).select_related("adult", "adult__data_key", "order", "ended_by")
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
    """Case -> seats that have nothing to do with it: recused, or by the data a side or close to one. Two queries.

    They stay in the approved composition; they are neither told nor counted as present, and don't vote.
    """
    found: dict[UUID, set[UUID]] = {case_id: set() for case_id in case_ids}
    held = list(seats)
    if not held:
        return found
    by_user = {seat.adult.user_id: seat.pk for seat in held if seat.adult.user_id}
    by_adult = {seat.adult_id: seat.pk for seat in held}
    for case_id, user_id in Recusal.objects.filter(case__in=found).values_list("case_id", "user_id"):
        if user_id in by_user:
            found[case_id].add(by_user[user_id])
    for case_id, adult_ids in _adults_in_conflict(found, by_adult):
        found[case_id] |= {by_adult[adult_id] for adult_id in adult_ids if adult_id in by_adult}
    return found


def _adults_in_conflict(case_ids: Iterable[UUID], seated: Iterable[UUID]) -> Iterator[tuple[UUID, set[UUID]]]:
    """Who holds a seat without an account is found as well: victim or accused, a side's relative, a class teacher."""
    held = list(seated)
    close = Guardianship.objects.filter(child=OuterRef("child"), adult__in=held)
    in_class = Enrolment.objects.filter(child=OuterRef("child"), school_class__teacher__in=held).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=OuterRef("case__received_at__date")),
        from_on__lte=OuterRef("case__received_at__date"),
    )
    rows = Involvement.objects.filter(case__in=list(case_ids)).annotate(
        close=ArraySubquery(close.values("adult")),
        teachers=ArraySubquery(in_class.values("school_class__teacher")),
    )
    for case_id, role, adult_id, relatives, teachers in rows.values_list(
        "case_id", "role", "adult_id", "close", "teachers"
    ):
        of_party = {adult_id, *teachers} if role != SideRole.WITNESS else set()
        yield case_id, of_party | set(relatives)
