"""The approved composition of a day, and what is missing in it (UA-B-IV.4.1-4.2, UA-D-III.2, UA-K-O.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from commissions.enums import Office, Speciality
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.procedures.bindings import deeds_of
from safeguard.procedures.schema import Commission as Rules
from safeguard.procedures.schema import Evidence, Procedure
from safeguard.procedures.seats import Seat as SeatRule

#: The rulebook's word for an office, and ours.
OFFICE_IN_RULES: Mapping[str, Office] = {
    "chair": Office.CHAIR,
    "deputy_chair": Office.DEPUTY,
    "secretary": Office.SECRETARY,
}


#: When an order is made ready, the pedagogical council may have to meet first (UA-K-P.1). A default of the product.
WARN_BEFORE = timedelta(days=30)


def is_created_per_case(procedure: Procedure) -> bool:
    """An order creates a commission for each case (UA-B-IV.8.3-4, UA-K-III.1); the standing one is then the default."""
    return procedure.commission is not None and Evidence.COMMISSION_ORDERED in deeds_of(procedure)


class Gap(StrEnum):
    """What an order lacks. A warning, unless the procedure refuses a smaller commission."""

    NO_CHAIR = "no_chair"
    NO_DEPUTY = "no_deputy"
    NO_SECRETARY = "no_secretary"
    TOO_FEW = "too_few"
    NO_PSYCHOLOGIST = "no_psychologist"
    SEAT_REQUIRED = "seat_required"
    SEAT_ADVISED = "seat_advised"
    TERM_ENDS = "term_ends"
    TERM_ENDED = "term_ended"


_NO_OFFICER = {Office.CHAIR: Gap.NO_CHAIR, Office.DEPUTY: Gap.NO_DEPUTY, Office.SECRETARY: Gap.NO_SECRETARY}


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """A mandate as the rules see it."""

    seat_id: UUID
    adult_id: UUID
    office: Office
    from_on: date
    until_on: date | None = None
    speciality: str | None = None


@dataclass(frozen=True, slots=True)
class Lack:
    """A gap with what the sentence needs: the place that the text names, or the day on which the term ends."""

    gap: Gap
    seat: SeatRule | None = None
    day: date | None = None


def on_day(seats: Iterable[SeatFacts], day: date) -> list[SeatFacts]:
    """The seats that an order has approved for that day, first and last day inclusive."""
    return [seat for seat in seats if seat.from_on <= day and (seat.until_on is None or day <= seat.until_on)]


def gaps(seats: Iterable[SeatFacts], rules: Rules) -> list[Gap]:
    """What a head should know before signing, without the particulars."""
    return [lack.gap for lack in lacks(seats, rules)]


def lacks(seats: Iterable[SeatFacts], rules: Rules) -> list[Lack]:
    """The places come from the definition; where it names none, the psychologist of the model text is asked for."""
    held = list(seats)
    offices = {seat.office for seat in held}
    wanted = [OFFICE_IN_RULES[name] for name in rules.officers]
    found = [Lack(_NO_OFFICER[office]) for office in wanted if office not in offices]
    if len(held) < rules.minimum:
        found.append(Lack(Gap.TOO_FEW))
    filled = {seat.speciality for seat in held}
    empty = [seat for seat in rules.seats if seat.key not in filled]
    found += [Lack(Gap.SEAT_REQUIRED if seat.is_required else Gap.SEAT_ADVISED, seat) for seat in empty]
    if not rules.seats and Speciality.PSYCHOLOGIST not in filled:
        found.append(Lack(Gap.NO_PSYCHOLOGIST))
    return found


def lack_of_term(term_until: date | None, today: date) -> Lack | None:
    """A month before the term ends and ever after. The seats go on until a later order ends them: no text says else."""
    if term_until is None or today < term_until - WARN_BEFORE:
        return None
    return Lack(Gap.TERM_ENDED if today > term_until else Gap.TERM_ENDS, day=term_until)


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
