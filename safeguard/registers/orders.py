"""The register of orders: every order takes the next line, in the transaction of the act that it orders."""

from datetime import date
from uuid import UUID

from safeguard import clock
from safeguard.access.member import Member
from safeguard.registers.enums import OrderKind, Register
from safeguard.registers.models import OrderEntry
from safeguard.registers.numbers import next_number
from safeguard.registers.years import register_year
from safeguard.tenancy.scope import current_school


def enter_order(
    *, kind: OrderKind, office_number: str, signed_on: date, subject_id: UUID, case_id: UUID | None = None, by: Member
) -> OrderEntry:
    """`subject_id` enters once: the same act told again takes no second line."""
    year = register_year(Register.ORDERS, signed_on)
    return OrderEntry.objects.create(
        school_id=current_school(),
        number=next_number(Register.ORDERS, year),
        year=year,
        kind=kind,
        office_number=office_number.strip(),
        signed_on=signed_on,
        case_id=case_id,
        subject_id=subject_id,
        entered_at=clock.now(),
        entered_by=by.user_id,
        entered_by_name=by.name,
    )


def line_of(subject_id: UUID) -> OrderEntry | None:
    """The line that an act entered; a correction of a correction leads to the first."""
    return OrderEntry.objects.filter(subject_id=subject_id).first()


def line_of_order(
    *, kind: OrderKind, case_id: UUID, office_number: str, signed_on: date | str | None
) -> OrderEntry | None:
    """The line of an order whose paper was made before its deed is recorded: the same order isn't entered twice."""
    rows = OrderEntry.objects.filter(kind=kind, case_id=case_id, office_number=office_number.strip())
    return rows.filter(signed_on=signed_on).first() if office_number.strip() and signed_on else None
