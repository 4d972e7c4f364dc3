"""Which dates are proposed: working days within every limit, told in time, with nobody called elsewhere."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from commissions.domain.notice import Breach, last_moment
from commissions.domain.slots import LENGTH, MOST, overlaps, proposed
from safeguard.procedures.schema import Before

KYIV = ZoneInfo("Europe/Kyiv")
MONDAY = datetime(2025, 9, 8, 9, 0, tzinfo=KYIV)
THURSDAY_ENDS = datetime(2025, 9, 11, 23, 59, 59, tzinfo=KYIV)
BEFORE = Before(1, time(18))


def works(day: date) -> bool:
    return day.weekday() < 5


def slots(now=MONDAY, limits=(THURSDAY_ENDS,), taken=()):
    return proposed(
        now=now, zone=KYIV, works=works, meeting_limits=list(limits), taken=taken,
        notice_limit=lambda at: last_moment(BEFORE, at, KYIV),
    )  # fmt: skip


def said(found):
    return [f"{slot.at:%a %H:%M}" for slot in found]


def kyiv(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 9, day, hour, minute, tzinfo=KYIV)


TWO_DAYS = ["Tue 10:00", "Tue 14:00", "Tue 16:00", "Wed 10:00", "Wed 14:00", "Wed 16:00"]
NEXT_TWO = [each.replace("Wed", "Thu").replace("Tue", "Wed") for each in TWO_DAYS]


@pytest.mark.parametrize(
    ("now", "limit", "taken", "expected"),
    [
        pytest.param(MONDAY, THURSDAY_ENDS, [], TWO_DAYS, id="from tomorrow on"),
        pytest.param(kyiv(8, 18), THURSDAY_ENDS, [], TWO_DAYS, id="18:00 is in time for tomorrow"),
        pytest.param(kyiv(8, 18, 1), THURSDAY_ENDS, [], NEXT_TWO, id="18:01 is too late for tomorrow"),
        pytest.param(MONDAY, kyiv(9, 15), [], ["Tue 10:00", "Tue 14:00"], id="a limit in the middle of a day"),
        pytest.param(MONDAY, kyiv(9, 17), [kyiv(9, 15)], ["Tue 10:00"], id="somebody is called elsewhere"),
        pytest.param(kyiv(12, 17, 59), kyiv(15, 12), [], ["Mon 10:00"], id="over a weekend"),
    ],
)
def test_dates_that_keep_every_limit(now, limit, taken, expected):
    found = slots(now, [limit], taken)
    assert said(found) == expected
    assert not any(slot.broken for slot in found)


def test_when_no_date_keeps_both_limits_the_soonest_stand_with_what_they_break():
    """C-24: the chair chooses and says why."""
    late = datetime(2025, 9, 11, 19, tzinfo=KYIV)
    found = slots(late)
    assert len(found) == MOST
    assert {each.breach for slot in found for each in slot.broken} == {Breach.PAST_LIMIT, Breach.NOTICE_LATE}
    assert said(found)[0] == "Fri 10:00"


@pytest.mark.parametrize(("apart", "meets"), [(LENGTH - timedelta(minutes=1), True), (LENGTH, False), (-LENGTH, False)])
def test_two_meetings_overlap_until_the_first_is_over(apart, meets):
    at = datetime(2025, 9, 9, 7, tzinfo=UTC)
    assert overlaps(at, at + apart) == meets
