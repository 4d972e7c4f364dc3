"""Members as the screen names them."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from commissions.domain.composition import Gap, Lack
from commissions.domain.names import spoken
from commissions.enums import Office, Speciality
from commissions.models import Seat
from safeguard import dates
from safeguard.people.models import Adult
from safeguard.procedures.schema import Commission as Rules


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
        Gap.SEAT_REQUIRED: _("The procedure requires this place in the commission, and nobody holds it: %(seat)s."),
        Gap.SEAT_ADVISED: _("The procedure wants this place filled where the school has such a person: %(seat)s."),
        Gap.TERM_ENDS: _("The term of the commission ends on %(day)s. A new order is needed before that day."),
        Gap.TERM_ENDED: _("The term of the commission ended on %(day)s. Enter the order that renews it."),
    }


def lack_words(lacks: Iterable[Lack], language: str) -> list[str]:
    words = gap_words()
    return [
        words[lack.gap]
        % {
            "seat": lack.seat.title.in_(language) if lack.seat else "",
            "day": dates.day(lack.day) if lack.day else "",
        }
        for lack in lacks
    ]


def place_choices(rules: Rules, language: str) -> list[tuple[str, str]]:
    """The places that the definition names, and the specialists of the model text."""
    named = {seat.key: seat.title.in_(language) for seat in rules.seats}
    return list({**{value: str(label) for value, label in Speciality.choices}, **named}.items())


def place_words(key: str, rules: Rules | None, language: str) -> str:
    """A place of a procedure that the school no longer follows stays readable where the model text knows it."""
    if not key:
        return ""
    named = place_choices(rules, language) if rules else [(value, str(label)) for value, label in Speciality.choices]
    return dict(named).get(key, "")
