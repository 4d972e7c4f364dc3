"""The composition as a table, and its history by order."""

from collections.abc import Container, Iterable, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from commissions.enums import Office
from commissions.models import CommissionOrder, Seat
from commissions.presenters.links import Links
from commissions.presenters.people import name_of, note_of, place_words
from safeguard import dates
from safeguard.procedures.schema import Commission as Rules


def composition_table(seats: Sequence[Seat], rules: Rules | None, language: str, *, on: date | None = None) -> dict:
    """Of today, or of a day that is named."""
    columns = ["№", _("Person"), _("Office"), _("Position"), _("Since")]
    caption = _("Composition on %(day)s") % {"day": dates.day(on)} if on else _("Composition in force today")
    return {
        "caption": caption,
        "note": _("%(size)d seats") % {"size": len(seats)},
        "columns": [{"label": label} for label in columns],
        "rows": [_row(place, seat, rules, language) for place, seat in enumerate(seats, start=1)],
        "is_framed": True,
    }


def _row(place: int, seat: Seat, rules: Rules | None, language: str) -> list[dict[str, object]]:
    named = place_words(seat.speciality, rules, language).lower()
    position = seat.position if not named or named in seat.position.lower() else f"{seat.position} ({named})"
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
    """Each order with whom it named anew and whose seat it ended and who stayed, newest first.

    `frozen`: whose paper is made.
    """
    held = list(seats)
    return [
        {
            "title": _("Order No. %(number)s of %(day)s") % {"number": order.number, "day": dates.day(order.signed_on)},
            "came": [_named(seat) for seat in held if seat.order_id == order.pk],
            "left": [_named(seat) for seat in held if seat.ended_by_id == order.pk],
            "stayed": sum(1 for seat in held if _stays(seat, order)),
            "term_until": order.term_until,
            "ground": order.ground,
            "entered_at": order.entered_at,
            "paper_href": links.to("composition_pdf", order_id=order.pk),
            "is_frozen": order.pk in frozen,
            "on": order.signed_on.isoformat(),
        }
        for order in orders
    ]


def _stays(seat: Seat, order: CommissionOrder) -> bool:
    return seat.from_on < order.signed_on and (seat.until_on is None or seat.until_on >= order.signed_on)


def _named(seat: Seat) -> str:
    return f"{name_of(seat)}, {note_of(seat)}"
