"""Members as the screen names them."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from commissions.domain.composition import Gap
from commissions.domain.names import spoken
from commissions.enums import Office
from commissions.models import Seat
from safeguard.people.models import Adult


def name_of(seat: Seat) -> str:
    return spoken(seat.adult.open("name"))


def note_of(seat: Seat) -> str:
    """Office and position: "chair, head teacher"."""
    office = "" if seat.office == Office.MEMBER else str(Office(seat.office).label).lower()
    return ", ".join(part for part in (office, seat.position) if part)


def seat_choices(seats: Iterable[Seat]) -> list[tuple[str, str]]:
    return [(str(seat.pk), f"{name_of(seat)}, {note_of(seat)}") for seat in seats]


def adult_choices(adults: Iterable[Adult]) -> list[tuple[str, str]]:
    named = [(str(adult.pk), " ".join(adult.open("name").split("\n"))) for adult in adults]
    return sorted(named, key=lambda choice: choice[1])


def gap_words() -> Mapping[Gap, str]:
    return {
        Gap.NO_CHAIR: _("The order names no chair."),
        Gap.NO_DEPUTY: _("The order names no deputy chair: nobody would act in the chair's absence."),
        Gap.NO_SECRETARY: _("The order names no secretary."),
        Gap.TOO_FEW: _("The commission has fewer members than its minimum."),
        Gap.NO_PSYCHOLOGIST: _("The commission has no psychologist. The procedure wants one where the school has one."),
    }
