"""Suspended teaching as time: overlaps count once, and only whole days fall out."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeguard.calendars import Suspension, SuspensionKind
from safeguard.calendars.suspension import elapsed_to, merged, whole_days

KYIV = ZoneInfo("Europe/Kyiv")
MONDAY = datetime(2025, 9, 8, tzinfo=KYIV)


def suspended(*spans: tuple[float, float]) -> list[Suspension]:
    """Hours after the midnight of Monday, 8 September 2025, in Kyiv."""
    begin = MONDAY.astimezone(UTC)
    hours = [(begin + timedelta(hours=one), begin + timedelta(hours=other)) for one, other in spans]
    return [Suspension(SuspensionKind.AIR_ALARM, one, other) for one, other in hours]


@pytest.mark.parametrize(
    ("spans", "start", "length", "end"),
    [
        pytest.param([], 8, 24, 32, id="nothing suspended"),
        pytest.param([(10, 12)], 8, 24, 34, id="two hours of alarm"),
        pytest.param([(10, 12), (11, 13)], 8, 24, 35, id="an overlap counts once"),
        pytest.param([(10, 12), (12, 13)], 8, 24, 35, id="one after the other"),
        pytest.param([(6, 9)], 8, 24, 33, id="it had begun before the clock"),
        pytest.param([(2, 8)], 8, 24, 32, id="over when the clock began"),
        pytest.param([(32, 40)], 8, 24, 32, id="begins at the very end"),
        pytest.param([(31, 40)], 8, 24, 41, id="begins an hour before the end"),
        pytest.param([(31, 40), (40.5, 41.5)], 8, 24, 42, id="the end moves into the next one"),
    ],
)
def test_time_runs_outside_what_is_suspended(spans, start: float, length: float, end: float):
    begin = MONDAY.astimezone(UTC)
    found = elapsed_to(begin + timedelta(hours=start), timedelta(hours=length), suspended(*spans))
    assert found == begin + timedelta(hours=end)


@pytest.mark.parametrize(
    ("spans", "days"),
    [
        pytest.param([(0, 24)], [8], id="one whole day"),
        pytest.param([(1, 24)], [], id="an hour of it was taught"),
        pytest.param([(1, 49)], [9], id="only the day between"),
        pytest.param([(0, 12), (12, 48)], [8, 9], id="two that touch make whole days"),
        pytest.param([(0, 12), (13, 48)], [9], id="an hour between them"),
        pytest.param([(10, 11)], [], id="an alarm"),
    ],
)
def test_only_a_whole_local_day_falls_out(spans, days: list[int]):
    assert list(whole_days(suspended(*spans), KYIV)) == [date(2025, 9, day) for day in days]


def test_a_day_of_25_hours_is_whole_when_the_clocks_go_back():
    first = datetime(2026, 10, 25, tzinfo=KYIV)
    short = Suspension(SuspensionKind.QUARANTINE, first, first.astimezone(UTC) + timedelta(hours=24))
    whole = Suspension(SuspensionKind.QUARANTINE, first, first.astimezone(UTC) + timedelta(hours=25))
    assert list(whole_days([short], KYIV)) == []
    assert list(whole_days([whole], KYIV)) == [date(2026, 10, 25)]


spans = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 30)).map(lambda it: (it[0], it[0] + it[1])), max_size=6)


@settings(suppress_health_check=[HealthCheck.too_slow])  # a machine may be busy
@given(spans, st.integers(0, 200), st.integers(1, 100))
def test_between_start_and_end_runs_exactly_the_length(spans, start: int, length: int):
    begin = MONDAY.astimezone(UTC) + timedelta(hours=start)
    found = suspended(*spans)
    end = elapsed_to(begin, timedelta(hours=length), found)
    stopped = sum(
        (max(min(until, end) - max(since, begin), timedelta(0)) for since, until in merged(found)), timedelta(0)
    )
    assert end - begin - stopped == timedelta(hours=length)
    assert not any(since < end <= until for since, until in merged(found) if since >= begin and end > until)
