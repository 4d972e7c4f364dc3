"""What an order lacks, by the definitions themselves: a place that a text names is asked for under that text alone."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from commissions.domain.composition import WARN_BEFORE, Gap, SeatFacts, lack_of_term, lacks
from commissions.enums import Office
from safeguard.procedures.catalogue import load_procedure, procedures, versions
from safeguard.procedures.schema import Commission as Rules

DAY = date(2025, 9, 1)
OFFICERS = (Office.CHAIR, Office.DEPUTY, Office.SECRETARY)
COMMISSIONS = {
    name: rules for name in procedures() if (rules := load_procedure(name, versions(name)[-1]).commission) is not None
}


def order(size: int, *places: str) -> list[SeatFacts]:
    """The officers first; the places are filled from the last seat on."""
    held = [*[None] * (size - len(places)), *places]
    return [
        SeatFacts(UUID(int=n + 1), UUID(int=n + 1), OFFICERS[n] if n < 3 else Office.MEMBER, DAY, None, place)
        for n, place in enumerate(held)
    ]


def found(rules: Rules, size: int, *places: str) -> list[tuple[Gap, str]]:
    return [(lack.gap, lack.seat.key if lack.seat else "") for lack in lacks(order(size, *places), rules)]


@pytest.mark.parametrize("procedure", COMMISSIONS)
def test_a_full_composition_lacks_nothing(procedure: str) -> None:
    rules = COMMISSIONS[procedure]
    places = [seat.key for seat in rules.seats] or ["psychologist"]
    assert found(rules, 15, *places) == []


EACH_PLACE = [(name, seat) for name, rules in COMMISSIONS.items() for seat in rules.seats]


@pytest.mark.parametrize(("procedure", "seat"), EACH_PLACE, ids=[f"{name}-{seat.key}" for name, seat in EACH_PLACE])
def test_every_place_of_every_text_is_asked_for_when_nobody_holds_it(procedure, seat) -> None:
    rules = COMMISSIONS[procedure]
    others = [each.key for each in rules.seats if each.key != seat.key]
    gap = Gap.SEAT_REQUIRED if seat.is_required else Gap.SEAT_ADVISED
    assert found(rules, 15, *others) == [(gap, seat.key)]


@pytest.mark.parametrize(
    ("procedure", "required", "advised"),
    [
        pytest.param("ua-bila-tserkva-21", set(), {"psychologist", "social_pedagogue"}, id="UA-B-IV.4.2a"),
        pytest.param("ua-dnipro-cpto", {"psychologist", "employment_service"}, set(), id="UA-D-III.2"),
        pytest.param(
            "ua-kharkiv-51",
            {
                "responsible_person", "psychologist", "social_pedagogue", "trade_union", "primary_teacher",
                "parents_committee",
            },
            set(),
            id="UA-K-III.2",
        ),
    ],
)  # fmt: skip
def test_the_places_are_those_of_the_texts(procedure: str, required: set[str], advised: set[str]) -> None:
    by_gap = {gap: {key for each, key in found(COMMISSIONS[procedure], 15) if each is gap} for gap in Gap}
    assert (by_gap[Gap.SEAT_REQUIRED], by_gap[Gap.SEAT_ADVISED]) == (required, advised)


@pytest.mark.parametrize("procedure", COMMISSIONS)
@pytest.mark.parametrize("size", range(3, 16))
def test_fewer_than_the_minimum_are_too_few(procedure: str, size: int) -> None:
    rules = COMMISSIONS[procedure]
    assert (Gap.TOO_FEW in {gap for gap, _ in found(rules, size)}) == (size < rules.minimum)


UNTIL = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("today", "gap"),
    [
        (UNTIL - WARN_BEFORE - timedelta(days=1), None),
        (UNTIL - WARN_BEFORE, Gap.TERM_ENDS),
        (UNTIL, Gap.TERM_ENDS),
        (UNTIL + timedelta(days=1), Gap.TERM_ENDED),
    ],
)
def test_the_term_warns_a_month_ahead_and_ever_after(today: date, gap: Gap | None) -> None:
    lack = lack_of_term(UNTIL, today)
    assert (lack.gap if lack else None) == gap


def test_without_a_term_nothing_ends() -> None:
    assert lack_of_term(None, UNTIL) is None
