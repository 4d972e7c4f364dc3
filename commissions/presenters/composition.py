"""The composition as a table, and its history by order."""

from collections.abc import Container, Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from commissions.enums import Office, Speciality
from commissions.models import CommissionOrder, Seat
from commissions.presenters.links import Links
from commissions.presenters.people import name_of
from safeguard import dates


def composition_table(seats: Sequence[Seat]) -> dict[str, object]:
    columns = ["№", _("Person"), _("Office"), _("Position"), _("Since")]
    return {
        "caption": _("Composition in force today"),
        "note": _("%(size)d seats") % {"size": len(seats)},
        "columns": [{"label": label} for label in columns],
        "rows": [_row(place, seat) for place, seat in enumerate(seats, start=1)],
        "is_framed": True,
    }


def _row(place: int, seat: Seat) -> list[dict[str, object]]:
    speciality = str(Speciality(seat.speciality).label).lower() if seat.speciality else ""
    position = seat.position if not speciality or speciality in seat.position else f"{seat.position} ({speciality})"
    return [
        {"text": str(place)},
        {"text": name_of(seat), "is_head": True},
        {"text": str(Office(seat.office).label)},
        {"text": position},
        {"text": dates.day(seat.from_on)},
    ]


def history_rows(
    orders: Iterable[CommissionOrder], seats: Iterable[Seat], links: Links, frozen: Container[UUID]
) -> list[dict[str, object]]:
    """Each order with whom it named anew and whose seat it ended, newest first. `frozen`: whose paper is made."""
    held = list(seats)
    return [
        {
            "title": _("Order No. %(number)s of %(day)s") % {"number": order.number, "day": dates.day(order.signed_on)},
            "came": ", ".join(name_of(seat) for seat in held if seat.order_id == order.pk),
            "left": ", ".join(name_of(seat) for seat in held if seat.ended_by_id == order.pk),
            "entered_at": order.entered_at,
            "paper_href": links.to("composition_pdf", order_id=order.pk),
            "is_frozen": order.pk in frozen,
        }
        for order in orders
    ]
