"""The head's order approves the composition; a later order changes it, and the history stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.models import Case
from cases.services.events import draft, locked_case, record
from commissions.domain.composition import SeatFacts, check_order
from commissions.enums import Office
from commissions.models import Commission, CommissionOrder, Hearing, Seat
from commissions.selectors.calling import LIVE
from commissions.selectors.term import forget_term
from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.acts import log_act
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.people.models import Adult
from safeguard.procedures.schema import Commission as Rules
from safeguard.registers.enums import OrderKind
from safeguard.registers.orders import enter_order, line_of_order


@dataclass(frozen=True)
class SeatDraft:
    """A seat as the order names it. The place in the list is its rank."""

    adult_id: UUID
    office: Office
    position: str
    speciality: str | None = None


@transaction.atomic
def approve_composition(
    *,
    school: School,
    rules: Rules,
    number: str,
    signed_on: date,
    seats: Sequence[SeatDraft],
    by: Member,
    term_until: date | None = None,
    ground: str = "",
    case_id: UUID | None = None,
) -> CommissionOrder:
    """The whole composition as the order approves it: seats that stay are kept, the others end the day before.

    `case_id`: the commission of this case alone (UA-B-IV.8.3, UA-K-III.1, C-03). `ground`: such as the minutes of
    the pedagogical council that elected it (UA-K-P.1).
    """
    _check_term(signed_on, term_until)
    case = _case(case_id) if case_id else None
    commission = _commission(school, case)
    live = list(Seat.objects.select_for_update().filter(commission=commission, until_on__isnull=True))
    _check(rules, signed_on, seats, live)
    order = CommissionOrder.objects.create(
        school=school,
        commission=commission,
        number=number.strip(),
        signed_on=signed_on,
        term_until=term_until,
        ground=ground.strip(),
        entered_at=clock.now(),
        entered_by=by.user_id,
    )
    forget_term(school.pk)
    kept = _end_the_others(live, order, seats)
    made = [draft for draft in seats if _key(draft) not in kept]
    Seat.objects.bulk_create(_seat(draft, seats.index(draft), order) for draft in made)
    _enter(order, case, by, {"seats": len(seats), "new": len(made)})
    return order


def _enter(order: CommissionOrder, case: Case | None, by: Member, sizes: dict[str, int]) -> None:
    """In the register of orders; told by the case where it is the case's own, else by the log of the school."""
    kind = OrderKind.CASE_COMMISSION if case else OrderKind.COMPOSITION
    number, day = order.number, order.signed_on
    if case is None or not line_of_order(kind=kind, case_id=case.pk, office_number=number, signed_on=day):
        case_id = case.pk if case else None
        enter_order(kind=kind, office_number=number, signed_on=day, subject_id=order.pk, case_id=case_id, by=by)
    said = {"order": order.number, "signed_on": str(order.signed_on), **sizes}
    if case is not None:
        record(case, draft("commission.composed", by=by, data=said))
        return
    log_act(organisation_id=order.school_id, kind="commission.composed", by=by, data=said)


def _case(case_id: UUID) -> Case:
    """Locked. A meeting that is called keeps its commission, so the order comes before the call."""
    case = locked_case(case_id)
    if Hearing.objects.filter(case=case, meeting__state__in=LIVE).exists():
        raise RuleViolation(
            gettext_noop("A meeting on this case is called already. Cancel it before you change the commission.")
        )
    return case


def _commission(school: School, case: Case | None) -> Commission:
    """Locked, so that two orders can't be entered at once."""
    Commission.objects.get_or_create(school=school, case=case, defaults={"created_at": clock.now()})
    return Commission.objects.select_for_update().get(case=case)


def _check(rules: Rules, signed_on: date, seats: Sequence[SeatDraft], live: Sequence[Seat]) -> None:
    if signed_on > clock.today():
        raise RuleViolation(gettext_noop("The date of the order is in the future."), field="signed_on")
    if any(seat.from_on >= signed_on for seat in live):
        raise RuleViolation(
            gettext_noop("The order must be later than the one in force, of %(day)s."),
            field="signed_on",
            day=max(seat.from_on for seat in live).isoformat(),
        )
    check_order(
        (SeatFacts(uuid7(), draft.adult_id, draft.office, signed_on, None, draft.speciality) for draft in seats), rules
    )
    if Adult.objects.filter(pk__in=[draft.adult_id for draft in seats]).count() < len(seats):
        raise RuleViolation(gettext_noop("The order names somebody whom the school doesn't know."))


def _check_term(signed_on: date, term_until: date | None) -> None:
    if term_until is not None and term_until < signed_on:
        raise RuleViolation(gettext_noop("The term can't end before the date of the order."), field="term_until")


def _key(draft: SeatDraft) -> tuple[UUID, str, str, str]:
    return draft.adult_id, str(draft.office), draft.position, str(draft.speciality or "")


def _end_the_others(live: Sequence[Seat], order: CommissionOrder, seats: Sequence[SeatDraft]) -> set[tuple]:
    """Keys of the seats that go on unchanged."""
    named = {_key(draft) for draft in seats}
    held = {(seat.adult_id, seat.office, seat.position, seat.speciality): seat for seat in live}
    ended = [seat.pk for key, seat in held.items() if key not in named]
    Seat.objects.filter(pk__in=ended).update(until_on=order.signed_on - timedelta(days=1), ended_by=order)
    return named & held.keys()


def _seat(draft: SeatDraft, rank: int, order: CommissionOrder) -> Seat:
    return Seat(
        id=uuid7(),
        school_id=order.school_id,
        commission_id=order.commission_id,
        order=order,
        adult_id=draft.adult_id,
        office=draft.office,
        speciality=draft.speciality or "",
        position=draft.position,
        rank=rank,
        from_on=order.signed_on,
    )
