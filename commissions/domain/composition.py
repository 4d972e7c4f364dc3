"""The approved composition of a day, and what is missing in it (UA-B-IV.4.1-4.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from commissions.enums import Office, Speciality
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.procedures.schema import Commission as Rules

#: The rulebook's word for an office, and ours.
OFFICE_IN_RULES: Mapping[str, Office] = {
    "chair": Office.CHAIR,
    "deputy_chair": Office.DEPUTY,
    "secretary": Office.SECRETARY,
}


class Gap(StrEnum):
    """What an order lacks. A warning, unless the procedure refuses a smaller commission."""

    NO_CHAIR = "no_chair"
    NO_DEPUTY = "no_deputy"
    NO_SECRETARY = "no_secretary"
    TOO_FEW = "too_few"
    NO_PSYCHOLOGIST = "no_psychologist"


_NO_OFFICER = {Office.CHAIR: Gap.NO_CHAIR, Office.DEPUTY: Gap.NO_DEPUTY, Office.SECRETARY: Gap.NO_SECRETARY}


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """A mandate as the rules see it."""

    seat_id: UUID
    adult_id: UUID
    office: Office
    from_on: date
    until_on: date | None = None
    speciality: Speciality | None = None


def on_day(seats: Iterable[SeatFacts], day: date) -> list[SeatFacts]:
    """The seats that an order has approved for that day, first and last day inclusive."""
    return [seat for seat in seats if seat.from_on <= day and (seat.until_on is None or day <= seat.until_on)]


def gaps(seats: Iterable[SeatFacts], rules: Rules) -> list[Gap]:
    """What a head should know before signing."""
    held = list(seats)
    offices = {seat.office for seat in held}
    wanted = [OFFICE_IN_RULES[name] for name in rules.officers]
    found = [_NO_OFFICER[office] for office in wanted if office not in offices]
    if len(held) < rules.minimum:
        found.append(Gap.TOO_FEW)
    if all(seat.speciality is not Speciality.PSYCHOLOGIST for seat in held):
        found.append(Gap.NO_PSYCHOLOGIST)
    return found


def check_order(seats: Iterable[SeatFacts], rules: Rules) -> None:
    """Refuse what no order can say: nobody, one person twice, an office held by two, too few where the text refuses."""
    held = list(seats)
    if not held:
        raise RuleViolation(gettext_noop("The order names nobody."))
    if len({seat.adult_id for seat in held}) < len(held):
        raise RuleViolation(gettext_noop("The same person can't have two seats."))
    for office in (Office.CHAIR, Office.DEPUTY, Office.SECRETARY):
        if sum(seat.office == office for seat in held) > 1:
            raise RuleViolation(gettext_noop("A commission has one chair, one deputy chair and one secretary."))
    if rules.minimum_refuses and len(held) < rules.minimum:
        raise RuleViolation(
            gettext_noop("The procedure asks for at least %(minimum)d members; the order names %(named)d."),
            minimum=rules.minimum,
            named=len(held),
        )
