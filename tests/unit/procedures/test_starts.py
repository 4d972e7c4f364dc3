"""The end of the step before: of its clocks the earliest, and never one that waits for what is being counted."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from safeguard.procedures.schema import Evidence, Start
from safeguard.procedures.starts import Limits

RECEIVED = datetime(2025, 9, 8, tzinfo=UTC)


def rule(key: str, days: int | None, met_by: Evidence, starts_on: Start = Start.RECEIVED, after: str = "") -> Any:
    return SimpleNamespace(key=key, days=days, met_by=met_by, starts_on=starts_on, projected_from=after)


def ends(*rules: Any, **known: int) -> dict[str, int | None]:
    """The day of each end, counted from the receipt; the projected ones negative."""
    procedure: Any = SimpleNamespace(rules=rules, rule=lambda key: next(each for each in rules if each.key == key))
    facts = {Start(name): RECEIVED + timedelta(days) for name, days in known.items()} | {Start.RECEIVED: RECEIVED}

    def count(each: Any, start: datetime, is_projected: bool) -> Any:
        end = None if each.days is None else start + timedelta(each.days)
        return SimpleNamespace(binding=end, started_at=start, projected=is_projected)

    limits = Limits(procedure, facts, count)
    found = {each.key: limits.limit(each) for each in rules}
    return {
        key: limit.binding and (limit.binding - RECEIVED).days * (-1 if limit.projected else 1)
        for key, limit in found.items()
    }


HELD, ORDERED, TOLD = Evidence.MEETING_HELD, Evidence.COMMISSION_ORDERED, Evidence.NOTICE_GIVEN
NATIONAL = rule("national", 5, HELD)
LOCAL = rule("local", 3, HELD)
NOTICE = rule("notice", 1, TOLD, Start.MEETING, "national")
ORDER = rule("order", 1, ORDERED)
CHAINED = rule("chained", 1, HELD, Start.COMMISSION_ORDERED, "order")
AGAIN = rule("again", 1, HELD, Start.MEETING, "notice")


@pytest.mark.parametrize(
    ("rules", "known", "expected"),
    [
        pytest.param([NATIONAL, NOTICE], {}, {"notice": -6}, id="one clock"),
        pytest.param([NATIONAL, NOTICE, LOCAL], {}, {"notice": -4}, id="the clock below ends first and binds"),
        pytest.param([NATIONAL, NOTICE, LOCAL], {"meeting": 2}, {"notice": 3}, id="a fact needs no clock"),
        pytest.param([NATIONAL, NOTICE, ORDER, CHAINED], {}, {"notice": -3, "chained": -2}, id="a chain ends first"),
        pytest.param(
            [NATIONAL, NOTICE, ORDER, CHAINED], {"commission_ordered": 6}, {"notice": -6}, id="a chain ends later"
        ),
        pytest.param([NATIONAL, NOTICE, rule("none", None, HELD)], {}, {"notice": -6}, id="a clock without a time"),
        pytest.param([NATIONAL, NOTICE, AGAIN], {}, {"notice": -6, "again": -7}, id="a clock that waits for it"),
        pytest.param(
            [NATIONAL, LOCAL, rule("qualified", 1, TOLD, Start.QUALIFIED, "national")],
            {},
            {"qualified": -6},
            id="another fact than the act: the step named",
        ),
    ],
)
def test_the_start_is_the_end_of_the_clock_that_binds(
    rules: list[Any], known: dict[str, int], expected: dict[str, int]
):
    found = ends(*rules, **known)
    assert {key: found[key] for key in expected} == expected


def test_a_step_without_a_time_is_left_when_it_began():
    assert ends(rule("aid", None, HELD), rule("after", 1, TOLD, Start.MEETING, "aid"))["after"] == -1
